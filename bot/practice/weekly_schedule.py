"""Changes when a group has its weekly post."""

from dataclasses import replace
from datetime import time

from bot.domain.ids import GroupId, PersonId
from bot.domain.weekly import WeeklySchedule
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import require_organiser
from bot.practice.weekly_time import next_weekly

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


async def change_weekly(
    core: Core, group: GroupId, actor: PersonId, weekday: int, at: time
) -> WeeklySchedule:
    """Change when the weekly post comes. A week has one: what was posted isn't posted again."""
    if weekday not in range(len(WEEKDAYS)):
        raise UserMustAct("A weekly post needs a weekday, such as Friday. Nothing was changed.")
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        before = await work.weekly.lock(group)
        wanted = WeeklySchedule(group, weekday, at.replace(second=0, microsecond=0), schedule.zone)
        after = replace(wanted, next_at=next_weekly(before, wanted, now))
        await work.weekly.put(after)
        await work.audit.note(
            group,
            actor,
            "weekly post changed",
            now,
            before=describe_weekly(before) if before else "none",
            after=describe_weekly(after),
        )
    return after


def describe_weekly(schedule: WeeklySchedule) -> str:
    return f"{WEEKDAYS[schedule.weekday]} {schedule.at:%H:%M} {schedule.zone}"
