"""Every measure that boards know: an entry in `MEASURES`, and how it is read.

The command's form, its help, its errors and the lines on two pages (`scripts/write_reference.py`) follow.
"""

from dataclasses import replace

from bot.domain.board import AllTime, Period
from bot.practice.boards.count import count_points, count_values
from bot.practice.boards.periods import before, told_period
from bot.practice.boards.rating import RATING
from bot.practice.boards.reading import BoardWanted, Count, Measure, Reading
from bot.practice.boards.rises import rises
from bot.practice.boards.units import IN_A_ROW, IN_POINTS, Rise
from bot.practice.streak import streaks_of
from bot.practice.what_comes import what_comes
from bot.store.work import Work

NOBODY_NAMED = "Nobody is named on it yet."
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
YOURS_WAITS = "Yours is compared after three first gradings in this time and three in the one before."


async def _points(work: Work, wanted: BoardWanted) -> Reading:
    return await _added_up(work, wanted, await count_points(work, wanted))


async def _improved(work: Work, wanted: BoardWanted) -> Reading:
    told = await told_period(work, wanted.group, wanted.period, wanted.today)
    subtitle = f"Most improved · {told.in_words}"
    earlier = await before(work, wanted.group, wanted.period)
    if earlier is None:
        return Reading(subtitle, empty=ALL_TIME_ALONE if isinstance(wanted.period, AllTime) else FIRST_SEASON)
    found = await rises(work, wanted.group, earlier, wanted.period)
    count = await count_values(work, wanted, found)
    compared = wanted.viewer in found
    return Reading(
        subtitle=f"{subtitle}, against the one before",
        count=count,
        empty="" if count.took_part else RISES_WAIT,
        nothing="no rise to show" if compared else "not compared yet",
        begins="This board names rises alone." if compared else YOURS_WAITS,
    )


async def _streak(work: Work, wanted: BoardWanted) -> Reading:
    count = await count_values(work, wanted, dict(await streaks_of(work, wanted.group, wanted.now)))
    return Reading(
        subtitle="Streaks · scenarios answered in a row",
        count=count,
        empty=await _waits_for(work, wanted, AllTime(), count),
        nothing="not yet",
        begins="Your next answer in time begins a streak.",
    )


async def _added_up(work: Work, wanted: BoardWanted, count: Count) -> Reading:
    """Of something that each answer adds to, in the week and the season of its scenario."""
    word = wanted.measure.word
    told = await told_period(work, wanted.group, wanted.period, wanted.today)
    reading = Reading(f"{word.capitalize()} · {told.in_words}", count)
    if not told.goes_on:
        empty = "" if count.took_part else f"No {word} were counted in that time."
        return replace(reading, empty=empty, nothing=f"no {word}", ended=True)
    reading = replace(reading, nothing=f"no {word} yet")
    if count.took_part == 0:
        return replace(reading, empty=await _waits_for(work, wanted, wanted.period, count))
    if count.own is None or count.own.value > 0:
        return reading
    comes = await what_comes(work, wanted.group, wanted.viewer, wanted.period, wanted.now)
    return replace(reading, begins=comes.for_somebody_with_nothing())


async def _waits_for(work: Work, wanted: BoardWanted, period: Period, count: Count) -> str:
    """What a board without names says; nothing when it has some."""
    if count.took_part:
        return ""
    if count.hidden:
        return NOBODY_NAMED
    return (await what_comes(work, wanted.group, wanted.viewer, period, wanted.now)).for_an_empty_board()


POINTS = Measure(
    word="points",
    counts="arrival and band of every answer",
    over="a week, a season, all time",
    example="season",
    unit=IN_POINTS,
    read=_points,
)
IMPROVED = Measure(
    word="improved",
    counts="the mean score of first gradings, against the period before: three or more in both, rises only",
    over="a week, a season",
    example="last week improved",
    unit=Rise(),
    read=_improved,
)
STREAK = Measure(
    word="streak",
    counts="scenarios answered in a row, as of now",
    over="",
    example="streak",
    unit=IN_A_ROW,
    read=_streak,
)
MEASURES = (POINTS, IMPROVED, STREAK, RATING)
"""The first is meant where none is named."""
