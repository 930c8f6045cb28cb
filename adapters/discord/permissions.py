"""What the app is invited with: every permission has its reason beside it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from adapters.discord.speak.asks import BITS, Right

AUTHORIZE = "https://discord.com/oauth2/authorize"


@dataclass(frozen=True, slots=True)
class Because:
    """Something that a server is asked for, and why."""

    name: str
    reason: str
    bit: int = 0


def _may(right: Right, reason: str) -> Because:
    return Because(right.value, reason, BITS[right])


SCOPES = (
    Because("bot", "is a member of the server, which can post and hear"),
    Because("applications.commands", "has the two slash commands, and two entries in the menu of messages"),
)
PERMISSIONS = (
    _may(Right.VIEW, "sees the channel that the group practises in, and what is written there"),
    _may(Right.SEND, "posts the scenario of the day, the reveal and the week's board"),
    _may(Right.THREADS, "begins the thread in which answers to a scenario stand"),
    _may(Right.IN_THREADS, "says in that thread what all may know, such as that answers are revealed"),
    _may(Right.FILES, "posts the week's board as a picture, and long texts as a file"),
    _may(Right.HISTORY, "reads what was written while it wasn't connected, and finds its own posts again"),
    _may(Right.REACT, "marks quietly which messages are part of an answer"),
)


def permission_bits() -> int:
    return sum(one.bit for one in PERMISSIONS)


def invite_url(application_id: str) -> str:
    """Whoever manages a server opens it, and is asked for no more than this."""
    asked = {
        "client_id": application_id,
        "scope": " ".join(one.name for one in SCOPES),
        "permissions": str(permission_bits()),
        "integration_type": "0",
    }
    return f"{AUTHORIZE}?{urlencode(asked)}"
