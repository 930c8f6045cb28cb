"""How a group runs now, for its organisers."""

from datetime import datetime

from bot.domain.calendar import zone_named
from bot.domain.card_parts import Section
from bot.domain.cards import SheetCard
from bot.domain.group import Schedule
from bot.domain.ids import GroupId
from bot.domain.setup_words import WHAT_TO_TYPE
from bot.errors import Defect
from bot.practice.core import Core
from bot.practice.next_post import what_is_next
from bot.practice.schedule_words import group_lines
from bot.store.work import Work

CHANGE = (
    f"To change something: type `/debrief-admin setup` for a form, or {WHAT_TO_TYPE[0].lower()}"
    f"{WHAT_TO_TYPE[1:]} Say only what should change."
)


async def group_sheet(core: Core, group: GroupId, says: str, zone: str | None, now: datetime) -> SheetCard:
    """With a sentence before it; times in the reader's zone, if they have one."""
    async with core.store.work() as work:
        found = await work.groups.get(group)
        lines = await how_it_runs(work, group, zone, now)
    sections = [Section("How it runs", lines)]
    if says:
        sections.insert(0, Section("", (says,)))
    return SheetCard(found.name, tuple(sections), CHANGE)


async def how_it_runs(work: Work, group: GroupId, zone: str | None, now: datetime) -> tuple[str, ...]:
    schedule = await schedule_in(work, group)
    queued = (await work.queue.of([group])).get(group, [])
    comes = await what_is_next(work, schedule, now, zone_named(zone or schedule.zone))
    lines = group_lines(await work.groups.get(group), schedule, await work.weekly.of(group), comes)
    return (*lines, f"queue: {len(queued) or 'nothing'} waiting")


async def schedule_in(work: Work, group: GroupId) -> Schedule:
    found = await work.schedules.of(group)
    if found is None:
        raise Defect(f"Group {group} has no schedule.")
    return found
