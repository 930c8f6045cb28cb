"""Answers can come in before we know where a post landed: whoever sent it may have died in between."""

from asyncio import timeout
from collections.abc import Sequence

from bot.domain.post import Posting
from bot.ports import InChannel
from bot.practice.core import Core
from bot.practice.note_landed import note_landed


async def learn_threads(core: Core, unsettled: Sequence[Posting]) -> None:
    """Ask the platform for each posting, and note those that stand. Raises RetryLater if it can't say."""
    for posting in unsettled:
        platform = core.platforms.get(posting.channel.platform)
        if platform is None:
            continue
        async with timeout(core.timings.network):
            place = InChannel(posting.channel.installation_ref, posting.channel.ref)
            landed = await platform.find(place, posting.key)
        if landed:
            await note_landed(core, posting, landed)
