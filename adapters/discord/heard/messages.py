"""What is told of messages, as happenings: where each stands, and in whose name it is heard."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.discord.heard.events import Me, deleted, edited, posted
from adapters.discord.heard.rooms import Rooms
from adapters.discord.heard.strange import as_described
from adapters.discord.heard.written import account, by_member, nick
from adapters.discord.needs import Payload
from bot.domain.happenings import Account, CommandGiven, MessageAt, MessageDeleted, MessagePosted

CREATE, UPDATE = "MESSAGE_CREATE", "MESSAGE_UPDATE"
DELETE, DELETE_BULK = "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"
KINDS = frozenset({CREATE, UPDATE, DELETE, DELETE_BULK})


@dataclass(frozen=True, slots=True)
class Told:
    happening: MessagePosted | MessageDeleted | CommandGiven
    at: MessageAt
    nick: str = ""
    """What its author is called in that server."""


@dataclass(frozen=True, slots=True)
class Messages:
    rooms: Rooms
    home: Callable[[Account], Awaitable[str | None]]
    """The installation that somebody's direct messages belong to; None of a stranger."""
    home_of_message: Callable[[MessageAt], Awaitable[str | None]]
    """The one in whose name a direct message was kept."""

    async def read(self, kind: str, payload: Payload, came_at: datetime) -> list[Told]:
        """Raises StrangeError; and what `home` raises, and a call of Discord."""
        if kind in (CREATE, UPDATE):
            return await self._written(kind, payload)
        with as_described():
            refs = payload["ids"] if kind == DELETE_BULK else [payload["id"]]
            places = [await self.rooms.at(payload, str(ref)) for ref in refs]
        found = [(at, await self._known_in(payload, at)) for at in places if at]
        return [Told(deleted(where, at, came_at), at) for at, where in found if where]

    async def _written(self, kind: str, payload: Payload) -> list[Told]:
        with as_described():
            # An edit may come without its author where it changes no word; a message has one always.
            by_machine = not by_member(payload) and (kind == UPDATE or bool(payload["author"]["id"]))
            at = None if by_machine else await self.rooms.at(payload, str(payload["id"]))
        if at is None:
            return []
        where = await self._known_in(payload, at) if kind == UPDATE else None
        where = where or await self._heard_in(payload, at)
        if where is None:
            return []
        me = Me(self.rooms.me, self.rooms.roles.get(where, ""))
        with as_described():
            found = posted(where, payload, at, me) if kind == CREATE else edited(where, payload, at)
        return [Told(found, at, nick(payload))] if found else []

    async def _heard_in(self, payload: Payload, at: MessageAt) -> str | None:
        return await self.home(account(payload)) or "" if at.direct else str(payload["guild_id"])

    async def _known_in(self, payload: Payload, at: MessageAt) -> str | None:
        return await self.home_of_message(at) if at.direct else str(payload["guild_id"])
