"""What a group's organisers allow grading to cost on a day."""

from bot.domain.answer import WaitsFor
from bot.domain.ids import GroupId, PersonId
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import require_organiser

MOST_MICROS = 10_000 * 1_000_000
AT_ONCE = 200


async def set_budget(core: Core, group: GroupId, actor: PersonId, micros: int | None) -> None:
    """From now on, None for no limit. What waited for money is tried again. Raises UserMustAct."""
    if micros is not None and not 0 <= micros <= MOST_MICROS:
        raise UserMustAct(
            "A day's budget is an amount from 0 to 10,000 dollars. Nothing was changed. "
            "Type for instance `/debrief-admin budget 2.50`, or `budget none` for no limit."
        )
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        before = await work.spending.cap(group)
        await work.spending.set_cap(group, micros)
        await work.audit.note(group, actor, "budget set", now, before=before, after=micros)
        while await work.turns.wake(WaitsFor.BUDGET, now, AT_ONCE, group) == AT_ONCE:
            pass
