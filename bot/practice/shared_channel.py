"""A channel that several workspaces see: the platform may name any of them, and one of them has the group."""

from collections.abc import Sequence

from bot.practice.core import Core


async def homes_of(core: Core, platform: str, channel_ref: str) -> Sequence[str]:
    """The installations in which this channel belongs to a group."""
    async with core.store.work() as work:
        return await work.groups.homes_of(platform, channel_ref)
