"""One person behind two accounts: the codes that join them, and which of two answers then counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.ids import AnswerId
from bot.domain.points import Timeliness

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are read or heard as one another."""
LENGTH = 8
LASTS = timedelta(minutes=10)
TRIES_WITHIN = timedelta(hours=1)
MOST_WRONG = 5
"""Wrong codes from one account within that time."""
MOST_CODES = 10
LINKS_WITHIN = timedelta(hours=24)
MOST_LINKS = 3
"""Every link writes each of an account's points down anew, so that nothing in the ledger is changed."""

_RANK = {Timeliness.ON_TIME: 0, Timeliness.LATE: 1, Timeliness.AFTER_REVEAL: 2, None: 3}


class CodeKind(StrEnum):
    """What a code opens. One of another kind opens nothing."""

    PERSON = "person"
    CHANNEL = "channel"


def spelled(code: str) -> str:
    """As it is shown: in two halves, which are easier to type."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read_code(typed: str) -> str | None:
    """A code as it may have been typed; None for what can't be one."""
    code = typed.upper().replace("-", "").replace(" ", "")
    return code if len(code) == LENGTH and all(letter in LETTERS for letter in code) else None


def mark_of_code(kind: CodeKind, code: str) -> str:
    """What is kept of it."""
    return sha256(f"{kind}\n{code}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, as far as it matters which of two to the same post counts."""

    id: AnswerId
    withdrawn: bool
    timeliness: Timeliness | None
    arrived_at: datetime | None

    @property
    def _turn(self) -> tuple[bool, int, bool, float, int]:
        arrived = self.arrived_at.timestamp() if self.arrived_at else 0.0
        return self.withdrawn, _RANK[self.timeliness], self.arrived_at is None, arrived, self.id


def that_counts(answers: Sequence[Given]) -> Given:
    """The first that arrived on time, else the first that was late; what was withdrawn comes last."""
    return min(answers, key=lambda answer: answer._turn)  # noqa: SLF001  of the same module


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody has said of their membership of a group, and what was given to them."""

    role: str
    reminders: bool
    on_board: bool
    lends_answers: bool
    joined_at: datetime
    left_at: datetime | None


def together(one: Place | None, other: Place) -> Place:
    """The place of a person who has had two. What either of them didn't want is not done."""
    if one is None:
        return other
    if (one.left_at is None) != (other.left_at is None):
        return one if one.left_at is None else other
    return Place(
        role="organiser" if "organiser" in (one.role, other.role) else "member",
        reminders=one.reminders or other.reminders,
        on_board=one.on_board and other.on_board,
        lends_answers=one.lends_answers and other.lends_answers,
        joined_at=min(one.joined_at, other.joined_at),
        left_at=max(one.left_at, other.left_at) if one.left_at and other.left_at else None,
    )


def apart(own: Place, merged: Place, now: Place) -> Place:
    """What one of the two has again: their own, but for what was changed for both meanwhile.

    Nobody is an organiser by it who wasn't one before.
    """
    return Place(
        role="member" if now.role == "member" else own.role,
        reminders=own.reminders if now.reminders == merged.reminders else now.reminders,
        on_board=own.on_board if now.on_board == merged.on_board else now.on_board,
        lends_answers=own.lends_answers if now.lends_answers == merged.lends_answers else now.lends_answers,
        joined_at=own.joined_at,
        left_at=own.left_at if now.left_at == merged.left_at else now.left_at,
    )
