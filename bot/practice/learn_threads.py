"""Answers can come in before we know where a post landed: whoever sent it may have died in between."""

import logging
from collections.abc import Sequence

from bot.domain.post import Posting
from bot.errors import RetryLater, UserMustAct
from bot.ports import InChannel
from bot.practice.core import Core
from bot.practice.in_time import in_time
from bot.practice.note_landed import note_landed

log = logging.getLogger(__name__)


async def learn_threads(core: Core, unsettled: Sequence[Posting]) -> list[Posting]:
    """Ask the platform for each posting, and note those that stand. Returns those of which it can't say."""
    unknown = []
    for posting in unsettled:
        platform = core.platforms.get(posting.channel.platform)
        if platform is None:
            continue
        place = InChannel(posting.channel.installation_ref, posting.channel.ref)
        try:
            async with in_time(core):
                landed = await platform.find(place, posting.key)
        except (RetryLater, UserMustAct) as trouble:
            log.info("it can't be told now where a post has landed: %s", type(trouble).__name__)
            unknown.append(posting)
            continue
        if landed:
            await note_landed(core, posting, landed)
    return unknown
