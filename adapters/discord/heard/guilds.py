"""Servers that the bot comes to, is removed from, or can't be reached in for a while."""

import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.discord.heard.events import channel_closed, is_outage, removed
from adapters.discord.heard.gaps import Gaps, Since
from adapters.discord.heard.strange import as_described
from adapters.discord.needs import Payload, Take
from adapters.discord.speak.outcomes import REMOVED
from bot.domain.happenings import ChannelClosed, InstallationLost
from bot.errors import DebriefError, InstallationGone

log = logging.getLogger(__name__)

READY, CREATE, DELETE, CHANNEL_DELETE = "READY", "GUILD_CREATE", "GUILD_DELETE", "CHANNEL_DELETE"
KINDS = frozenset({READY, CREATE, DELETE, CHANNEL_DELETE})
SETTLES = timedelta(seconds=5)
"""After READY servers come in one by one; one that comes later was away."""


@dataclass(frozen=True, slots=True)
class Guilds:
    take: Take
    gaps: Gaps
    there: Callable[[str, str], Awaitable[None]]
    """The bot is in this server, which is called so."""
    not_among: Callable[[Collection[str]], Awaitable[list[str]]]
    """Those that we know, and that aren't named."""
    look: Callable[[str], Awaitable[object]]
    """Asks Discord for a server. Raises InstallationGone when the bot isn't in it."""
    lost: Callable[[str, str, datetime], Awaitable[object]]
    """The bot isn't in this server, for this reason, as was seen then."""
    _away: dict[str, datetime] = field(default_factory=dict)
    """Servers that are there and can't be reached, and since when."""

    def began(self, payload: Payload, since: Since, now: datetime) -> None:
        """A new session: what was told since is told no more. Raises what reading raises."""
        listed = [str(one["id"]) for one in payload["guilds"]]
        self._away.update((guild, now) for guild in listed)
        self.gaps.within(listed, since)

    def learn(self, kind: str, payload: Payload, now: datetime) -> None:
        """In the order in which it's told. Raises what reading raises."""
        if kind == DELETE and is_outage(payload):
            self._away.setdefault(str(payload["id"]), now)
        elif kind == DELETE:
            self._away.pop(str(payload["id"]), None)
        elif kind == CREATE:
            since = self._away.pop(guild := str(payload["id"]), now)
            if now - since > SETTLES:
                self.gaps.within([guild], since)

    async def take_in(self, kind: str, payload: Payload, now: datetime) -> None:
        """Raises StrangeError, and whatever keeping it raises."""
        with as_described():
            happening = _happening(kind, payload, now)
        if happening is not None:
            await self.take(happening)
        elif kind == CREATE:
            await self.there(str(payload["id"]), str(payload.get("name") or ""))
            # From now on it is heard: until that is written down nobody could tell a gap.
            self.gaps.tell()
        elif kind == READY:
            await self._look_for_lost(payload, now)

    async def _look_for_lost(self, payload: Payload, now: datetime) -> None:
        """Whoever was removed while nothing was heard isn't told so later."""
        with as_described():
            listed = {str(one["id"]) for one in payload["guilds"]}
            shard, shards = payload.get("shard") or (0, 1)
        for guild in await self.not_among(listed):
            if shard_of(guild, shards) == shard:
                await self._doubt(guild, now)

    async def _doubt(self, guild: str, now: datetime) -> None:
        try:
            await self.look(guild)
        except InstallationGone as gone:
            if (
                gone.message == REMOVED
            ):  # and not for the token's sake, which this session has just shown good
                await self.lost(guild, REMOVED, now)
        except DebriefError as trouble:
            log.info("It can't be told now whether the bot is in a server yet: %s", trouble)


def shard_of(guild: str, shards: int) -> int:
    return (int(guild) >> 22) % shards if guild.isdigit() else 0


def _happening(kind: str, payload: Payload, now: datetime) -> ChannelClosed | InstallationLost | None:
    if kind == CHANNEL_DELETE:
        return channel_closed(payload, now)
    if kind == DELETE and not is_outage(payload):
        return removed(payload, now)
    return None
