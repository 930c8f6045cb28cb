"""Takes what the gateway tells: kept first, answered then. Discord sends nothing again that has reached us,
so what can't be kept is noted as missed, and read later where it was written.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from adapters.chats.afterwards import Afterwards
from adapters.chats.recent import Recent
from adapters.discord.heard import guilds, messages
from adapters.discord.heard.events import whose
from adapters.discord.heard.gaps import Gaps, Since
from adapters.discord.heard.guilds import Guilds
from adapters.discord.heard.lanes import NOTHING, Before, Lanes
from adapters.discord.heard.messages import Messages, Told
from adapters.discord.heard.names import Names, Seen
from adapters.discord.heard.rooms import Rooms
from adapters.discord.heard.said_back import SaidBack
from adapters.discord.heard.strange import StrangeError, as_described
from adapters.discord.needs import Payload, Take
from bot.domain.cards import Card, Note
from bot.domain.happenings import CommandGiven, MessageDeleted, MessagePosted
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)

INTERACTION = "INTERACTION_CREATE"
Interact = Callable[[Payload, Before], Coroutine[None, None, None]]
PAUSES = (0.2, 1.0, 3.0)
"""Seconds before each further attempt at keeping an event."""
LONGEST = 30.0
"""Seconds for one event, with all attempts: what hangs shuts out no other for good."""


@dataclass(frozen=True, slots=True)
class Reception:
    take: Take
    now: Callable[[], datetime]
    interaction: Interact
    """Returns at once, and raises nothing."""
    rooms: Rooms
    messages: Messages
    guilds: Guilds
    gaps: Gaps
    said_back: SaidBack
    names: Names
    after: Afterwards
    pauses: tuple[float, ...] = PAUSES
    longest: float = LONGEST
    lanes: Lanes = field(default_factory=Lanes)
    _answered: Recent = field(default_factory=Recent)

    def hear(self, kind: str, payload: Payload, since: Since = None) -> None:
        """Returns at once. `since`: of READY, when the session before it was last heard."""
        now = self.now()
        if kind == INTERACTION:
            before = self.lanes.waiting(whose(payload))
            self.after.do(self.interaction(payload, before))  # whoever pressed waits for nobody else
        elif self._learnt(kind, payload, now, since):
            about, by = str(payload.get("id") or kind), whose(payload)
            work, of = partial(self._kept, kind, payload, now), str(payload.get("guild_id") or by)
            if not self.lanes.put(about, now, work, by=by, of=of):
                self._missed(payload, now)

    async def event(self, kind: str, payload: Payload) -> None:
        """The same, and returns when it is kept, or noted as missed."""
        now = self.now()
        if kind == INTERACTION:
            await self.interaction(payload, NOTHING)
        elif self._learnt(kind, payload, now, None):
            await self._kept(kind, payload, now)

    def unreadable(self, why: str) -> None:
        """Not even its kind."""
        log.error("Discord told something that can't be read: %s", why)
        self.gaps.anywhere(self.now())

    @property
    def busy(self) -> int:
        """How many events aren't kept yet."""
        return self.lanes.busy

    def kept_until(self, heard_at: datetime) -> datetime:
        """All that was told until then is kept, if it was heard until `heard_at`."""
        oldest = self.lanes.oldest
        return min(heard_at, oldest - timedelta(seconds=1)) if oldest else heard_at

    async def finish(self) -> None:
        await self.lanes.finish()
        await self.after.finish()

    def _learnt(self, kind: str, payload: Payload, now: datetime, since: Since) -> bool:
        """What has to be known in the order in which it's told. False where there is no more to do."""
        try:
            with as_described():
                if kind == guilds.READY:
                    self.guilds.began(payload, since, now)
                self.rooms.learn(kind, payload)
                self.guilds.learn(kind, payload, now)
        except StrangeError as strange:
            self._strange(kind, payload, now, strange)
            if kind == guilds.READY:
                self.gaps.anywhere(since)
            return False
        return kind in messages.KINDS or kind in guilds.KINDS

    async def _kept(self, kind: str, payload: Payload, now: datetime) -> None:
        try:
            async with asyncio.timeout(self.longest):
                await self._tried(lambda: self._take_in(kind, payload, now))
        except TimeoutError:
            log.error("An event could not be kept: %s, it took too long", kind)  # noqa: TRY400  as below
            self._missed(payload, now)
        except StrangeError as strange:
            self._strange(kind, payload, now, strange)
        except (RetryLater, UserMustAct) as refused:
            log.error("An event could not be kept: %s, %s", kind, refused)  # noqa: TRY400  no bug of ours
            self._missed(payload, now)
        except Exception:  # whatever it was, what was written stands where it is
            log.exception("An event could not be kept: %s", kind)
            self._missed(payload, now)

    async def _tried(self, work: Callable[[], Awaitable[None]]) -> None:
        for pause in self.pauses:
            try:
                await work()
            except (UserMustAct, StrangeError):
                raise
            except Exception as trouble:  # noqa: BLE001  it is tried again, and raised in the end
                log.info("An event can't be kept yet: %s", type(trouble).__name__)
                await asyncio.sleep(pause)
            else:
                return
        await work()

    async def _take_in(self, kind: str, payload: Payload, now: datetime) -> None:
        if kind in guilds.KINDS:
            await self.guilds.take_in(kind, payload, now)
            return
        for told in await self.messages.read(kind, payload, now):
            await self._take(told)

    async def _take(self, told: Told) -> None:
        happening = told.happening
        try:
            card = await self.take(happening)
        except UserMustAct as refused:
            if not isinstance(happening, CommandGiven):
                raise  # nobody is there to be told, and it isn't kept
            card = Note(refused.message)
        if not isinstance(happening, MessageDeleted):
            self._follow(told, happening, card)

    def _follow(self, told: Told, happening: MessagePosted | CommandGiven, card: Card | None) -> None:
        who = happening.account if isinstance(happening, CommandGiven) else happening.author
        # Whoever merely talks in the channel is nobody's business, and by far the most of what is heard.
        if told.at.thread_ref:
            self._named(Seen(who, told.nick, happening.source.installation_ref))
        if isinstance(card, Note) and card.again:
            return  # whoever heard it first answers it
        if card is not None and self._answered.first(happening.source.event_ref):
            self.after.do(self.said_back.show(card, who, happening.source.installation_ref, told.at))

    def _named(self, seen: Seen) -> None:
        if self.names.is_news(seen):
            self.after.do(self.names.of(seen))

    def _strange(self, kind: str, payload: Payload, now: datetime, strange: StrangeError) -> None:
        log.error("An event isn't as Discord describes it: %s, %s", kind, strange)
        self._missed(payload, now)

    def _missed(self, payload: Payload, now: datetime) -> None:
        guild = payload.get("guild_id")
        if isinstance(guild, str):
            self.gaps.within([guild], now)
        else:
            self.gaps.anywhere(now)
