"""How many of the group's posts in a row somebody answered, and why each one counted or didn't.

Nothing is stored of it: it's read off the posts that stood and the credits in the ledger, every time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.board import week_of
from bot.domain.calendar import streak_closes
from bot.domain.ids import PostId

MOST_FROZEN_IN_A_ROW = 2
"""A Friday and the Monday after it. Without an end, a group of one post a week could never lose a streak."""

LONGEST_NIGHT = timedelta(days=2)
"""Longer than it ever is from a deadline to the following 04:00, in any zone, on any day."""


@dataclass(frozen=True, slots=True)
class Stood:
    """A post that stood in at least one channel."""

    id: PostId
    local_date: date
    deadline_at: datetime

    @property
    def monday(self) -> date:
        return week_of(self.local_date).monday


class Mark(StrEnum):
    """What a post did to a streak."""

    COUNTED = "counted"
    OPEN = "still open"
    FROZEN = "kept by the week's freeze"
    BROKE = "broke it"
    MISSED = "missed, with nothing to lose"


@dataclass(frozen=True, slots=True)
class Streak:
    """Where somebody stands after some posts."""

    length: int = 0
    best: int = 0
    frozen_in_a_row: int = 0
    freezes: Mapping[date, PostId] = field(default_factory=dict)
    """The Monday of each week whose freeze was used, and the post that it covered."""


NEVER_ANSWERED = Streak()
_LONG = 1_000_000
_ALIVE = tuple(Streak(_LONG, frozen_in_a_row=n) for n in range(MOST_FROZEN_IN_A_ROW + 1))


def open_in(posts: Sequence[Stood], zone: str, now: datetime) -> frozenset[PostId]:
    """The posts for which an answer from somebody who lives there would still count."""
    return frozenset(
        post.id for post in _maybe_open(posts, now) if now < streak_closes(post.deadline_at, zone)
    )


def recent(posts: Sequence[Stood], now: datetime) -> Sequence[Stood]:
    """Whoever has a streak has a credit for one of these."""
    open_somewhere = len(_maybe_open(posts, now))
    return posts[-(open_somewhere + MOST_FROZEN_IN_A_ROW + 1) :]


def _maybe_open(posts: Sequence[Stood], now: datetime) -> Sequence[Stood]:
    """From the first post on whose night may not be over everywhere."""
    late = (number for number, post in enumerate(posts) if now < post.deadline_at + LONGEST_NIGHT)
    return posts[next(late, len(posts)) :]


def walk(
    posts: Sequence[Stood],
    credited: Collection[PostId],
    still_open: Collection[PostId],
    past: Streak = NEVER_ANSWERED,
) -> tuple[Streak, list[Mark]]:
    """From the oldest post to the newest: what each one did, and what there is in the end."""
    length, best, in_a_row, freezes = past.length, past.best, past.frozen_in_a_row, {**past.freezes}
    marks = []
    for post in posts:
        if post.id in credited:
            mark, length, in_a_row = Mark.COUNTED, length + 1, 0
            best = max(best, length)
        elif post.id in still_open:
            mark = Mark.OPEN
        elif not length:
            mark = Mark.MISSED
        elif in_a_row < MOST_FROZEN_IN_A_ROW and post.monday not in freezes:
            mark, in_a_row, freezes[post.monday] = Mark.FROZEN, in_a_row + 1, post.id
        else:
            mark, length, in_a_row = Mark.BROKE, 0, 0
        marks.append(mark)
    return Streak(length, best, in_a_row, freezes), marks


def newest_weeks(posts: Sequence[Stood], least: int) -> Sequence[Stood]:
    """The newest posts, at least so many, from the beginning of a week on: all freezes are there again."""
    mondays = [post.monday for post in posts]
    cut = max(0, len(posts) - least)
    while cut and max(mondays[:cut]) >= min(mondays[cut:]):
        cut -= 1
    return posts[cut:]


def length_whatever_came_before(
    posts: Sequence[Stood], credited: Collection[PostId], still_open: Collection[PostId]
) -> int | None:
    """The length after the newest weeks; None when it depends on what is older."""
    length = walk(posts, credited, still_open)[0].length
    others = (walk(posts, credited, still_open, past)[0].length for past in _ALIVE)
    return length if all(other == length for other in others) else None
