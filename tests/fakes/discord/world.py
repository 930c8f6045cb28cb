"""What stands in Discord: guilds, people, channels, threads, messages."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.ports import Clock

EPOCH = 1_420_070_400_000
TEXT, DM, VOICE, CATEGORY, NEWS, NEWS_THREAD, PUBLIC, PRIVATE, FORUM = 0, 1, 2, 4, 5, 10, 11, 12, 15
THREADS = (NEWS_THREAD, PUBLIC, PRIVATE)
Message = dict[str, Any]
"""As Discord keeps it, and our own fields under `_`."""


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(slots=True, eq=False)
class User:
    id: str
    name: str
    bot: bool = False
    takes_messages: bool = True
    """False: the person's direct messages are closed."""


@dataclass(slots=True, eq=False)
class Role:
    id: str
    name: str
    permissions: int = 0
    position: int = 1
    mentionable: bool = False
    managed_by: str = ""


@dataclass(frozen=True, slots=True)
class Overwrite:
    id: str
    kind: int
    """0 for a role, 1 for a member."""
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Member:
    user: User
    guild: "Guild"
    joined_at: datetime
    roles: list[str] = field(default_factory=list)
    nick: str | None = None
    timed_out: bool = False

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.nick or self.user.name


@dataclass(slots=True, eq=False)
class Thread:
    owner_id: str
    created_at: datetime
    active_at: datetime
    archived_at: datetime
    auto_archive: int = 1440
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    tags: list[str] = field(default_factory=list)
    members: dict[str, datetime] = field(default_factory=dict)
    sent: int = 0
    """Messages ever sent in it, its first one not counted."""

    def is_due(self, now: datetime) -> bool:
        return not self.archived and now - self.active_at >= timedelta(minutes=self.auto_archive)


@dataclass(slots=True, eq=False)
class Channel:
    id: str
    type: int
    name: str
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    position: int = 0
    topic: str | None = None
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    tags: list[dict[str, Any]] = field(default_factory=list)
    tag_required: bool = False
    recipients: list[User] = field(default_factory=list)
    thread: Thread | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    whispers: dict[str, Message] = field(default_factory=dict)
    """Ephemeral ones; `_to` names the only one who sees it."""
    deleted: bool = False

    @property
    def is_thread(self) -> bool:
        return self.thread is not None

    @property
    def parent_or_self(self) -> "Channel":
        return self.parent if self.thread is not None and self.parent is not None else self

    @property
    def last_message_id(self) -> str | None:
        return next(reversed(self.messages), None)

    def newest_first(self) -> list[Message]:
        return sorted(self.messages.values(), key=lambda each: -int(each["id"]))


@dataclass(slots=True, eq=False)
class Guild:
    id: str
    name: str
    owner_id: str = ""
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    unavailable: bool = False
    locale: str = "en-US"

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]


@dataclass(slots=True)
class World:
    clock: Clock
    guilds: dict[str, Guild] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    """All there are, threads and direct ones too."""
    _last: int = 0

    def now(self) -> datetime:
        return self.clock.now()

    def new_id(self) -> str:
        """A snowflake: later ones are greater, their time is the clock's, and no two are neighbours."""
        millis = int(self.now().timestamp() * 1000) - EPOCH
        self._last = max(millis << 22, self._last + 64)
        return str(self._last)

    def user(self, name: str, *, bot: bool = False, takes_messages: bool = True) -> User:
        user = User(self.new_id(), name, bot, takes_messages)
        self.users[user.id] = user
        return user

    def guild(self, name: str) -> Guild:
        guild = Guild(self.new_id(), name)
        guild.roles[guild.id] = Role(guild.id, "@everyone", position=0)
        self.guilds[guild.id] = guild
        return guild

    def live(self, channel_id: str) -> Channel | None:
        found = self.channels.get(channel_id)
        return found if found and not found.deleted else None

    def channel(self, guild: Guild | None, kind: int, name: str, **how: Any) -> Channel:
        position = len(guild.channels) if guild else 0
        channel = Channel(how.pop("id", None) or self.new_id(), kind, name, guild, position=position, **how)
        self.channels[channel.id] = channel
        if guild:
            guild.channels[channel.id] = channel
        return channel

    def direct(self, one: User, other: User) -> Channel:
        """The conversation of these two, which comes into being when it's asked for."""
        for channel in self.channels.values():
            if channel.type == DM and {each.id for each in channel.recipients} == {one.id, other.id}:
                return channel
        return self.channel(None, DM, "", recipients=[one, other])

    def threads(self, guild: Guild) -> list[Channel]:
        return [each for each in guild.channels.values() if each.thread and not each.deleted]

    def mutual(self, one: User, other: User) -> bool:
        return any(one.id in guild.members and other.id in guild.members for guild in self.guilds.values())
