"""What each of Slack's answers means for us: the error to raise, with words for whoever can mend it."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from adapters.slack.speak.codes import (
    ACT,
    BEGIN_AGAIN,
    CHANNEL,
    CLOSED,
    DEFECT,
    LATER,
    MAYBE,
    NOT_ALLOWED,
    OURS,
    TOKEN,
    WITHHELD,
)
from bot.errors import (
    ChannelGone,
    DebriefError,
    Defect,
    InstallationGone,
    Misconfigured,
    PrivateMessagesClosed,
    RetryLater,
    UserMustAct,
)


class Spot(StrEnum):
    """Where a call speaks, as far as its errors care."""

    CHANNEL = "channel"
    THREAD = "thread"
    ALONE = "alone"
    """A direct conversation, or a whisper."""


class Unsure(RetryLater):
    """Nobody knows whether the call took effect: whoever repeats it looks first."""


class TokenRefused(InstallationGone):
    """The token isn't taken, or not any more. There may be a newer one."""

    def __init__(self, says: str, code: str) -> None:
        super().__init__(f"{says} Install the app again.")
        self.says = says
        self.code = code


class Withheld(UserMustAct):
    """Somebody who runs the workspace or the app can allow it. `message` tells organisers how."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what
        """The permission that is lacking; Slack's own word for anything else."""


class NotAllowed(Withheld):
    """The app was installed without the permission for this, or the organisation took it away."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What came back instead of an answer."""

    method: str
    code: str
    """Slack's own word; empty when the answer was none of Slack's."""
    status: int = 200
    needed: str = ""
    details: str = ""


AGAIN = timedelta(minutes=1)
ODD = timedelta(minutes=5)
SERVER_ERROR = 500


def outcome(refusal: Refusal, spot: Spot) -> DebriefError:
    """What to raise."""
    code = refusal.code
    if refusal.status >= SERVER_ERROR or not code:
        return Unsure(_says(refusal), AGAIN)
    if spot is Spot.ALONE and code in CLOSED:
        return PrivateMessagesClosed(CLOSED[code])
    means = (means for codes, means in _MEANINGS if code in codes)
    return next(means, lambda odd: Unsure(_says(odd), ODD))(refusal)


_MEANINGS: tuple[tuple[Container[str], Callable[[Refusal], DebriefError]], ...] = (
    (TOKEN, lambda it: TokenRefused(f"{TOKEN[it.code]}.", it.code)),
    (CHANNEL, lambda it: ChannelGone(CHANNEL[it.code])),
    (CLOSED, lambda it: PrivateMessagesClosed(CLOSED[it.code])),
    (NOT_ALLOWED, lambda it: NotAllowed(it.needed or it.code, _to_allow(it))),
    (WITHHELD, lambda it: Withheld(it.code, _to_allow(it))),
    (ACT, lambda it: UserMustAct(_to_mend(it, ACT))),
    (OURS, lambda it: Misconfigured(_to_mend(it, OURS))),
    (BEGIN_AGAIN, lambda it: UserMustAct(BEGIN_AGAIN[it.code])),
    (LATER, lambda it: RetryLater(_says(it), AGAIN)),
    (MAYBE, lambda it: Unsure(_says(it), AGAIN)),
    (DEFECT, lambda it: Defect(_says(it))),
)


def _says(refusal: Refusal) -> str:
    answered = refusal.code or f"HTTP status {refusal.status} without a word that I know"
    details = f" ({refusal.details})" if refusal.details else ""
    return f"Slack answered {refusal.method} with {answered}{details}."


def _to_allow(refusal: Refusal) -> str:
    if not refusal.needed:
        says = NOT_ALLOWED.get(refusal.code) or WITHHELD[refusal.code]
        return f"{says} ({refusal.code}). Whoever administers the workspace can change that."
    return (
        f"I lack the permission {refusal.needed}. Whoever runs the app adds it at api.slack.com/apps, OAuth "
        "& Permissions, Bot Token Scopes, unless it is there; then I have to be installed in this workspace "
        "once more."
    )


def _to_mend(refusal: Refusal, says: Mapping[str, str]) -> str:
    return (
        f"{says[refusal.code]}. Slack refused {refusal.method}; what is owed was kept. When that is mended "
        "it goes on by itself."
    )
