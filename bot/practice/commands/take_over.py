"""Gives a group that nobody organises any more to a member who asks for it."""

from bot.domain.group import Role
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.commands.sentences import ORGANISERS_ONLY

LOOKED_AT = 10
NOT_YOU = (
    "Nobody organises this group any more. Nothing was changed. A member who has answered here can take it "
    "over, by `/debrief-admin setup` in the group's own channel: answer a scenario first."
)


async def take_over(it: Asked) -> None:
    """The first member who has answered and asks in the group's channel; the schedule's lock lets one in."""
    if it.here.member is None or it.given.channel_ref is None:
        raise UserMustAct(NOT_YOU)
    await it.once()
    async with it.core.store.work() as work:
        await work.schedules.lock(it.group.id)
        if await work.people.members(it.group.id, role=Role.ORGANISER):
            raise UserMustAct(ORGANISERS_ONLY)
        answers = await work.mine.answers(it.group.id, it.member.person, LOOKED_AT)
        if not any(answer.timeliness for answer in answers):
            raise UserMustAct(NOT_YOU)
        await work.people.set_role(it.group.id, it.member.person, Role.ORGANISER)
        await work.audit.note(it.group.id, it.member.person, "took the group over", it.now)
