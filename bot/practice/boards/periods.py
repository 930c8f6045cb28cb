"""The times that boards are over: the word for each, how it is found, and how it is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.board import AllTime, OneSeason, Period, Week, week_of
from bot.domain.ids import GroupId
from bot.domain.post import Post
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Span:
    """A time that can be asked for."""

    word: str
    """Typed behind `/debrief board`. A part of it is enough where it isn't the whole of another."""
    said: str
    """As help tells of it."""
    find: Callable[[Work, GroupId, date], Awaitable[Period | None]]
    """By the group's date; None where there was none yet."""


async def _this_week(_work: Work, _group: GroupId, today: date) -> Period:
    return week_of(today)


async def _last_week(_work: Work, _group: GroupId, today: date) -> Period:
    return week_of(today).before


async def _season(work: Work, group: GroupId, _today: date) -> Period | None:
    """The one that is open, or the latest that was."""
    current = await work.seasons.current(group)
    latest = [current] if current else await work.seasons.latest(group, 1)
    return OneSeason(latest[0].id) if latest else None


async def _all_time(_work: Work, _group: GroupId, _today: date) -> Period:
    return AllTime()


THIS_WEEK = Span("week", "this week", _this_week)
SEASON = Span("season", "the season", _season)
SPANS = (
    THIS_WEEK,
    Span("last week", "last week", _last_week),
    SEASON,
    Span("all", "all time", _all_time),
)
"""The first is meant where none is named."""


@dataclass(frozen=True, slots=True)
class ToldPeriod:
    in_words: str
    """`week of 30 March`, `season “Spring”`, `all time`; a year only where it isn't this one."""
    goes_on: bool
    """Answers still change what was counted in it."""


async def told_period(work: Work, group: GroupId, period: Period, today: date) -> ToldPeriod:
    match period:
        case Week(monday):
            year = "" if monday.year == today.year else f" {monday.year}"
            return ToldPeriod(f"week of {monday.day} {monday:%B}{year}", monday >= week_of(today).monday)
        case OneSeason(id_):
            season = await work.seasons.named(group, id_)
            if season is None:
                return ToldPeriod("a season of another group", goes_on=False)
            return ToldPeriod(f"season “{season.name}”", season.closed_at is None)
        case AllTime():
            return ToldPeriod("all time", goes_on=True)


async def before(work: Work, group: GroupId, period: Period) -> Period | None:
    """What a period is compared with."""
    match period:
        case Week():
            return period.before
        case OneSeason(season):
            earlier = await work.seasons.before(group, season)
            return OneSeason(earlier.id) if earlier else None
        case AllTime():
            return None


async def counts_in(work: Work, post: Post, period: Period) -> bool:
    """Whether answers to a scenario add to the period."""
    if isinstance(period, OneSeason):
        return await work.seasons.of_post(post.group, post.id) == period.season
    return will_count_in(period, post.local_date)


def will_count_in(period: Period, day: date) -> bool:
    """Of a scenario to come. A season that goes on takes the next one, whenever that is."""
    match period:
        case Week():
            return week_of(day) == period
        case OneSeason() | AllTime():
            return True
