"""After a time in which nothing was heard: what was written then is read from the platform and taken in.

A reading says what stands; whatever else comes in meanwhile is taken in beside it. Each message counts once,
by its own times, and a newer word of the platform always wins. Whoever runs a chat calls `still_hearing`
about once a minute while it hears, `note_missed` whenever it hears again, and `make_up` until it returns.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from random import randrange

from bot.errors import (
    BackfillRefused,
    ChannelGone,
    InstallationGone,
    PrivateMessagesClosed,
    RetryLater,
    UserMustAct,
)
from bot.practice.core import Core
from bot.practice.lost_installation import note_installation_lost
from bot.practice.missed_letter import ask_again
from bot.practice.missed_places import missed_places
from bot.practice.read_again import Reading, read_again
from bot.store.installations import Installation, MissedTime

AGAIN = timedelta(minutes=1)
WORTH_ASKING = timedelta(minutes=2)
"""Shorter than this, platforms deliver again by themselves what was not acknowledged."""

GIVEN_UP_AFTER = timedelta(days=3)
"""What breaks on the way is tried again for so long."""

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
    core: Core,
    platform: str,
    installation_ref: str,
    missed_since: datetime | None = None,
    until: datetime | None = None,
) -> None:
    """Nothing was heard until now, or until then: it's read when that is over.

    Without a beginning: since it was last heard.
    """
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None or it.lost_at is not None:
            return
        now = core.clock.now()
        since, until = missed_since or it.heard_at, until or now
        if since is not None and since < until:
            await work.installations.missed(it.id, since, until)


async def make_up(core: Core, platform: str, installation_ref: str) -> None:
    """Read what is noted as missed. Raises RetryLater when something can't be read yet: call it again.

    What was read stays read: a platform may give one page a minute for a dozen threads.
    """
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None or it.lost_at is not None:
            return
        times = await work.installations.missed_times(it.id, core.clock.now())
    if not times:
        return
    begun = core.clock.now()
    try:
        await _make_up(core, it, times)
    except InstallationGone as gone:
        await note_installation_lost(core, it.platform, it.ref, gone.message, begun)


async def note_missed_everywhere(core: Core, platform: str) -> None:
    """The same for each installation of a platform that was heard before."""
    async with core.store.work() as work:
        found = await work.installations.of(platform)
    await _each(core, found, note_missed)


async def make_up_everywhere(core: Core, platform: str) -> None:
    """Raises RetryLater as above, after it has tried them all."""
    async with core.store.work() as work:
        found = await work.installations.with_missed_times(platform, core.clock.now())
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
        except Exception:  # one installation's trouble is not the others'
            log.exception("what was missed can't be read")
            later = later or RetryLater("Something that was missed can't be read.", timedelta(minutes=1))
    if later is not None:
        raise later


async def _make_up(core: Core, it: Installation, times: Sequence[MissedTime]) -> None:
    places = await missed_places(core, it, times[0].since)
    refused: list[Reading] = []
    waiting: list[Reading] = []
    waits = [RetryLater("It isn't known yet where a post has landed.", AGAIN)] * places.some_are_unknown
    for place in _in_some_turn(places.readings):
        reading = place.of_times([time for time in times if place.concerns(time)])
        try:
            later = await _tried(core, reading)
        except BackfillRefused:
            refused.append(reading)
        else:
            if later is not None:
                waits.append(later)
                waiting.append(reading)
    open_still = {time.id for reading in waiting for time in reading.times}
    done = [time for time in times if time.id not in open_still and not places.some_are_unknown]
    await _settle(core, it, times, refused, done)
    if waits:
        raise min(waits, key=lambda later: later.after)


async def _settle(
    core: Core,
    it: Installation,
    times: Sequence[MissedTime],
    refused: Sequence[Reading],
    done: Sequence[MissedTime],
) -> None:
    async with core.store.work() as work:
        for time in times:
            if time.until - time.since >= WORTH_ASKING:
                await ask_again(core, work, it, time, [one for one in refused if time in one.times])
        if done:
            await work.installations.made_up(done)
            await work.installations.heard(it.platform, it.ref, done[-1].until)


def _in_some_turn(readings: Sequence[Reading]) -> list[Reading]:
    """Newest first, but not always from the same on: of one page a minute the first place takes all."""
    first = randrange(len(readings)) if readings else 0  # noqa: S311  no secret
    return [*readings[first:], *readings[:first]]


async def _tried(core: Core, reading: Reading) -> RetryLater | None:
    """None when it is read, or can't be any more. Raises BackfillRefused and InstallationGone."""
    try:
        await _read(core, reading)
    except RetryLater as later:
        return later
    except TimeoutError:
        return RetryLater("The platform took too long to answer.", AGAIN)
    except (ChannelGone, PrivateMessagesClosed):
        log.info("a place in which something may have been missed is gone")
    except (BackfillRefused, InstallationGone):
        raise
    except UserMustAct as trouble:
        # Nothing is given up for what isn't the platform's last word. Whoever can mend it reads the log.
        log.error("What was missed waits to be read: %s", trouble.message)  # noqa: TRY400  no bug of ours
        return RetryLater(trouble.message, AGAIN)
    except Exception:  # one place's trouble is not the others'
        log.exception("What was missed in a place can't be read: %s", reading.name)
        return await _broken(core, reading)
    return None


async def _broken(core: Core, reading: Reading) -> RetryLater | None:
    """Whatever broke may be mended by tomorrow, and holds nothing up for ever."""
    now = core.clock.now()
    given_up = [time for time in reading.times if now - time.until > GIVEN_UP_AFTER]
    if given_up:
        log.error("What was missed there is given up after %s days.", GIVEN_UP_AFTER.days)
        async with core.store.work() as work:
            await work.installations.was_read(given_up, reading.name)
    if len(given_up) == len(reading.times):
        return None
    return RetryLater("What was missed in a place can't be read.", AGAIN)


async def _read(core: Core, reading: Reading) -> None:
    if reading.times:
        await read_again(core, reading)
        async with core.store.work() as work:
            await work.installations.was_read(reading.times, reading.name)
