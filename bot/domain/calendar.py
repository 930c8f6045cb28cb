"""When a group's post is due. Every local date and instant of the product comes from here.

The next post is searched from the next local midnight, one per local date, so that a repeated hour in
autumn gives one post and a midnight that doesn't exist loses none.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import UserMustAct

LONGEST_SEARCH = 370
DAY = timedelta(days=1)
NIGHT_OWL_HOUR = time(4)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A group's posting time, wall clock in its own zone."""

    at: time
    zone: str
    weekdays: frozenset[int]
    """Monday is 0."""


class SkipReason(StrEnum):
    HOLIDAY = "holiday"
    PAUSED = "paused"
    ASKED = "skipped by an organiser"
    TOO_LATE = "posting time missed"
    NO_SCENARIO = "no scenario left"
    NO_CHANNEL = "no channel to post in"
    NOT_ALLOWED = "not allowed to post"


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of a local date when its post falls due."""

    on: date
    holiday: str = ""
    asked_to_skip: bool = False
    paused: bool = False


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo:
    """The zone, or a sentence that says what to type instead."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserMustAct(
            f"There is no time zone called “{name[:60]}”. Nothing was changed. "
            "Type a place such as Europe/Berlin or America/New_York."
        ) from error


def local_date(instant: datetime, zone: str) -> date:
    return instant.astimezone(zone_named(zone)).date()


def instant_on(day: date, at: time, zone: str) -> datetime:
    """The first instant with this wall time; where the clock jumps over it, the moment after the jump."""
    # Times that differ in `fold` alone are equal, so they share a place in a cache and must mean the same.
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone_named(zone)).astimezone(UTC)


def next_after(rhythm: Rhythm, moment: datetime) -> datetime | None:
    """The first due instant after `moment`, today's included. None when no weekday is chosen."""
    return _search(rhythm, local_date(moment, rhythm.zone), moment)


@lru_cache(maxsize=1024)
def next_day_after(rhythm: Rhythm, due: datetime) -> datetime | None:
    """The first due instant on a later local date than `due`'s."""
    return _search(rhythm, local_date(due, rhythm.zone) + DAY, due)


def deadline(rhythm: Rhythm, due: datetime) -> datetime:
    """The next post, at most 24 hours later."""
    following = next_day_after(rhythm, due)
    return min(following, due + DAY) if following else due + DAY


def skip_reason(day: Day, lateness: timedelta, catch_up: timedelta) -> SkipReason | None:
    """Why the day gets no post; None when it does."""
    if day.asked_to_skip:
        return SkipReason.ASKED
    if day.paused:
        return SkipReason.PAUSED
    if day.holiday:
        return SkipReason.HOLIDAY
    return SkipReason.TOO_LATE if lateness > catch_up else None


def in_time_for_streak(arrived: datetime, closes: datetime, zone: str) -> bool:
    return arrived < streak_closes(closes, zone)


def streak_closes(closes: datetime, zone: str) -> datetime:
    """The deadline, or the following 04:00 where the member lives."""
    owl = instant_on(local_date(closes, zone), NIGHT_OWL_HOUR, zone)
    if owl < closes:
        owl = instant_on(local_date(closes, zone) + DAY, NIGHT_OWL_HOUR, zone)
    return max(closes, owl)


def _search(rhythm: Rhythm, first: date, after: datetime) -> datetime | None:
    if not rhythm.weekdays:
        return None
    for offset in range(LONGEST_SEARCH):
        day = first + timedelta(days=offset)
        if day.weekday() not in rhythm.weekdays:
            continue
        due = instant_on(day, rhythm.at, rhythm.zone)
        # A zone that crosses the date line skips a whole local date: that date has no post.
        if due > after and local_date(due, rhythm.zone) == day:
            return due
    return None
