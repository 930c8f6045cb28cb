"""What is said of a streak: kindly, and so that it can be checked post by post."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.calendar import streak_closes
from bot.domain.card_parts import Section
from bot.domain.cards import SheetCard
from bot.domain.ids import PostId
from bot.domain.mode import Mode
from bot.domain.post import SkippedDay
from bot.domain.streak import MOST_FROZEN_IN_A_ROW, Mark, Stood, Streak
from bot.practice.words import in_words
from bot.store.streaks import Told

MOST_LINES = 14
NEVER_BREAKS = (
    "Holidays, pauses and skipped days never break a streak; nor does a grade that is late or missing."
)


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything that a sheet is made of. `posts` and `skipped` are oldest first."""

    streak: Streak
    posts: Sequence[tuple[Stood, Mark]]
    told: Mapping[PostId, Told]
    skipped: Sequence[SkippedDay]
    zone: ZoneInfo
    week: date
    """The Monday of the group's week."""
    now: datetime


def as_sheet(it: Explained) -> SheetCard:
    days = tuple(_days(it))[:MOST_LINES]
    sections = [Section("Where you are", (_length(it.streak), _freeze(it)))]
    if days:
        sections.append(Section("Post by post, the newest first", days))
    length = it.streak.length
    title = f"Your streak: {_posts(length)}" if length else "Your streak starts with your next answer"
    return SheetCard(title, tuple(sections), _closing(it))


def _length(streak: Streak) -> str:
    if not streak.best:
        return "An answer counts until the deadline, or until the following 04:00 where you live."
    if not streak.length:
        return f"Your best so far: {_posts(streak.best)} in a row."
    best = "your best so far" if streak.length == streak.best else f"your best is {streak.best}"
    return f"{_posts(streak.length)} in a row; {best}."


def _freeze(it: Explained) -> str:
    if not it.streak.length:
        return "A freeze keeps a streak once you have one."
    if it.streak.frozen_in_a_row >= MOST_FROZEN_IN_A_ROW:
        return "Two in a row were kept; the next miss starts again."
    used = it.streak.freezes.get(it.week)
    if used is None:
        return "This week's freeze is there: it keeps one missed post by itself."
    day = next((post.local_date for post, _ in it.posts if post.id == used), it.week)
    return f"This week's freeze kept {day:%A}. There is a new one on Monday."


def _closing(it: Explained) -> str:
    still_open = [post for post, mark in it.posts if mark is Mark.OPEN]
    if not still_open:
        return NEVER_BREAKS
    first = min(still_open, key=lambda post: streak_closes(post.deadline_at, it.zone.key))
    title, then = it.told[first.id].title, _posts(it.streak.length + 1)
    return f"Answer “{title}” by {_by(it, first)}. With it, your streak is {then}. {NEVER_BREAKS}"


def _days(it: Explained) -> Iterator[str]:
    """Newest first; days without a post are told in runs, or a long pause would hide everything else."""
    posts = [(post.local_date, "", _post_line(it, post, mark)) for post, mark in it.posts]
    skips = [(day.local_date, str(day.reason), "") for day in it.skipped]
    newest_first = sorted([*posts, *skips], key=lambda entry: entry[0], reverse=True)
    for reason, run in groupby(newest_first, key=lambda entry: entry[1]):
        if reason:
            yield _skip_line([day for day, _, _ in run], reason)
        else:
            yield from (line for _, _, line in run)


def _skip_line(days: Sequence[date], reason: str) -> str:
    first, last = days[-1], days[0]
    when = _short(first) if first == last else f"{_short(first)} to {_short(last)}"
    return f"{when}: no post: {reason}"


def _post_line(it: Explained, post: Stood, mark: Mark) -> str:
    told = it.told[post.id]
    return f"{_short(post.local_date)}: “{told.title}”: {_why(it, post, mark, told)}"


def _why(it: Explained, post: Stood, mark: Mark, told: Told) -> str:
    late = told.arrived_at is not None
    match mark:
        case Mark.COUNTED if told.credited and told.arrived_at:
            in_time = told.arrived_at < post.deadline_at
            return "answered in time" if in_time else "answered by 04:00 your time"
        case Mark.COUNTED:
            return "repaired by an organiser"
        case Mark.OPEN:
            return _open(it, post)
        case Mark.FROZEN:
            return f"kept by {'this' if post.monday == it.week else 'that'} week's freeze"
        case Mark.BROKE:
            return f"{'answered after 04:00 your time' if late else 'missed'}: starts again"
        case Mark.MISSED:
            return "answered after 04:00 your time" if late else "no answer"


def _open(it: Explained, post: Stood) -> str:
    """Points end or shrink at the deadline, the streak goes on through the night after it."""
    closes = streak_closes(post.deadline_at, it.zone.key)
    if closes == post.deadline_at:
        return f"still open: by {in_words(closes, it.zone)}"
    until = f"until {in_words(closes, it.zone)}"
    if it.now < post.deadline_at:
        on_time = f"{post.deadline_at.astimezone(it.zone):%A %H:%M}"
        return f"still open: on time by {on_time}; {until} it's late, and counts for your streak all the same"
    if it.told[post.id].mode is Mode.SEALED:
        return f"late now: it counts for your streak {until}, without points, because it was sealed"
    return f"late now: it counts for your streak {until}, and for fewer points"


def _by(it: Explained, post: Stood) -> str:
    """The next end of something: of being on time, then of the streak's night."""
    closes = streak_closes(post.deadline_at, it.zone.key)
    return in_words(post.deadline_at if it.now < post.deadline_at else closes, it.zone)


def _posts(number: int) -> str:
    return "1 post" if number == 1 else f"{number} posts"


def _short(day: date) -> str:
    return f"{day:%a %-d %B}"
