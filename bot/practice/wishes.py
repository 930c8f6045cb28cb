"""What organisers ask for beside the queue. Every change is in the audit log."""

from datetime import date, datetime

from bot.domain.calendar import local_date
from bot.domain.group import Schedule
from bot.domain.ids import GroupId, PersonId
from bot.domain.themes import Theme, ThemedWeek
from bot.domain.wish_edit import Allow, Never, Pin, Unpin, WishEdit
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import locked_queue, require_day_to_come, require_organiser, write_queue
from bot.practice.schedule_words import day
from bot.store.work import Work

WISHED = "queue wish"
"""In the audit log."""


async def change_wishes(core: Core, group: GroupId, actor: PersonId, edit: WishEdit) -> None:
    """Make one change. Raises UserMustAct when there is nothing to change.

    The scenario named is one of the group's shelf: whoever asks has looked it up.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        queue = await locked_queue(work, group, actor)
        match edit:
            case Pin(scenario, on):
                await _require_posting_day(work, await work.schedules.lock(group), on, now)
                await work.wishes.want_again(group, scenario)
                await work.wishes.pin(group, on, scenario)
            case Unpin(on):
                if not await work.wishes.unpin(group, on):
                    raise UserMustAct(f"Nothing is pinned to {day(on)}. Nothing was changed.")
            case Never(scenario):
                await work.wishes.unwant(group, scenario)
                await work.wishes.take([(group, scenario)])
                if scenario in queue:
                    left = [one for one in queue if one != scenario]
                    await write_queue(work, group, actor, left, now)
            case Allow(scenario):
                if not await work.wishes.want_again(group, scenario):
                    raise UserMustAct(f"`{scenario}` may be chosen already. Nothing was changed.")
        await work.audit.note(group, actor, WISHED, now, wish=repr(edit))


async def begin_theme(core: Core, group: GroupId, actor: PersonId, theme: Theme, first: date) -> ThemedWeek:
    """A week from that day on; it takes the place of another."""
    now = core.clock.now()
    week = ThemedWeek.beginning(theme, first)
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        if first < local_date(now, schedule.zone):
            raise UserMustAct(f"{day(first)} is over. Nothing was changed. Give today or a later day.")
        await work.wishes.set_week(group, week)
        await work.audit.note(group, actor, "theme set", now, theme=theme.word, first=str(first))
    return week


async def end_theme(core: Core, group: GroupId, actor: PersonId) -> None:
    """Back to scenarios of every kind. Raises UserMustAct when no theme is set."""
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        if not await work.wishes.end_week(group):
            raise UserMustAct("No theme is set. Nothing was changed.")
        await work.audit.note(group, actor, "theme ended", core.clock.now())


async def _require_posting_day(work: Work, schedule: Schedule, on: date, now: datetime) -> None:
    await require_day_to_come(work, schedule, on, now)
    if on.weekday() not in schedule.weekdays:
        raise UserMustAct(f"{day(on)} has no post. Nothing was changed. Give a posting day.")
