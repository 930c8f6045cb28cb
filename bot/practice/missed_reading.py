"""Reads the places in which something may have been missed, each for the times that concern it."""

import logging
from collections.abc import Sequence
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
from bot.practice.missed_letter import ask_again
from bot.practice.missed_places import missed_places
from bot.practice.read_again import Reading, read_again
from bot.store.installations import Installation, MissedTime
from bot.store.missed import OpenThread

AGAIN = timedelta(minutes=1)
GIVEN_UP_AFTER = timedelta(days=3)
"""What breaks on the way is tried again for so long."""

log = logging.getLogger(__name__)


async def read_missed(core: Core, it: Installation, times: Sequence[MissedTime]) -> None:
    """Raises RetryLater when something can't be read yet: what was read stays read."""
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
    await _settle(core, it, refused, done)
    if waits:
        raise min(waits, key=lambda later: later.after)


async def _settle(
    core: Core,
    it: Installation,
    refused: Sequence[Reading],
    done: Sequence[MissedTime],
) -> None:
    async with core.store.work() as work:
        await ask_again(core, work, it, sorted(refused, key=_weight, reverse=True))
        if done:
            await work.installations.made_up(done)
            for time in done:
                await work.installations.heard_through(it.id, time.since, time.until)


def _weight(reading: Reading) -> tuple[bool, datetime]:
    """The newest scenario is asked about, whichever was read first, and a mock round where there is none."""
    return isinstance(reading.of, OpenThread), reading.after


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
