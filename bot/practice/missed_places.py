"""Where something may have been written while nothing was heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.post import Posting
from bot.ports import Direct, InThread
from bot.practice.core import Core
from bot.practice.learn_threads import learn_threads
from bot.practice.read_again import LATE_FOR, Reading
from bot.practice.spoken_here import spoken_here
from bot.store.installations import Installation

CLOCKS_APART = timedelta(hours=1)
"""More than a platform's clock differs from ours: a thread begins no earlier than this before its post."""


@dataclass(frozen=True, slots=True)
class Places:
    readings: Sequence[Reading]
    some_are_unknown: bool
    """A post's thread can't be found just now, and may hold something."""


async def missed_places(core: Core, it: Installation, since: datetime) -> Places:
    """Threads of posts that took answers, and the direct messages of those who are in a round."""
    platform = spoken_here(core, it.platform)
    unknown = await _unknown(core, it, since)
    async with core.store.work() as work:
        threads = await work.missed.threads(it.id, since - LATE_FOR)
        rounds = await work.missed.rounds(it.id)
    in_threads = [
        Reading(
            it,
            platform,
            one,
            InThread(it.ref, one.channel.ref, one.thread_ref),
            one.due_at - CLOCKS_APART,
        )
        for one in threads
    ]
    directly = [
        Reading(it, platform, one, Direct(it.ref, one.reached.account), one.started_at - CLOCKS_APART)
        for one in rounds
    ]
    return Places([*in_threads, *directly], bool(unknown))


async def _unknown(core: Core, it: Installation, since: datetime) -> list[Posting]:
    async with core.store.work() as work:
        unsettled = [
            posting
            for channel in await work.missed.channels(it.id)
            for posting in await work.postings.unsettled(channel)
        ]
    unknown = await learn_threads(core, [one for one in unsettled if one.post.deadline_at > since - LATE_FOR])
    # Nobody waits for ever for one that nobody can find.
    return [one for one in unknown if one.post.deadline_at > core.clock.now() - LATE_FOR]
