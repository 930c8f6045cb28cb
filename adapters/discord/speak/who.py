"""What is known of a server for a minute: its roles, its channels, and what somebody may do there."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.discord.needs import Payload
from adapters.discord.speak import asks
from adapters.discord.speak.asks import Ask, Right
from adapters.discord.speak.permits import by_roles, held, is_timed_out, lacking
from bot.errors import ChannelGone

FRESH = timedelta(minutes=1)
MOST_KEPT = 2_000
THREADS = {10, 11, 12}
ELSEWHERE = "I know no such channel in this server."
Look = Callable[[Ask], Awaitable[Any]]


def within(guild: str, channel: Payload) -> Payload:
    """The channel, if it's one of this server's. Raises ChannelGone for another's.

    A channel's id may come from a member, and by its id alone Discord shows one of any server that I am in.
    """
    if str(channel.get("guild_id")) != guild:
        raise ChannelGone(ELSEWHERE)
    return channel


@dataclass(slots=True)
class Known:
    """What Discord said, and when."""

    found: Any = None
    at: datetime | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Who:
    look: Look
    """Makes one call; raises whatever that raises."""
    now: Callable[[], datetime]
    _known: OrderedDict[tuple[str, ...], Known] = field(default_factory=OrderedDict)

    async def channel(self, ref: str, *, fresh: bool = False) -> Payload:
        found: Payload = await self._of(asks.channel(ref), fresh=fresh)
        return found

    async def home_of(self, ref: str, *, fresh: bool = False) -> Payload:
        """The channel; of a thread the one that it belongs to."""
        found = await self.channel(ref, fresh=fresh)
        if found.get("type") in THREADS and found.get("parent_id"):
            return await self.channel(str(found["parent_id"]), fresh=fresh)
        return found

    async def is_timed_out(self, guild: str, user: str) -> bool:
        return is_timed_out(await self._of(asks.member(guild, user), fresh=True), self.now())

    async def lacks(
        self, guild: str, user: str, place: str, needs: tuple[Right, ...], *, fresh: bool = False
    ) -> tuple[Right, ...]:
        """Which of these rights somebody hasn't there. Raises ChannelGone for a channel of another server."""
        home = within(guild, await self.home_of(place, fresh=fresh))
        about = await self._of(asks.guild(guild), fresh=False)
        roles = await self._of(asks.roles(guild), fresh=fresh)
        member = await self._of(asks.member(guild, user), fresh=fresh)
        return lacking(held(about, roles, member, home, self.now()), needs)

    async def grants_any(self, guild: str, user: str, rights: tuple[Right, ...]) -> bool:
        """By roles of the server: where one of these is lacking all the same, a channel's rules take it."""
        about, roles = (
            await self._of(asks.guild(guild), fresh=False),
            await self._of(asks.roles(guild), fresh=False),
        )
        member = await self._of(asks.member(guild, user), fresh=False)
        return lacking(by_roles(about, roles, member), rights) != rights

    async def _of(self, ask: Ask, *, fresh: bool) -> Any:  # noqa: ANN401  JSON of any shape
        named = (ask.path, *ask.ids.values())
        asked_at = self.now()
        known = self._known.setdefault(named, Known())
        self._known.move_to_end(named)
        while len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)
        async with known.asking:  # many come at once when a scenario is out: one of them asks
            if known.at is None or (known.at < asked_at if fresh else self.now() - known.at >= FRESH):
                known.found, known.at = await self.look(ask), self.now()
            return known.found
