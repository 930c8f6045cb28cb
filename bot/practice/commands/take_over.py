"""Gives a group to whoever runs the server that it began in, or to a member when nobody organises it."""

from bot.domain.group import Role
from bot.domain.ids import PersonId
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.commands.sentences import ORGANISERS_ONLY
from bot.store.work import Work

LOOKED_AT = 10
NOT_YOU = (
    "Nobody organises this group any more. Nothing was changed. A member who has answered here can take it "
    "over, by `/debrief-admin setup` in the group's own channel: answer a scenario first."
)


async def take_over(it: Asked) -> None:
    """Raises UserMustAct for anybody else. A group of several chats goes to those who run its first one."""
    if it.given.channel_ref is None:
        raise UserMustAct(ORGANISERS_ONLY if it.here.organised else NOT_YOU)
    async with it.core.store.work() as work:
        runs_it = await _runs_its_server(it, work)
    if it.here.organised and not runs_it:
        raise UserMustAct(ORGANISERS_ONLY)
    if not runs_it and it.here.member is None:
        raise UserMustAct(NOT_YOU)
    await it.once()
    async with it.core.store.work() as work:
        await work.schedules.lock(it.group.id)
        person = await _manager(it, work) if runs_it else await _first_to_ask(it, work)
        await work.people.set_role(it.group.id, person, Role.ORGANISER)
        await work.audit.note(it.group.id, person, "took the group over", it.now)


async def _runs_its_server(it: Asked, work: Work) -> bool:
    source = it.given.source
    if not it.given.manages:
        return False
    here = await work.groups.installation(source.platform, source.installation_ref)
    return here is not None and here == await work.groups.began_in(it.group.id)


async def _manager(it: Asked, work: Work) -> PersonId:
    """Beside those who organise it already: a member of the group from now on."""
    given = it.given
    person = await work.people.recognise(given.account, given.source.installation_ref, it.now)
    await work.people.join(it.group.id, person, it.now)
    return person


async def _first_to_ask(it: Asked, work: Work) -> PersonId:
    """A member who has answered; the schedule's lock lets one in."""
    if await work.people.members(it.group.id, role=Role.ORGANISER):
        raise UserMustAct(ORGANISERS_ONLY)
    person = it.member.person
    answers = await work.mine.answers(it.group.id, person, LOOKED_AT)
    if not any(answer.timeliness for answer in answers):
        raise UserMustAct(NOT_YOU)
    return person
