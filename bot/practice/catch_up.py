"""After a time in which nothing was heard: what was written then is read from the platform and taken in.

A reading says what stands; whatever else comes in meanwhile is taken in beside it. Each message counts once,
by its own times, and a newer word of the platform always wins. Whoever runs a chat calls `note_missed`
whenever it hears again, and only when that is written down `still_hearing`, about once a minute; beside
both `make_up`, until it returns.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.errors import InstallationGone, RetryLater
from bot.practice.core import Core
from bot.practice.lost_installation import note_installation_lost
from bot.practice.missed_reading import read_missed
from bot.store.installations import Installation

log = logging.getLogger(__name__)


async def still_hearing(
    core: Core, platform: str, installation_ref: str | None = None, at: datetime | None = None
) -> None:
    """Events come in now, or did then: from one installation, or from all of a platform."""
    # Before the database is waited for: by then they may have ceased to.
    at = at or core.clock.now()
    async with core.store.work() as work:
        await work.installations.heard(platform, installation_ref, at)


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
        await read_missed(core, it, times)
    except InstallationGone as gone:
        await note_installation_lost(core, it.platform, it.ref, gone.message, begun)


async def note_missed_everywhere(core: Core, platform: str, missed_since: datetime | None = None) -> None:
    """The same for each installation of a platform that was heard before."""

    async def noted(core: Core, platform: str, installation_ref: str) -> None:
        await note_missed(core, platform, installation_ref, missed_since)

    async with core.store.work() as work:
        found = await work.installations.of(platform)
    await _each(core, found, noted)


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
