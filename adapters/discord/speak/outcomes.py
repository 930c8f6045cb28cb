"""What each of Discord's answers means for us: the error to raise, with words for whoever can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.discord.speak.asks import Ask, Right, Spot
from adapters.discord.speak.codes import (
    CHANNEL,
    CLOSED,
    DEFECT,
    LATER,
    LOCKED,
    MISSING_PERMISSIONS,
    THREAD,
    TOKEN,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    WITHHELD,
)
from bot.errors import (
    ChannelGone,
    DebriefError,
    Defect,
    InstallationGone,
    PrivateMessagesClosed,
    RetryLater,
    UserMustAct,
)

AGAIN = timedelta(minutes=1)
ODD = timedelta(minutes=5)
UNAUTHORISED, SERVER_ERROR = 401, 500
TIME_OUT = "time-out"
REMOVED = "I was removed from the server."
TO_ALLOW = (
    "Whoever manages the server gives that to my role, under Server Settings, Roles; or in that channel "
    "alone, under Edit Channel, Permissions."
)
TO_ALLOW_HERE = (
    "The channel's own rules take it from me. Whoever manages the channel gives that to my role under Edit "
    "Channel, Permissions: what my role may do in the server doesn't help there."
)


class Unsure(RetryLater):
    """Nobody knows whether the call took effect: whoever repeats it looks first."""


class TokenRefused(InstallationGone):
    """Discord doesn't take the app's token."""


class Withheld(UserMustAct):
    """Somebody who runs the server can allow it. `message` tells organisers how."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what
        """What is lacking: organisers are told once of each."""


class NotAllowed(Withheld):
    """The bot lacks permissions there. `rights` are those, as far as it can be told.

    `taken`: the server gives one of them, and the channel's own rules take it away.
    """

    def __init__(
        self, rights: Sequence[Right], place: str = "", where: str = "", *, taken: bool = False
    ) -> None:
        super().__init__(f"{', '.join(rights)} {place}".strip(), _to_allow(rights, where, taken=taken))
        self.rights, self.place, self.where, self.taken = tuple(rights), place, where, taken


@dataclass(frozen=True, slots=True)
class Refusal:
    """What came back instead of an answer."""

    ask: Ask
    code: int
    """Discord's own number; -1 when the answer was none of Discord's."""
    status: int
    says: str = ""


def outcome(it: Refusal) -> DebriefError:  # noqa: PLR0911  a line for each family
    """What to raise."""
    code, spot = it.code, it.ask.spot
    if it.status == UNAUTHORISED:
        return TokenRefused(f"{TOKEN.get(code, TOKEN[0])}. Whoever runs me sets DISCORD_BOT_TOKEN anew.")
    if it.status >= SERVER_ERROR or code < 0:
        return Unsure(_said(it), AGAIN)
    if spot is Spot.ALONE and code in CLOSED:
        return PrivateMessagesClosed(CLOSED[code])
    if code == UNKNOWN_GUILD or (spot is Spot.GUILD and code in CHANNEL):
        return InstallationGone(REMOVED)
    if code == UNKNOWN_MEMBER:
        return UserMustAct("They aren't in the server.")
    if code == MISSING_PERMISSIONS:
        return NotAllowed(it.ask.needs, it.ask.place)
    if code in CHANNEL:
        return ChannelGone((THREAD if spot is Spot.THREAD else CHANNEL).get(code, CHANNEL[code]))
    return _further(it)


def _further(it: Refusal) -> DebriefError:
    code, place = it.code, it.ask.place
    if code in LOCKED:
        says = f"{LOCKED[code]}, so I can write nothing there. Whoever manages threads can unlock it."
        return Withheld(f"thread {place} locked", says)
    if code in WITHHELD:
        says = f"{WITHHELD[code]} (Discord's number {code}). Whoever manages the server can change that."
        return Withheld(f"{code} {place}", says)
    if code in LATER:
        return RetryLater(_said(it), AGAIN)
    return Defect(_said(it)) if code in DEFECT else Unsure(_said(it), ODD)


def _said(it: Refusal) -> str:
    answered = f"{it.code} {it.says}" if it.code >= 0 else f"HTTP status {it.status} and no word that I know"
    return f"Discord answered {it.ask.name} with {answered}."


def _to_allow(rights: Sequence[Right], where: str, *, taken: bool) -> str:
    names = [f"“{one}”" for one in rights] or ["that this takes"]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    kind = "permission" if len(names) == 1 else "permissions"
    place = f" in {where}" if where else ""
    return f"I lack the {kind} {listed}{place}. {TO_ALLOW_HERE if taken else TO_ALLOW}"
