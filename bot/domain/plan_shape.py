"""What kind of day each one is, counted back from the interview: so that looking again doesn't move it."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.domain.plan import LONGEST, Doing, PlanWish

LIGHT_DAYS = 2
"""The last ones before the interview."""
LOOP_BEFORE = timedelta(days=7)
LOOP_BY = timedelta(days=11)
"""When rest days take the week before, so much earlier at most."""
ROUND_EVERY = ((14, 2), (28, 3), (LONGEST.days, 4))
"""Up to so many days before the interview, each so-manieth day of practice is a round."""
DAY = timedelta(days=1)

COVERING = 2
"""Scenarios that together test nearly everything: for so many, light days give way too."""


def begins(wish: PlanWish, today: date) -> date:
    return max(today, wish.interview - LONGEST)


def shape(wish: PlanWish, today: date, *, loops: bool) -> dict[date, Doing]:
    """From the first day to the one before the interview."""
    first = begins(wish, today)
    # From the longest plan's first day on, so that what a day is doesn't depend on today.
    days = [wish.interview - DAY * back for back in range(1, LONGEST.days + 1)]
    practice = [day for day in days if day.weekday() not in wish.rest]
    loop = _loop_day(wish, practice) if loops else None
    found = dict.fromkeys(days, Doing.REST)
    for place, day in enumerate(practice, start=1):
        found[day] = _doing(place, (wish.interview - day).days)
    if loop is not None:
        found[loop] = Doing.LOOP
    return {day: found[day] for day in sorted(found) if day >= first}


def _loop_day(wish: PlanWish, practice: list[date]) -> date | None:
    fit = [day for day in practice if LOOP_BEFORE <= wish.interview - day <= LOOP_BY]
    return max(fit, default=None)


def _doing(place: int, left: int) -> Doing:
    """`place` counts days of practice back from the interview, `left` all days."""
    if left <= LIGHT_DAYS:
        return Doing.LIGHT
    every = next(every for until, every in ROUND_EVERY if left <= until)
    return Doing.ROUND if place % every == 0 else Doing.SCENARIO


def squeezed(days: Mapping[date, Doing], wanted: int) -> dict[date, Doing]:
    """So many scenarios at least, as far as there are days: rounds give way, light days if they must."""
    found = dict(days)
    for kind, enough in ((Doing.ROUND, wanted), (Doing.LOOP, wanted), (Doing.LIGHT, min(wanted, COVERING))):
        for day in (day for day, doing in days.items() if doing is kind):
            if scenarios_of(found) < enough:
                found[day] = Doing.SCENARIO
    return found


def scenarios_of(days: Mapping[date, Doing]) -> int:
    return sum(doing is Doing.SCENARIO for doing in days.values())
