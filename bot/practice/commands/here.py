"""Which group a command is about: its channel's; in a direct conversation the only one of whoever types."""

from bot.domain.commanding import LONGEST_SHOWN
from bot.domain.group import Role
from bot.domain.happenings import Command, CommandGiven
from bot.domain.ids import GroupId, PersonId
from bot.practice.commands.asked import Here
from bot.practice.commands.sentences import NO_GROUP_HERE, NO_GROUP_YET, WHICH_GROUP
from bot.practice.when_graded import UNKNOWN
from bot.store.work import Work

MOST_GROUPS = 5


async def here(work: Work, given: CommandGiven) -> Here:
    """Looks only: nobody is written down for having typed something."""
    person = await work.people.known(given.account)
    if given.channel_ref is None:
        return await _in_private(work, person, given)
    source = given.source
    channel = await work.groups.channel_at(source.platform, source.installation_ref, given.channel_ref)
    if channel is None:
        return Here(person, nowhere=NO_GROUP_HERE)
    return await in_group(work, channel.group, person, given)


async def _in_private(work: Work, person: PersonId | None, given: CommandGiven) -> Here:
    mine = await work.people.groups_of(person) if person else []
    if len(mine) == 1:
        return await in_group(work, mine[0], person, given)
    return Here(person, nowhere=await _which(work, mine) if mine else NO_GROUP_YET)


async def _which(work: Work, mine: list[GroupId]) -> str:
    groups = await work.groups.many(mine[:MOST_GROUPS])
    named = [f"“{groups[one].name[:LONGEST_SHOWN]}”" for one in mine[:MOST_GROUPS]]
    more = ["…"] if len(mine) > MOST_GROUPS else []
    return WHICH_GROUP.format(count=len(mine), groups=", ".join(named + more))


async def in_group(work: Work, group: GroupId, person: PersonId | None, given: CommandGiven) -> Here:
    """The same, of a group that is known."""
    schedule = await work.schedules.of(group)
    groups_zone = schedule.zone if schedule else UNKNOWN
    organisers = given.command is Command.MEMBER or await work.people.members(group, role=Role.ORGANISER)
    return Here(
        person=person,
        zone=await work.people.zone_of(group, person) if person else groups_zone,
        groups_zone=groups_zone,
        group=await work.groups.get(group),
        member=await work.people.member(group, person) if person else None,
        organised=bool(organisers),
    )
