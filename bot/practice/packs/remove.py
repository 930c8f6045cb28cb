"""Takes a scenario out of a group's own. What was posted stays readable as it was posted."""

from datetime import datetime

from bot.domain.calendar import local_date
from bot.domain.group import Schedule
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.core import Core
from bot.practice.organise import require_organiser, write_queue
from bot.store.work import Work

REMOVED = "own scenario removed"
"""In the audit log."""
GONE = "Taken out: `{scenario}`. Its text is deleted; where it was posted, the post stays as it was."
WAITED = " It waited in the queue, and does so no more."
PINNED = " It was pinned to a day, which is free again."


async def remove_from_pack(core: Core, group: GroupId, actor: PersonId | None, scenario: ScenarioId) -> str:
    """What became of it, in words. The host acts as nobody. Raises UserMustAct when there is none."""
    now = core.clock.now()
    async with core.store.work() as work:
        if actor is not None:
            await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        own = [one.id for one in await work.packs.of(group)]
        if not await work.packs.remove(group, scenario):
            raise UserMustAct(_unknown(scenario, own))
        says = GONE.format(scenario=scenario)
        if scenario not in core.library.daily():
            says += await _wanted_no_more(work, schedule, actor, scenario, now)
        await work.audit.note(group, actor, REMOVED, now, scenario=scenario)
    return says


async def _wanted_no_more(
    work: Work, schedule: Schedule, actor: PersonId | None, scenario: ScenarioId, now: datetime
) -> str:
    group, told = schedule.group, ""
    queue = (await work.queue.of([group])).get(group, [])
    if scenario in queue:
        await write_queue(work, group, actor, [one for one in queue if one != scenario], now)
        told += WAITED
    wishes = (await work.wishes.of([group], local_date(now, schedule.zone))).get(group)
    if wishes and scenario in wishes.pins.values():
        told += PINNED
    await work.wishes.take([(group, scenario)])
    await work.wishes.want_again(group, scenario)
    return told


def _unknown(scenario: str, own: list[ScenarioId]) -> str:
    close = nearest(scenario[:60], own)
    meant = f" Did you mean `{close}`?" if close else ""
    return f"This group has no scenario `{scenario[:60]}` of its own.{meant} Nothing was changed."
