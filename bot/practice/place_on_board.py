"""Who stands on boards: each member decides for themselves, and organisers for organisers as a whole."""

from bot.domain.ids import GroupId, PersonId
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import require_organiser


async def set_on_board(core: Core, group: GroupId, person: PersonId, *, wanted: bool) -> None:
    """On the group's boards or not, from now on and looking back. Points are counted either way."""
    async with core.store.work() as work:
        if await work.people.member(group, person) is None:
            raise UserMustAct(
                "You aren't in this group yet. Nothing was changed. Whoever answers a scenario is."
            )
        await work.people.set_on_board(group, person, wanted=wanted)


async def set_staff_on_board(core: Core, group: GroupId, actor: PersonId, *, wanted: bool) -> None:
    """Show the group's organisers on its boards, or leave all of them out."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        await work.people.set_staff_on_board(group, wanted=wanted)
        await work.audit.note(
            group, actor, "organisers on boards" if wanted else "organisers off boards", now
        )
