"""After a time in which nothing was heard: what was written then is read from the platform and taken in.

A reading says what stands; whatever else comes in meanwhile is taken in beside it. Each message counts once,
by its own times, and a newer word of the platform always wins. Whoever runs a chat calls `still_hearing`
about once a minute while it hears, `note_missed` whenever it hears again, and `make_up` until it returns.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.ids import PersonId
from bot.errors import (
    BackfillRefused,
    ChannelGone,
    DebriefError,
    InstallationGone,
    PrivateMessagesClosed,
    RetryLater,
)
from bot.ports import Direct, InThread, Nudge
from bot.practice.core import Core
from bot.practice.learn_threads import learn_threads
from bot.practice.lost_installation import note_installation_lost
from bot.practice.read_again import Reading, read_again
from bot.practice.spoken_here import spoken_here
from bot.store.installations import Installation, MissedTime
from bot.store.missed import OpenThread
from bot.store.work import Work

LATE_FOR = timedelta(days=1)
"""Whoever answers this long after a deadline is heard all the same."""
CLOCKS_APART = timedelta(hours=1)
"""More than a platform's clock differs from ours: a thread begins no earlier than this before its post."""
WORTH_ASKING = timedelta(minutes=2)
"""Shorter than this, platforms deliver again by themselves what was not acknowledged."""

_KIND = DeliveryKind.MISSED_TIME

log = logging.getLogger(__name__)


async def still_hearing(core: Core, platform: str, installation_ref: str | None = None) -> None:
    """Events come in now: from one installation, or from all of a platform."""
    async with core.store.work() as work:
        await work.installations.heard(platform, installation_ref, core.clock.now())


async def catch_up(
    core: Core, platform: str, installation_ref: str, missed_since: datetime | None = None
) -> None:
    """Take in what was missed. Raises RetryLater when something could not be read yet: `make_up` goes on."""
    await note_missed(core, platform, installation_ref, missed_since)
    await make_up(core, platform, installation_ref)


async def note_missed(
    core: Core, platform: str, installation_ref: str, missed_since: datetime | None = None
) -> None:
    """Events come in again: until now nothing was heard; without a moment, since it was last heard."""
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None or it.lost_at is not None:
            return
        now = core.clock.now()
        since = missed_since or it.heard_at
        if since is not None and since < now:
            await work.installations.missed(it.id, since, now)


async def make_up(core: Core, platform: str, installation_ref: str) -> None:
    """Read what is noted as missed. Raises RetryLater when something can't be read yet: call it again.

    What was read stays read: a platform may give one page a minute for a dozen threads.
    """
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None or it.lost_at is not None:
            return
        times = await work.installations.missed_times(it.id)
    if not times:
        return
    try:
        await _make_up(core, it, times)
    except InstallationGone as gone:
        await note_installation_lost(core, it.platform, it.ref, gone.message)


async def note_missed_everywhere(core: Core, platform: str) -> None:
    """The same for each installation of a platform that was heard before."""
    async with core.store.work() as work:
        found = await work.installations.of(platform)
    await _each(core, found, note_missed)


async def make_up_everywhere(core: Core, platform: str) -> None:
    """Raises RetryLater as above, after it has tried them all."""
    async with core.store.work() as work:
        found = await work.installations.with_missed_times(platform)
    await _each(core, found, make_up)


async def _each(
    core: Core, found: Sequence[Installation], way: Callable[[Core, str, str], Awaitable[None]]
) -> None:
    later = None
    for it in found:
        try:
            await way(core, it.platform, it.ref)
        except RetryLater as error:
            later = error
        except (DebriefError, TimeoutError) as trouble:
            # One installation's trouble is not the others'.
            log.warning("what was missed can't be read: %s", type(trouble).__name__)
            later = later or RetryLater("Something that was missed can't be read.", timedelta(minutes=1))
    if later is not None:
        raise later


async def _make_up(core: Core, it: Installation, times: Sequence[MissedTime]) -> None:
    refused: list[Reading] = []
    later: RetryLater | None = None
    for reading in await _readings(core, it, times[0].since):
        try:
            await _read(core, reading, [time for time in times if reading.name not in time.read])
        except BackfillRefused:
            refused.append(reading)
        except (ChannelGone, PrivateMessagesClosed):
            log.info("a place in which something may have been missed is gone")
        except RetryLater as error:
            later = error
    async with core.store.work() as work:
        for time in times:
            if time.until - time.since >= WORTH_ASKING:
                await _ask_again(core, work, it, time, refused)
        if later is None:
            await work.installations.made_up(times)
            await work.installations.heard(it.platform, it.ref, times[-1].until)
    if later is not None:
        raise later


async def _read(core: Core, reading: Reading, unread: Sequence[MissedTime]) -> None:
    if unread:
        await read_again(core, reading)
        async with core.store.work() as work:
            await work.installations.was_read(unread, reading.name)


async def _readings(core: Core, it: Installation, since: datetime) -> list[Reading]:
    platform = spoken_here(core, it.platform)
    async with core.store.work() as work:
        unsettled = [
            posting
            for channel in await work.missed.channels(it.id)
            for posting in await work.postings.unsettled(channel)
        ]
    await learn_threads(core, unsettled)
    async with core.store.work() as work:
        threads = await work.missed.threads(it.id, since - LATE_FOR)
        rounds = await work.missed.rounds(it.id)
    return [
        *(
            Reading(
                it,
                platform,
                thread,
                InThread(it.ref, thread.channel.ref, thread.thread_ref),
                thread.due_at - CLOCKS_APART,
                since,
            )
            for thread in threads
        ),
        *(
            Reading(
                it,
                platform,
                one,
                Direct(it.ref, one.reached.account),
                one.started_at - CLOCKS_APART,
                since,
            )
            for one in rounds
        ),
    ]


async def _ask_again(
    core: Core, work: Work, it: Installation, time: MissedTime, refused: Sequence[Reading]
) -> None:
    """Each member once, of the newest scenario that can't be read."""
    owed: dict[PersonId, Owed] = {}
    for reading in refused:
        if isinstance(reading.of, OpenThread):
            group, post = reading.of.channel.group, reading.of.post
            for person in await work.missed.members(reading.of.channel):
                owed.setdefault(person, _question(it, time, Owed(group, _KIND, "", time.until, person, post)))
        else:
            of = reading.of
            owed.setdefault(
                of.person,
                _question(it, time, Owed(of.group, _KIND, "", time.until, of.person, round=of.round)),
            )
    new = await work.deliveries.owe(list(owed.values()), core.clock.now() + core.timings.lease)
    await work.nudge(Nudge.SEND_DELIVERY, *new)


def _question(it: Installation, time: MissedTime, owed: Owed) -> Owed:
    key = f"missed:{it.id}:{time.since:%Y%m%d%H%M%S}:{owed.person}"
    return replace(owed, key=key, installation=it.id, since=time.since)
