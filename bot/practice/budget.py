"""What grading may cost on a day: a group's own cap, and the house's over all groups."""

from datetime import datetime, time, timedelta

from bot.domain.calendar import instant_on, local_date
from bot.domain.grade import GradeOutcome
from bot.domain.ids import GroupId
from bot.domain.model import GraderAway
from bot.practice.core import Core
from bot.practice.when_graded import UNKNOWN
from bot.store.work import Work


async def refused_until(core: Core, work: Work, group: GroupId, now: datetime) -> datetime | None:
    """When there is money again; None while there is some. What is in hand may go a little over."""
    cap = await work.spending.cap(group)
    if cap is not None:
        zone = await _zone(work, group)
        if await work.spending.since(group, day_began(now, zone)) >= cap:
            return day_ends(now, zone)
    house = core.day_budget_micros
    if house is not None and await work.spending.of_all(day_began(now, UNKNOWN)) >= house:
        return day_ends(now, UNKNOWN)
    return None


async def spent_today(work: Work, group: GroupId, now: datetime) -> int:
    return await work.spending.since(group, day_began(now, await _zone(work, group)))


async def book(work: Work, group: GroupId, now: datetime, outcome: GradeOutcome | GraderAway) -> None:
    """Write down what was paid, whatever became of it."""
    if isinstance(outcome, GraderAway):
        await work.spending.add(group, now, outcome.calls, outcome.cost_micros)
        return
    source = outcome.provenance
    await work.spending.add(group, now, dict(source.usage).get("calls", 0), source.cost_micros)


def day_began(now: datetime, zone: str) -> datetime:
    return instant_on(local_date(now, zone), time(), zone)


def day_ends(now: datetime, zone: str) -> datetime:
    return instant_on(local_date(now, zone) + timedelta(days=1), time(), zone)


async def _zone(work: Work, group: GroupId) -> str:
    schedule = await work.schedules.of(group)
    return schedule.zone if schedule else UNKNOWN
