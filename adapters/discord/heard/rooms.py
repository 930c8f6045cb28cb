"""Which channel is a thread of which: a message names only the place in which it stands.

Learnt from what the gateway tells, in its own order. Of a thread that slept since before we listened it tells
nothing, so that one is asked for when somebody writes in it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from adapters.discord.needs import Payload
from adapters.discord.speak.who import THREADS
from bot.domain.happenings import MessageAt
from bot.errors import ChannelGone

Look = Callable[[str, str], Awaitable[Payload]]
"""A channel of a server, as Discord describes it. Raises as a call of Discord does."""
MOST = 200_000
"""Channels and threads that are known at once: threads are made without end. Others are asked for again."""


@dataclass(slots=True)
class Rooms:
    look: Look
    me: str = ""
    """The bot's own account."""
    roles: dict[str, str] = field(default_factory=dict)
    """By server: the bot's own role, which members mention by mistake. It has the bot's name."""
    _parents: OrderedDict[str, str] = field(default_factory=OrderedDict)
    """Of each channel that is known; empty for one that is no thread."""
    _asking: dict[str, asyncio.Lock] = field(default_factory=dict)

    def learn(self, kind: str, payload: Payload) -> None:
        """Raises what reading a payload raises that isn't as Discord describes it."""
        match kind:
            case "READY":
                self.me = str(payload["user"]["id"])
            case "GUILD_CREATE":
                self._guild(payload)
            case "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE":
                self._room(payload)
            case "THREAD_LIST_SYNC":
                for thread in payload.get("threads") or ():
                    self._room(thread)

    def _guild(self, payload: Payload) -> None:
        for one in (*(payload.get("channels") or ()), *(payload.get("threads") or ())):
            self._room(one)
        for role in payload.get("roles") or ():
            if str((role.get("tags") or {}).get("bot_id")) == self.me:
                self.roles[str(payload["id"])] = str(role["id"])

    def _room(self, payload: Payload) -> None:
        ref, is_thread = str(payload["id"]), payload.get("type") in THREADS
        self._parents[ref] = str(payload["parent_id"]) if is_thread else ""
        self._parents.move_to_end(ref)
        while len(self._parents) > MOST:
            self._parents.popitem(last=False)

    async def at(self, payload: Payload, message_ref: str) -> MessageAt | None:
        """Where a message stands, as the core names it; None where its channel is gone. Raises as `look`."""
        channel, guild = str(payload["channel_id"]), payload.get("guild_id")
        if not guild:
            return MessageAt(channel, message_ref, direct=True)
        if channel not in self._parents and not await self._is_found(str(guild), channel):
            return None
        parent = self._parents[channel]
        self._parents.move_to_end(channel)
        return MessageAt(parent, message_ref, channel) if parent else MessageAt(channel, message_ref)

    async def _is_found(self, guild: str, channel: str) -> bool:
        async with self._asking.setdefault(channel, asyncio.Lock()):  # of several messages at once one asks
            try:
                if channel not in self._parents:
                    self._room({**await self.look(guild, channel), "id": channel})
            except ChannelGone:
                return False
            finally:
                self._asking.pop(channel, None)
        return True
