"""Whoever isn't in a group joins by taking part, where its scenarios are posted and nowhere else.

A button outlives its presser's place in a private channel: somebody who left it, or was removed, still has
the old cards. The platform is asked about those alone who aren't members by our own rows.
"""

from bot.domain.happenings import Account, Source
from bot.domain.ids import GroupId
from bot.errors import ChannelGone, UserMustAct
from bot.practice.core import Core

OUTSIDE = (
    "You are in no channel of this group that I can see, so nothing was changed. Join its channel again, or "
    "ask somebody there to add you; then do this once more."
)


async def may_join(core: Core, group: GroupId, source: Source, account: Account) -> bool:
    """False when the platform says that they can read none of the group's channels there.

    Never inside a transaction. Raises RetryLater while it can't be asked.
    """
    platform = core.platforms.get(source.platform)
    async with core.store.work() as work:
        found = await work.groups.channels([group])
    if platform is None:
        return True
    for channel in found:
        if (channel.platform, channel.installation_ref) != (source.platform, source.installation_ref):
            continue
        try:
            if await platform.is_in(channel.installation_ref, channel.ref, account) is not False:
                return True
        except ChannelGone:
            continue
        except UserMustAct:
            return True  # an app that may not look can't hold it against them
    return False
