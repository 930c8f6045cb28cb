"""What stands in Slack: teams, people, channels, messages."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.ports import Clock

Kind = Literal["channel", "group", "im"]
SLACKBOT = "USLACKBOT"
Message = dict[str, Any]
"""As Slack keeps it: what a history call would return, and our own fields under `_`."""


@dataclass(slots=True)
class Member:
    """Somebody with an account: a person or a bot."""

    id: str
    team_id: str
    name: str
    is_bot: bool = False
    bot_id: str = ""
    app_id: str = ""
    deleted: bool = False
    takes_messages: bool = True
    """False: a direct conversation with them can't be opened."""
    tz: str = "Europe/London"
    guest: Literal["", "of several channels", "of one channel"] = ""
    stranger: bool = False
    """Of another workspace, and in no channel that the app can see."""

    @property
    def handle(self) -> str:
        return self.name.lower().replace(" ", ".")


@dataclass(slots=True)
class Channel:
    id: str
    team_id: str
    name: str
    kind: Kind
    members: set[str] = field(default_factory=set)
    archived: bool = False
    deleted: bool = False
    several: bool = False
    """A conversation between a few, without a name that anybody gave it."""
    shared_with: set[str] = field(default_factory=set)
    """Other teams: of the same organisation, or by Slack Connect."""
    invited: set[str] = field(default_factory=set)
    """Other teams that haven't accepted yet."""
    told_through: str = ""
    """The team in whose name events of a shared channel are told; its own when empty."""
    messages: dict[str, Message] = field(default_factory=dict)
    whispers: list[Message] = field(default_factory=list)
    """Ephemeral ones; `_to` names the only one who sees it."""
    last: int = 0

    def stamp(self, clock: Clock) -> str:
        """A `ts`, unique in this channel and later than all before."""
        self.last = max(int(clock.now().timestamp() * 1_000_000), self.last + 100)
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"

    def thread(self, root_ts: str) -> list[Message]:
        """The replies that stand, oldest first."""
        return [
            each
            for ts, each in sorted(self.messages.items())
            if each.get("thread_ts") == root_ts and ts != root_ts
        ]

    def roots(self) -> list[Message]:
        """What stands in the channel itself, oldest first."""
        return [
            each
            for ts, each in sorted(self.messages.items())
            if each.get("thread_ts", ts) == ts or each.get("subtype") == "thread_broadcast"
        ]


@dataclass(slots=True)
class Team:
    id: str
    name: str
    enterprise_id: str | None = None
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        return self.name.lower().replace(" ", "-")

    def live(self, channel_id: str) -> Channel | None:
        found = self.channels.get(channel_id)
        return found if found and not found.deleted else None


@dataclass(slots=True)
class World:
    clock: Clock
    teams: dict[str, Team] = field(default_factory=dict)
    _counts: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def now(self) -> float:
        return self.clock.now().timestamp()

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._counts):08X}"

    def team(self, name: str, enterprise_id: str | None = None) -> Team:
        team = Team(self.new_id("T"), name, enterprise_id)
        self.teams[team.id] = team
        team.members[SLACKBOT] = Member(SLACKBOT, team.id, "Slackbot", takes_messages=False)
        return team

    def member(self, team: Team, name: str, **how: Any) -> Member:
        member = Member(self.new_id("U"), team.id, name, **how)
        team.members[member.id] = member
        return member

    def channel(self, team: Team, name: str, kind: Kind, members: set[str]) -> Channel:
        prefix = "D" if kind == "im" else "C"  # a private one of today isn't to be told by its id
        channel = Channel(self.new_id(prefix), team.id, name, kind, set(members))
        team.channels[channel.id] = channel
        return channel

    def direct(self, team: Team, one: str, other: str) -> Channel:
        """The conversation of these two, which comes into being when it's asked for."""
        for channel in team.channels.values():
            if channel.kind == "im" and channel.members == {one, other}:
                return channel
        return self.channel(team, "directmessage", "im", {one, other})

    def is_shared(self, channel: Channel, *, outside: bool) -> bool:
        """With a team outside of its organisation, or with one inside."""
        own = self.teams[channel.team_id].enterprise_id
        others = [self.teams[other].enterprise_id for other in channel.shared_with]
        return any((own is None or other != own) is outside for other in others)

    def team_of(self, channel: Channel | Member) -> Team:
        return self.teams[channel.team_id]


def shown(message: Message, *, metadata: bool = True) -> Message:
    """As it leaves Slack: without our own fields, and with its metadata only for who asked."""
    return {
        name: value
        for name, value in message.items()
        if not name.startswith("_") and (metadata or name != "metadata")
    }
