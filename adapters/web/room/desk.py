"""Carries what members did to the core, and shows them privately what comes back.

A happening leaves the queue together with its answer's arrival in the room. Until then it is carried again,
after an error or a restart, under the same event id, by which the core knows it.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Self

from adapters.web.room.room import Room
from adapters.web.room.values import Queued
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import Happening
from bot.errors import Defect, RetryLater, UserMustAct
from bot.practice.core import Core
from bot.practice.receive import receive

log = logging.getLogger(__name__)

Take = Callable[[Happening], Awaitable[Card | None]]

PATIENCE = 8.0
"""Seconds that somebody who acted waits for the core's word; what takes longer is shown when it comes."""
LONGEST_PAUSE = 15.0
LOOKS_EVERY = 0.5
"""Seconds after which a pause may be over."""
MOST_FAULTS = 3
OUR_FAULT = Note(
    "Something went wrong on our side, and what you just did had no effect. It was written down. "
    "What stands in the room is kept; do it again, or differently."
)
FORM_IS_READY = Note("The form that you asked for can be opened now: press the button again.")


@dataclass(slots=True)
class _Tries:
    """How a member's oldest happening fared so far."""

    faults: int = 0
    pauses: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class Desk:
    room: Room
    take: Take
    reaches: Callable[[], Awaitable[None]]
    """Raises while the core's database is away, so that an outage is told from a fault."""
    elapsed: Callable[[], float] = monotonic
    patience: float = PATIENCE
    _turns: dict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    _tries: dict[str, _Tries] = field(default_factory=lambda: defaultdict(_Tries))
    _carrying: set[asyncio.Task[Card | None]] = field(default_factory=set)
    _aside: set[int] = field(default_factory=set)
    """Numbers of what is answered to somebody who waits, elsewhere than in the room."""

    @classmethod
    def of(cls, room: Room, core: Core) -> Self:
        async def reaches() -> None:
            async with core.store.work():
                pass

        return cls(room, partial(receive, core), reaches)

    def waiting(self, member: str) -> int:
        """How much of what the member did has not reached the core."""
        return sum(queued.member == member for queued in self.room.queue)

    async def carry(self, queued: Queued, *, aside: bool = False) -> Card | None:
        """Carry this and whatever of the same member comes before it; what the core answers to this.

        None as well when it has to wait: `waiting` tells. `aside` is for who shows the answer themselves: the
        room does so only when it comes too late for them, or when there is something to press.
        """
        if aside:
            self._aside.add(queued.number)
        carrying = asyncio.create_task(self._carry_of(queued.member, queued.number))
        self._carrying.add(carrying)
        carrying.add_done_callback(self._carrying.discard)
        try:
            done, _ = await asyncio.wait({carrying}, timeout=self.patience)
        finally:
            self._aside.discard(queued.number)
        return carrying.result() if done else None

    async def carry_all(self) -> None:
        """Everything whose time has come; members wait for nobody but themselves."""
        due = {queued.member for queued in self.room.queue}
        members = [member for member in due if self._tries[member].not_before <= self.elapsed()]
        await asyncio.gather(*map(self._carry_of, members))

    async def __call__(self, stop: asyncio.Event) -> None:
        """A duty: carry until `stop`."""
        while not stop.is_set():
            await self.carry_all()
            await self.room.changed_or(stop, self.room.count, LOOKS_EVERY)
        if self._carrying:
            await asyncio.wait(self._carrying)

    async def _carry_of(self, member: str, until: int | None = None) -> Card | None:
        async with self._turns[member]:
            for queued in self.room.queue:
                if queued.member != member:
                    continue
                went, card = await self._carried(queued, awaited=queued.number == until)
                if not went:
                    return None
                if queued.number == until:
                    return card
        return None

    async def _carried(self, queued: Queued, *, awaited: bool) -> tuple[bool, Card | None]:
        """Whether it is off the queue, and the core's word on it."""
        try:
            card = await self.take(queued.happening)
        except RetryLater as later:
            log.info("The core asks for patience: %s", later.reason)
            return self._pause(queued.member, later.after.total_seconds()), None
        except UserMustAct as refused:
            card = Note(refused.message)
        except Defect:
            log.exception("A happening of the room broke.", extra={"row": queued.number})
            card = OUR_FAULT
        except Exception as error:  # noqa: BLE001  an outage or a fault: which one, the next question tells
            if await self._may_pass(queued, error):
                return False, None
            card = OUR_FAULT
        return self._settle(queued, card, awaited=awaited), card

    async def is_cut_off(self) -> bool:
        """Whether the core's database fails to answer; what broke meanwhile is no fault of ours."""
        try:
            await self.reaches()
        except Exception:  # noqa: BLE001  any failure to answer is an outage
            return True
        return False

    async def _may_pass(self, queued: Queued, error: Exception) -> bool:
        tries = self._tries[queued.member]
        if await self.is_cut_off():
            log.warning("The core is away; what members do is kept: %s", type(error).__name__)
        else:
            tries.faults += 1
            log.error("A happening of the room broke.", exc_info=error, extra={"row": queued.number})
        self._pause(queued.member, 2.0**tries.pauses)
        return tries.faults < MOST_FAULTS

    def _pause(self, member: str, seconds: float) -> bool:
        tries = self._tries[member]
        tries.pauses += 1
        tries.not_before = self.elapsed() + min(seconds, LONGEST_PAUSE)
        return False

    def _settle(self, queued: Queued, card: Card | None, *, awaited: bool) -> bool:
        if isinstance(card, AnswerForm | FieldForm):
            # A form opens for whoever waits for it; nobody waits for one that comes late.
            card = None if awaited else _instead_of(card)
        try:
            with self.room.change() as change:
                change.carry(queued)
                if card is not None and (queued.number not in self._aside or card.buttons):
                    change.put(queued.spot, None, card=card, only_for=queued.member)
        except RetryLater as later:
            return self._pause(queued.member, later.after.total_seconds())
        self._tries.pop(queued.member, None)
        return True


def _instead_of(form: AnswerForm | FieldForm) -> Note:
    """A form that came back with what was sent in it is its author's only copy."""
    if isinstance(form, AnswerForm) or not form.trouble:
        return FORM_IS_READY
    texts = (field.draft for field in form.fields if field.draft and not field.choices)
    return Note("\n\n".join((form.trouble, "What you typed, to copy:", *texts)))
