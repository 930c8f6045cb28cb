"""Everything that the fake knows, and the app's installs."""

import copy
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.slack.app import HISTORY, MESSAGES, NEEDS, SlackApp
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.outbox import Delivery, Outbox
from tests.fakes.slack.pace import Pace
from tests.fakes.slack.tokens import Token, Tokens
from tests.fakes.slack.world import Channel, Member, Team, World

TRIGGER_SECONDS = 3.0
HOOK_USES = 5
HOOK_SECONDS = 1800.0


@dataclass(slots=True)
class Install:
    team: Team
    bot: Member
    token: Token
    refresh_token: str = ""
    active: bool = True

    @property
    def scopes(self) -> tuple[str, ...]:
        return self.token.scopes


@dataclass(slots=True)
class Trigger:
    """A member's act, which lets the app open a view for three seconds, by either clock."""

    user_id: str
    team_id: str
    at: float
    real: float = field(default_factory=time.monotonic)
    used: bool = False


@dataclass(slots=True)
class Hook:
    """A response_url."""

    channel: Channel
    member: Member
    until: float
    origin: dict[str, Any] | None = None
    """The message on which the button stood."""
    uses: int = 0


@dataclass(frozen=True, slots=True)
class Called:
    method: str
    args: dict[str, Any]
    answer: dict[str, Any]


@dataclass(slots=True)
class Files:
    """Uploads: what was announced, what arrived, what was completed."""

    announced: dict[str, dict[str, Any]] = field(default_factory=dict)
    arrived: dict[str, bytes] = field(default_factory=dict)
    completed: dict[str, dict[str, Any]] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    """Those that stand in some channel; others only their owner can see."""


@dataclass(slots=True)
class State:
    world: World
    app: SlackApp
    tokens: Tokens
    pace: Pace
    faults: Faults
    outbox: Outbox
    base: str = ""
    installs: list[Install] = field(default_factory=list)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    """Per member the ids of the modals that are open, the uppermost last."""
    homes: dict[str, str] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    hooks: dict[str, Hook] = field(default_factory=dict)
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    calls: list[Called] = field(default_factory=list)
    socket_url: Callable[[], str] = str
    """A new address for one websocket."""

    def trigger(self, member: Member) -> str:
        trigger_id = f"{self.world.new_id('')}.{self.world.new_id('')}.{self.world.new_id('t')}"
        self.triggers[trigger_id] = Trigger(member.id, member.team_id, self.world.now())
        return trigger_id

    def hook(self, channel: Channel, member: Member, origin: dict[str, Any] | None = None) -> str:
        """A new response_url."""
        name = self.world.new_id("hook")
        self.hooks[name] = Hook(channel, member, self.world.now() + HOOK_SECONDS, origin)
        return f"{self.base}/hooks/{name}"

    def install_of(self, team: Team) -> Install | None:
        return next((each for each in self.installs if each.team is team and each.active), None)

    def tell(self, team: Team, event: dict[str, Any], channel: Channel | None = None) -> None:
        """Send an event without waiting for what the app says to it."""
        for delivery in self.deliveries(team, event, channel):
            self.outbox.later(delivery)

    def deliveries(self, team: Team, event: dict[str, Any], channel: Channel | None) -> list[Delivery]:
        """Of a shared channel once, in the name of one of the teams, which Slack chooses."""
        through = self.world.teams[channel.told_through] if channel and channel.told_through else team
        install = self.install_of(through)
        if install is None or not self._hears(install, event, channel):
            return []
        wrapped = self._wrapped(install, event)
        wrapped["is_ext_shared_channel"] = bool(channel and self.world.is_shared(channel, outside=True))
        return [Delivery("events_api", wrapped, event["type"])]

    def _hears(self, install: Install, event: dict[str, Any], channel: Channel | None) -> bool:
        kind = event["type"]
        if kind == "message" and channel:
            name, needed = MESSAGES[channel.kind], [HISTORY[channel.kind]]
            if install.bot.id not in channel.members:
                return False
        else:
            if kind.startswith("member_") and channel and not self._concerns(install.bot, event, channel):
                return False
            name, needed = kind, list(NEEDS.get(kind, ()))
            if channel and len(needed) == 2:
                needed = needed[:1] if channel.kind == "channel" else needed[1:]
        subscribed = self.app.events is None or name in self.app.events
        return subscribed and (not needed or any(scope in install.scopes for scope in needed))

    def _concerns(self, bot: Member, event: dict[str, Any], channel: Channel) -> bool:
        return bot.id in channel.members or event.get("user") == bot.id

    def _wrapped(self, install: Install, event: dict[str, Any]) -> dict[str, Any]:
        team, org = install.team, bool(install.token.enterprise_id)
        return {
            "token": self.app.verification_token,
            "team_id": team.id,
            "context_team_id": team.id,
            "context_enterprise_id": team.enterprise_id,
            "api_app_id": self.app.app_id,
            "event": copy.deepcopy(event),  # what happens later changes no event that is held back
            "type": "event_callback",
            "event_id": self.world.new_id("Ev"),
            "event_time": int(self.world.now()),
            "authorizations": [
                {
                    "enterprise_id": team.enterprise_id,
                    "team_id": None if org else team.id,
                    "user_id": install.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": org,
                }
            ],
            "event_context": self.world.new_id("4-"),
            **({"enterprise_id": team.enterprise_id} if team.enterprise_id else {}),
        }

    def installed(
        self, team: Team, scopes: Iterable[str], *, rotated: bool = False, org: bool = False
    ) -> Install:
        """The app as a bot of this team; an earlier install of it comes back as the same bot."""
        earlier = next((each for each in self.installs if each.team is team), None)
        bot = earlier.bot if earlier else self._new_bot(team)
        bot.deleted = False
        token = self.tokens.bot(team, bot, scopes, rotated=rotated)
        token.enterprise_id = team.enterprise_id if org else None
        install = Install(team, bot, token, self.tokens.refresh_token(token) if rotated else "")
        teams = [team, *self._others(team)] if org else [team]
        self.installs = [each for each in self.installs if each.team not in teams] + [install]
        for other in teams[1:]:
            other.members[bot.id] = bot
            self.installs.append(replace(install, team=other))
        return install

    def _others(self, team: Team) -> list[Team]:
        """The other workspaces of its organisation."""
        teams = self.world.teams.values()
        return [each for each in teams if each is not team and each.enterprise_id == team.enterprise_id]

    def _new_bot(self, team: Team) -> Member:
        bot = self.world.member(team, "Debrief", is_bot=True, app_id=self.app.app_id)
        bot.bot_id = self.world.new_id("B")
        return bot
