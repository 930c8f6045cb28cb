"""What boards say. Nothing here is a reproach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.board import AllTime, OneSeason, Period, Week, week_of
from bot.domain.ids import GroupId
from bot.store.seasons import Season
from bot.store.standings import COUNTED
from bot.store.work import Work

TITLE = "The board"
NAMELESS = "Somebody"
NOBODY_NAMED = "Nobody is named on it yet."
NOTHING_COUNTED = "No points were counted in that time."
STREAKS = "Streaks · scenarios answered in a row"
CROWD = f"More than {COUNTED:,} practised."
NOT_ON_BOARDS = (
    "Only you see this: by your wish or the group's you aren't on its boards. It counts all the same."
)
ALL_TIME_ALONE = (
    "All time has nothing before it to be compared with. Ask for the week or the season: "
    "each is compared with the one before."
)
FIRST_SEASON = (
    "This is the group's first season, so there is none to compare it with. "
    "Weeks can be compared from the second one on."
)
RISES_WAIT = (
    "Nobody's mean score can be said to have risen yet. It takes three first gradings in this time "
    "and three in the one before."
)


@dataclass(frozen=True, slots=True)
class Wording:
    """How one measure speaks of its values."""

    value: Callable[[int], str]
    more: Callable[[int], str]
    """What would lead to the next place, as a sentence; empty where nothing can any more."""
    nothing: str
    """In place of a value that isn't there."""
    begins: str
    """How somebody without a value gets one, where that is always so."""


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


def _more_points(number: int) -> str:
    more = "1 more point reaches" if number == 1 else f"{number} more points reach"
    return f"{more} the next place."


def _more_of_a_rise(number: int) -> str:
    return f"A rise by {number} more reaches the next place."


def _in_a_row(number: int) -> str:
    return f"{number} in a row"


def _more_in_a_row(number: int) -> str:
    more = "1 more in a row reaches" if number == 1 else f"{number} more in a row reach"
    return f"{more} the next place."


def _nothing_more(_number: int) -> str:
    return ""


POINTS = Wording(_points, _more_points, "no points yet", "")
POINTS_THEN = Wording(_points, _nothing_more, "no points", "")
RISE = Wording("{:+d}".format, _more_of_a_rise, "no rise to show", "This board names rises alone.")
NOT_COMPARED = Wording(
    "{:+d}".format,
    _more_of_a_rise,
    "not compared yet",
    "Yours is compared after three first gradings in this time and three in the one before.",
)
STREAK = Wording(_in_a_row, _more_in_a_row, "not yet", "Your next answer in time begins a streak.")


def name(known: str) -> str:
    return known.strip() or NAMELESS


async def season_of(work: Work, group: GroupId, period: Period) -> Season | None:
    return await work.seasons.named(group, period.season) if isinstance(period, OneSeason) else None


def goes_on(period: Period, season: Season | None, today: date) -> bool:
    """Whether answers still change it."""
    match period:
        case Week():
            return period.monday >= week_of(today).monday
        case OneSeason():
            return season is not None and season.closed_at is None
        case AllTime():
            return True


def in_words(period: Period, season: Season | None, now: datetime) -> str:
    """`week of 30 March`, `season “Spring”`, `all time`; a year only where it isn't this one."""
    match period:
        case Week(monday):
            year = "" if monday.year == now.year else f" {monday.year}"
            return f"week of {monday.day} {monday:%B}{year}"
        case OneSeason():
            return f"season “{season.name}”" if season else "a season of another group"
        case AllTime():
            return "all time"
