"""Somebody leaves a channel or a whole installation: their rows stay, board place and office go."""

from bot.domain.happenings import MemberLeft
from bot.practice.core import Core


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
            if await work.groups.served_by(group, installation, left.channel_ref):
                await work.people.leave(group, person, now)
                await work.audit.note(group, person, "member left", now)
