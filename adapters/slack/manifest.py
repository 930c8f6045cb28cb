"""The app as Slack is told of it: every scope and event has its reason beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.heard.http import COMMANDS, EVENTS, INTERACTIONS
from adapters.slack.heard.interactions import PUT_BACK, TAKE_OUT
from bot.domain.happenings import Command
from bot.errors import UserMustAct

REDIRECT = "/slack/oauth_redirect"


@dataclass(frozen=True, slots=True)
class Because:
    """Something that Slack is asked for, and why."""

    name: str
    reason: str


SCOPES = (
    Because("chat:write", "posts the scenario of the day, debriefs, boards and mock rounds"),
    Because("commands", "has the two slash commands and the two message shortcuts"),
    Because("channels:history", "hears answers in public channels, and reads those that it missed"),
    Because("groups:history", "the same in private channels"),
    Because("im:history", "hears a member's words in a mock round, which is held in direct messages"),
    Because("im:write", "opens the direct message in which a debrief is delivered"),
    Because("channels:read", "learns that a member left, or that a public channel is archived or deleted"),
    Because("groups:read", "the same for private channels"),
    Because("users:read", "knows what members are called on boards, and that an account was closed"),
    Because("reactions:write", "marks quietly which messages are part of an answer"),
    Because("files:write", "posts the week's board as a picture, and an export as a file"),
)

EVENTS_HEARD = (
    Because("message.channels", "answers in public channels: written, edited, deleted"),
    Because("message.groups", "the same in private channels"),
    Because("message.im", "what is said in a mock round"),
    Because("member_left_channel", "whoever leaves is counted out"),
    Because("channel_left", "the app was removed from a public channel: posting there stops"),
    Because("group_left", "the same for private channels"),
    Because("channel_archive", "a public channel was archived: posting there stops"),
    Because("group_archive", "the same for private channels"),
    Because("channel_deleted", "a public channel was deleted: posting there stops"),
    Because("group_deleted", "the same for private channels"),
    Because("user_change", "an account was closed: whoever had it is counted out"),
    Because("app_home_opened", "shows today's scenario, and where a member stands"),
    Because("app_uninstalled", "nothing is sent there any more"),
    Because("tokens_revoked", "the same"),
)

SAYS = "A scenario a day for your study group: answers graded, with a debrief."
_HINTS = {
    Command.MEMBER: (
        "Your debriefs, boards, streak, mock interviews",
        "me | last | board | mock | streak | help",
    ),
    Command.ORGANISER: ("For whoever runs the group", "setup | pause | skip | queue | review | help"),
}


def manifest(public_url: str | None) -> dict[str, Any]:
    """For Socket Mode without an address; else for HTTP at that one."""
    base = _checked(public_url) if public_url is not None else ""
    return {
        "display_information": {
            "name": "Debrief",
            "description": SAYS,
            "background_color": "#20303c",
        },
        "features": _features(base),
        "oauth_config": {
            **({"redirect_urls": [f"{base}{REDIRECT}"]} if base else {}),
            "scopes": {"bot": [one.name for one in SCOPES]},
        },
        "settings": _settings(base),
    }


def _features(base: str) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Debrief", "always_online": True},
        "shortcuts": [
            _shortcut("Take out of my answer", TAKE_OUT, "This message stops being part of my answer"),
            _shortcut("Put back in my answer", PUT_BACK, "This message is part of my answer again"),
        ],
        "slash_commands": [
            {
                "command": f"/{slash}",
                "description": says,
                "usage_hint": hint,
                "should_escape": False,
                **({"url": f"{base}{COMMANDS}"} if base else {}),
            }
            for slash, (says, hint) in _HINTS.items()
        ],
    }


def _shortcut(name: str, callback_id: str, says: str) -> dict[str, str]:
    return {"name": name, "type": "message", "callback_id": callback_id, "description": says}


def _settings(base: str) -> dict[str, Any]:
    """Tokens that expire need the address to which an install leads back: only with HTTP is there one."""
    at_events: Mapping[str, str] = {"request_url": f"{base}{EVENTS}"} if base else {}
    at_interactions: Mapping[str, str] = {"request_url": f"{base}{INTERACTIONS}"} if base else {}
    return {
        "event_subscriptions": {**at_events, "bot_events": sorted(one.name for one in EVENTS_HEARD)},
        "interactivity": {"is_enabled": True, **at_interactions},
        "org_deploy_enabled": False,
        "socket_mode_enabled": not base,
        "token_rotation_enabled": bool(base),
    }


def _checked(url: str) -> str:
    """Slack calls only what is encrypted, and by a name."""
    base = url.strip().rstrip("/")
    if not base.startswith("https://") or any(mark in base for mark in " ?#<>\"'"):
        raise UserMustAct(
            f"Slack needs a public address that begins with https://, and this doesn't look like one: {url}. "
            "Type for instance `debrief slack manifest --url https://debrief.example.org`, or leave it out "
            "for Socket Mode, which needs no address."
        )
    if base.endswith("/slack"):
        raise UserMustAct(
            f"Leave out /slack at the end of {base}: Debrief adds it by itself, and would be asked for at "
            "/slack/slack/events. Nothing was printed."
        )
    return base
