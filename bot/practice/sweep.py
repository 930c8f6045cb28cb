"""Finds what is due, and tells the workers. Losing or repeating a job changes nothing."""

import asyncio
from datetime import timedelta

from bot.ports import Nudge
from bot.practice.bring_back import bring_far_back, bring_near_back
from bot.practice.core import Core
from bot.practice.forget import forget_again
from bot.practice.linking.join import look_over_links
from bot.practice.post_daily import BATCH, post_due
from bot.practice.switch_grader import release
from bot.practice.tell_list import tell_list
from bot.practice.wake_for_grader import wake_for_grader
from bot.practice.weekly_post import weekly_astray, weekly_due

EVENTS_KEPT = timedelta(days=7)
AT_ONCE = 4


async def sweep(core: Core) -> int:
    """One pass over everything that can be due. Returns how much was found."""
    await bring_far_back(core)
    await wake_for_grader(core)
    found = await _post_all(core) + await forget_again(core) + await tell_list(core)
    found += await look_over_links(core)
    found += await _tell_all(core)
    return found + await _weekly(core)


async def sweep_posts(core: Core) -> int:
    """The part of a sweep that has a minute to keep: groups that are due, and posts that wait their turn."""
    return await _post_all(core) + await _tell(core, Nudge.SEND_POSTING)


async def _weekly(core: Core) -> int:
    found = 0
    while claimed := await weekly_due(core):
        found += claimed
    return found


async def _post_all(core: Core) -> int:
    """Claim until nothing is due: after an outage a group may be due again at once, for the next day.

    A full batch says that many wait: then several are claimed at once, so that the database writes one
    while the next is decided.
    """
    found = await post_due(core)
    if not found:
        return 0
    if found == BATCH:
        found += sum(await asyncio.gather(*(_post_on(core) for _ in range(AT_ONCE))))
    return found + await _post_on(core)


async def _post_on(core: Core) -> int:
    found = 0
    while claimed := await post_due(core):
        found += claimed
    return found


async def _tell_all(core: Core) -> int:
    async with core.store.work() as work:
        kinds = await work.due.kinds(core.clock.now(), core.timings.leases)
    return sum([await _tell(core, nudge) for nudge in kinds])


async def _tell(core: Core, nudge: Nudge) -> int:
    told = 0
    while True:
        async with core.store.work() as work:
            # While so many wait the workers are busy: more nudges would only say again what was said.
            room = core.timings.most_waiting - await work.nudged(nudge)
            if room <= 0:
                return told
            batch = min(BATCH, room)
            ids = await work.due.claim(nudge, core.clock.now(), core.timings.leases, batch)
            await work.nudge(nudge, *ids)
        told += len(ids)
        if len(ids) < batch:
            return told


async def tidy(core: Core) -> int:
    """Forget the ids of events that no platform delivers again, and look over the schedules."""
    await bring_near_back(core)
    await weekly_astray(core)
    # A grading that was under way when ratings began to move again has left its points behind.
    await release(core)
    async with core.store.work() as work:
        await work.link_codes.prune(core.clock.now())
        await work.links.prune(core.clock.now())
        return await work.events.prune(core.clock.now() - EVENTS_KEPT)
