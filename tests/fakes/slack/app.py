"""The app as it's registered with Slack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.slack.refusal import NotPossible

MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
NEEDS = {
    "member_left_channel": ("channels:read", "groups:read"),
    "member_joined_channel": ("channels:read", "groups:read"),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_left": ("channels:read",),
    "channel_rename": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_left": ("groups:read",),
    "user_change": ("users:read",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
}
"""An event needs one of these scopes; for a public channel the first."""


@dataclass(slots=True)
class SlackApp:
    """With no manifest used, everything is subscribed and every command exists."""

    app_id: str
    client_id: str = "1111.2222"
    client_secret: str = "client-secret"
    signing_secret: str = "signing-secret"
    verification_token: str = "verification"
    socket_mode: bool = False
    distributed: bool = False
    """Distributed outside of the marketplace: history calls come 15 to a page and once a minute."""
    messages_tab: bool = True
    home_tab: bool = True
    token_rotation: bool = False
    redirect_urls: list[str] = field(default_factory=list)
    events_url: str = ""
    commands_url: str = ""
    interactions_url: str = ""
    events: set[str] | None = None
    commands: set[str] | None = None
    shortcuts: set[str] | None = None
    scopes: tuple[str, ...] = ()

    def at(self, address: str) -> None:
        """Take requests at our three paths of this address, and not by socket."""
        self.socket_mode = False
        for name in ("events", "commands", "interactions"):
            setattr(self, f"{name}_url", f"{address.rstrip('/')}/slack/{name}")

    def use_manifest(self, manifest: Mapping[str, Any]) -> None:
        """Be what a manifest says: only its events, commands and shortcuts exist from now on."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        subscribed = settings.get("event_subscriptions", {})
        self.scopes = tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
        self.redirect_urls = list(manifest.get("oauth_config", {}).get("redirect_urls", ()))
        self.events = set(subscribed.get("bot_events", ()))
        self.commands = {each["command"] for each in features.get("slash_commands", ())}
        self.shortcuts = {each["callback_id"] for each in features.get("shortcuts", ())}
        self.socket_mode = settings.get("socket_mode_enabled", False)
        self.token_rotation = settings.get("token_rotation_enabled", False)
        home = features.get("app_home", {})
        self.home_tab = home.get("home_tab_enabled", False)
        self.messages_tab = home.get("messages_tab_enabled", True) and not home.get(
            "messages_tab_read_only_enabled", True
        )
        self.events_url = subscribed.get("request_url", "")
        self.interactions_url = settings.get("interactivity", {}).get("request_url", "")
        self.commands_url = next((each.get("url", "") for each in features.get("slash_commands", ())), "")
        self._refuse_holes(settings, features)

    def _refuse_holes(self, settings: Mapping[str, Any], features: Mapping[str, Any]) -> None:
        needed = {scope for name in self.events or () for scope in _one_of(name)}
        missing = [name for name in self.events or () if not _served(name, self.scopes)]
        if missing:
            raise NotPossible(f"events without a scope: {missing}, of {sorted(needed)}")
        if self.commands and "commands" not in self.scopes:
            raise NotPossible("slash commands need the scope commands")
        if self.shortcuts and not settings.get("interactivity", {}).get("is_enabled"):
            raise NotPossible("shortcuts need interactivity")
        if features.get("slash_commands") and "bot_user" not in features:
            raise NotPossible("an app with a bot token needs a bot user")


def _one_of(event: str) -> tuple[str, ...]:
    history = {MESSAGES[kind]: (HISTORY[kind],) for kind in MESSAGES}
    return history.get(event) or NEEDS.get(event, ())


def _served(event: str, scopes: tuple[str, ...]) -> bool:
    needed = _one_of(event)
    return not needed or any(scope in scopes for scope in needed)
