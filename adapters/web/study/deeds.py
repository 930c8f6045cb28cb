"""What the sample members do about a post, and when: the same for the same post, however often it's asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.web.study.cast import ANA, BEN, CLEO, DEV
from adapters.web.study.written import Written

_MINUTES: Mapping[str, tuple[float, ...]] = {
    # A newcomer arrives a minute after the post: the first word comes half a minute later.
    ANA: (1.5, 9, 14, 17),
    BEN: (4, 5.5, 7, 8),
    CLEO: (550, 553, 556, 559),
    DEV: (710, 712, 714, 716),
}
_LATE_BY = timedelta(minutes=20)
PRESSES_GRADE_ME = frozenset([BEN, DEV])
WRITES_PRIVATELY = frozenset([CLEO])
LAPSES_AFTER = timedelta(hours=6)
"""What couldn't be done for so long isn't done any more."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A post as it stands in the room."""

    thread: str
    post: str
    title: str
    at: datetime
    deadline: datetime
    sealed: bool
    grade_me: int | None = None
    """The place of that button on the card."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One message or one form."""

    member: str
    due: datetime
    posted: Posted
    text: str
    place: int
    """How many of the member's own come before it."""
    private: bool = False
    then_grade_me: bool = False


def deeds(posted: Posted, answers: Mapping[str, Written]) -> tuple[Deed, ...]:
    """In the order in which they fall due."""
    found = [deed for member, written in answers.items() for deed in _of(member, written, posted)]
    return tuple(sorted(found, key=lambda deed: (deed.due, deed.member)))


def _of(member: str, written: Written, posted: Posted) -> Iterator[Deed]:
    dues = [_due(member, place, written, posted) for place in range(len(written.messages))]
    if posted.sealed or member in WRITES_PRIVATELY:
        yield Deed(member, dues[-1], posted, "\n\n".join(written.messages), 0, private=True)
        return
    last = len(dues) - 1
    for place, (due, text) in enumerate(zip(dues, written.messages, strict=True)):
        presses = member in PRESSES_GRADE_ME and place == last
        yield Deed(member, due, posted, text, place, then_grade_me=presses)


def _due(member: str, place: int, written: Written, posted: Posted) -> datetime:
    if written.late:
        return posted.deadline + _LATE_BY + timedelta(minutes=2 * place)
    after = timedelta(minutes=_MINUTES[member][place])
    longest = timedelta(minutes=_MINUTES[member][-1] + 1)
    # A post that is open for less than a day: the same pace, as much faster as it takes.
    return posted.at + after * min(1.0, (posted.deadline - posted.at) / longest)


def still_to_do(all_deeds: Sequence[Deed], now: datetime) -> tuple[Deed, ...]:
    return tuple(deed for deed in all_deeds if now <= deed.due + LAPSES_AFTER)
