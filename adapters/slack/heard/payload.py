"""The small things that every payload of Slack's holds: who, where, when."""

from datetime import UTC, datetime, timedelta

from adapters.slack.heard.needs import NAME, Payload
from bot.domain.happenings import Account, MessageAt, Source

UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError)
"""What reading a payload raises that isn't as Slack describes it."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def installation_of(body: Payload) -> str:
    """The workspace that the bot is installed in; the organisation where it is installed in all of it."""
    authorized = next(iter(body.get("authorizations") or ()), None) or body
    if authorized.get("is_enterprise_install") in (True, "true"):
        return _organisation(authorized) or _organisation(body)
    installed = inside(body, "view").get("app_installed_team_id") or inside(body, "team").get("id")
    return str(
        installed
        or authorized.get("team_id")
        or inside(body, "user").get("team_id")
        or _organisation(authorized)
    )


def _organisation(body: Payload) -> str:
    return str(inside(body, "enterprise").get("id") or body.get("enterprise_id") or "")


def inside(body: Payload, name: str) -> Payload:
    """A part of a payload; an empty one where it is missing or no object."""
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def account(installation_ref: str, user: str, name: str = "") -> Account:
    """Scoped by who hears it: somebody from a connected workspace is the same in each event."""
    return Account(NAME, installation_ref, user, name)


def source(installation_ref: str, event_ref: str) -> Source:
    return Source(NAME, installation_ref, event_ref)


def at(channel: str, message: Payload, *, direct: bool | None = None) -> MessageAt:
    """Where a message stands. A root that has replies names itself as its thread."""
    ts, thread = str(message["ts"]), message.get("thread_ts")
    is_direct = channel.startswith("D") if direct is None else direct
    return MessageAt(channel, ts, str(thread) if thread and thread != ts else None, is_direct)


def moment(ts: object) -> datetime:
    """Slack's own time, exact to the microsecond: "1700000000.000100". Raises ValueError otherwise."""
    seconds, _, rest = str(ts).partition(".")
    return _EPOCH + timedelta(seconds=int(seconds), microseconds=int(f"{rest:0<6}"[:6]))
