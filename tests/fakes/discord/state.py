"""Everything the fake knows, and how what happens is told to those who may hear it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.app import Application
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway.sessions import Sessions
from tests.fakes.discord.interaction import Interaction
from tests.fakes.discord.pace import Pace
from tests.fakes.discord.permissions import EVERYONE, sees
from tests.fakes.discord.shapes import Json
from tests.fakes.discord.world import Channel, Guild, Member, Message, Role, User, World


@dataclass(frozen=True, slots=True)
class Called:
    """A call that reached Discord: what was asked, and what was answered."""

    route: str
    params: Mapping[str, str]
    body: Any
    status: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Ping:
    """Somebody whom a message notified."""

    message_id: str
    channel_id: str
    user_id: str


@dataclass(slots=True)
class State:
    world: World
    pace: Pace
    faults: Faults
    sessions: Sessions
    base: str = ""
    gateway_url: str = ""
    answer_within: float = 3.0
    """Real seconds for the first answer to an interaction."""
    nonce_window: float = 120.0
    """Seconds of the clock in which a nonce is remembered."""
    heartbeat: float = 41.25
    apps: dict[str, Application] = field(default_factory=dict)
    calls: list[Called] = field(default_factory=list)
    pings: list[Ping] = field(default_factory=list)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    """By token."""
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    keeps_files: bool = True
    """What a member uploads with a command lies there when the app asks for it."""
    """What was uploaded, by its address's path: bytes and content type."""
    nonces: dict[tuple[str, str, str], tuple[datetime, str]] = field(default_factory=dict)
    _looked_at: datetime | None = None
    """When threads were last looked through for silent ones."""

    def of_token(self, token: str) -> Application | None:
        return next((each for each in self.apps.values() if each.token == token), None)

    def of_bot(self, user_id: str) -> Application | None:
        return next((each for each in self.apps.values() if each.bot.id == user_id), None)

    def tell(self, kind: str, data: Json, *, guild: Guild | None = None, at: Channel | None = None) -> None:
        """An event, to every app that is there: in the guild, in the channel, with the right to see it."""
        for app in self.apps.values():
            if at is not None and not self.hears(app.bot, at):
                continue
            if at is None and guild is not None and app.bot.id not in guild.members:
                continue
            self.sessions.send(app, kind, data, guild or (at.guild if at else None))

    def tell_one(self, app: Application, kind: str, data: Json, guild: Guild | None = None) -> None:
        self.sessions.send(app, kind, data, guild)

    def hears(self, bot: User, at: Channel) -> bool:
        """A channel that was just deleted is still heard of."""
        was, at.deleted = at.deleted, False
        try:
            return sees(at, bot)
        finally:
            at.deleted = was

    def message_event(self, message: Message, at: Channel) -> Json:
        """A message as the gateway gives it: with its guild and its author's membership."""
        data = shapes.message(message)
        if at.guild is None:
            return data
        data["guild_id"] = at.guild.id
        author = at.guild.members.get(str(message["author"]["id"]))
        return data | ({"member": shapes.member(author, with_user=False)} if author else {})

    def archive_due(self) -> None:
        """Threads in which nothing was said for their time are archived, by the clock."""
        now = self.world.now()
        if self._looked_at and timedelta() <= now - self._looked_at < timedelta(seconds=1):
            return
        self._looked_at = now
        for guild in self.world.guilds.values():
            for each in self.world.threads(guild):
                if each.thread and each.thread.is_due(now):
                    each.thread.archived = True
                    each.thread.archived_at = each.thread.active_at + timedelta(
                        minutes=each.thread.auto_archive
                    )
                    self.tell("THREAD_UPDATE", shapes.channel(each), at=each)

    def join(self, guild: Guild, user: User, roles: Iterable[Role] = ()) -> Member:
        """A member from now on; nobody is told."""
        member = Member(user, guild, self.world.now(), [each.id for each in roles])
        guild.members[user.id] = member
        if not guild.everyone.permissions:
            guild.everyone.permissions = EVERYONE
        return member
