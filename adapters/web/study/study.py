"""The study as its pages see it: the group's time, where its clock may go, and what to do next."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from adapters.web.room.room import Room
from adapters.web.room.values import direct
from adapters.web.room.views import Jump, NextStep
from adapters.web.study.cast import SAMPLES
from adapters.web.study.group import GROUP
from adapters.web.study.jumps import jumps_from, quiet_minutes
from adapters.web.study.keeping import Keeping, Plan
from adapters.web.study.next_step import USUAL_QUIET, facts_of, next_step, watching
from adapters.web.study.opening import LeftRoom
from adapters.web.study.samples import posts
from bot.domain.calendar import zone_named
from bot.domain.cards import QuestionCard
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)

MOVING = "The clock is on its way already. Nothing was changed; it stops by itself in a moment."
STOPPED_SHORT = (
    "The clock stopped on its way, because Debrief's database is away or slow. Nothing is lost: what is due "
    "is done when it is back. Set the clock on again then."
)
TRIPPED = (
    "The clock stopped on its way, because something broke on our side; the log says what. Nothing is lost: "
    "what is due is tried again by itself. Set the clock on again then."
)
NO_SUCH_JUMP = "The clock can't go there any more: that moment has come already. Nothing was changed."


@dataclass(slots=True)
class Study:
    """What it tells is from memory: the caretaker asks the core and writes down what it says."""

    left: LeftRoom
    keeping: Keeping
    first_zone: str
    """Until the group says otherwise."""
    grader_says: str
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    """The newcomer may come in."""
    leaving: bool = False
    """The process was told to stop: a clock on its way stops where it is."""
    _plan: Plan | None = None
    _in_round: frozenset[str] = frozenset()
    _jumping: asyncio.Task[str | None] | None = None
    _there: Jump | None = None

    @property
    def room(self) -> Room:
        return self.left.room

    @property
    def group(self) -> str:
        return self._plan.group.name if self._plan else GROUP

    @property
    def zone(self) -> ZoneInfo:
        return zone_named(self._plan.schedule.zone if self._plan else self.first_zone)

    @property
    def moving(self) -> bool:
        return self._jumping is not None and not self._jumping.done()

    @property
    def bound_for(self) -> datetime | None:
        return self._there.to if self.moving and self._there else None

    async def jumps(self) -> Sequence[Jump]:
        return jumps_from(self._plan, posts(self.room), self.left.clock.now(), self.zone)

    async def jump(self, key: str) -> None:
        """As its page's Study says. Whoever asked may go: the clock arrives all the same."""
        if self.moving:
            raise UserMustAct(MOVING)
        there = next((jump for jump in await self.jumps() if jump.key == key), None)
        if there is None:
            raise UserMustAct(NO_SUCH_JUMP)
        self._there = there
        self._jumping = jumping = asyncio.create_task(self._go(there), name="clock")
        stopped = await asyncio.shield(jumping)
        if stopped is not None:
            raise RetryLater(stopped, timedelta(seconds=5))

    async def next_step(self, viewer: str) -> NextStep | None:
        member = self.room.member(viewer)
        if member is None:
            return None
        if viewer in SAMPLES:
            return watching(member.called)
        quiet = quiet_minutes(self._plan) if self._plan else USUAL_QUIET
        return next_step(facts_of(self.room, viewer, in_round=viewer in self._in_round, quiet=quiet))

    async def look(self) -> None:
        """Ask the core how things stand, for those who are told from memory."""
        self._plan = await self.keeping.plan()
        asked = [ref for ref in self.room.members if self._was_asked(ref)]
        self._in_round = frozenset([ref for ref in asked if await self._is_in_round(ref)])

    async def arrive(self) -> None:
        """Wait until a clock that is on its way has stopped. The caller has said that it's time to leave."""
        if self._jumping is not None:
            await asyncio.wait({self._jumping})

    async def _go(self, there: Jump) -> str | None:
        """Why it stopped short, if it did. The time that was reached stands, and is lived later."""
        try:
            async with self.keeping.turn:
                await self.keeping.live_until(there.to, seen=self.room.stir, enough=lambda: self.leaving)
                await self.look()
        except Exception as trouble:
            if isinstance(trouble, RetryLater) or await self.keeping.desk.is_cut_off():
                log.warning("The room's clock stopped on its way: %s.", type(trouble).__name__)
                return STOPPED_SHORT
            log.exception("The room's clock stopped on its way.")
            return TRIPPED
        finally:
            self.room.stir()
        return None

    def _was_asked(self, ref: str) -> bool:
        return any(isinstance(line.card, QuestionCard) for line in self.room.lines(direct(ref), ref))

    async def _is_in_round(self, ref: str) -> bool:
        async with self.keeping.core.store.work() as work:
            person = await work.people.known(self.room.members[ref].account)
            return person is not None and await work.rounds.live(person) is not None
