"""Somebody leaves a channel or a whole installation: their rows stay, board place and office go.

Who leaves one of several channels of a group still reads the others, and stays a member.
"""

from datetime import datetime

from bot.domain.happenings import Account, MemberLeft
from bot.domain.ids import GroupId, InstallationId, PersonId
from bot.practice.core import Core
from bot.store.work import Work


async def leave(core: Core, left: MemberLeft) -> None:
    """End the memberships that the channel or installation carried. Coming back is taking part again."""
    now = core.clock.now()
    source = left.source
    async with core.store.work() as work:
        installation = await work.groups.installation(source.platform, source.installation_ref)
        person = await work.people.known(left.account)
        if installation is None or person is None:
            return
        if not await work.events.admit(installation, source.event_ref, "left", None, now):
            return
        for group in await work.people.groups_of(person):
            out = await _is_out(work, group, installation, left)
            if out and not await _is_old(work, group, person, left):
                await work.people.leave(group, person, now)
                await work.audit.note(group, person, "member left", now)


async def leave_group(core: Core, group: GroupId, account: Account, seen_at: datetime) -> bool:
    """End one membership: at that moment the account was nowhere. False where that is over since."""
    now = core.clock.now()
    async with core.store.work() as work:
        person = await work.people.known(account)
        if person is None or await work.people.member(group, person) is None:
            return False
        last = await work.people.seen_at(group, person)
        if last is not None and seen_at < last:
            return False
        await work.people.leave(group, person, now)
        await work.audit.note(group, person, "member left", now)
    return True


async def _is_out(work: Work, group: GroupId, installation: InstallationId, left: MemberLeft) -> bool:
    if left.channel_ref is None:
        return await work.groups.served_by(group, installation)
    return await work.groups.served_only_by(group, installation, left.channel_ref)


async def _is_old(work: Work, group: GroupId, person: PersonId, left: MemberLeft) -> bool:
    """News that come late, of somebody who has come back since."""
    seen_at = await work.people.seen_at(group, person)
    return seen_at is not None and left.left_at < seen_at
