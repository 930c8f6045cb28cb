"""A workspace or guild that the bot was removed from: nothing is sent there until it's installed again.

Its groups' channels count as gone meanwhile, so that no scenario is posted and nobody's streak suffers.
What is owed to somebody there waits. Each organiser is told once, wherever they can be reached; one who
can't be is told when the bot is back.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.happenings import InstallationLost
from bot.practice import words
from bot.practice.core import Core
from bot.practice.tell_organisers import Word, tell_organisers
from bot.store.installations import Installation
from bot.store.work import Work

log = logging.getLogger(__name__)


COMES = (
    "A scenario that was due shortly before I came back may still come, and then says that it's late; those "
    "after it come at their usual time."
)
"""In the word of return."""


async def lose_installation(core: Core, lost: InstallationLost) -> None:
    """The platform says that the bot was removed, or that its token counts no more."""
    source = lost.source
    async with core.store.work() as work:
        it = await work.installations.named(source.platform, source.installation_ref)
        if it is None:
            return
        now = core.clock.now()
        if await work.events.admit(it.id, source.event_ref, "installation lost", None, now):
            await _lose(core, work, it, Loss(lost.reason, lost.lost_at, now))


async def note_installation_lost(
    core: Core, platform: str, installation_ref: str, reason: str, seen_at: datetime
) -> datetime:
    """The same, for whoever finds out when a call is refused that began at `seen_at`.

    Saying it twice changes nothing, and nor does a call that began before the newest install. Returns when
    to look again at what could not be sent.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None:
            return now + core.timings.longest_lease
        await _lose(core, work, it, Loss(reason, seen_at, now))
        lost = await work.installations.is_lost(platform, installation_ref)
    return now + (core.timings.longest_lease if lost else core.timings.lease)


async def installed(core: Core, platform: str, installation_ref: str, name: str) -> bool:
    """The bot was installed, or installed again: what rested goes on. True when it had been lost."""
    now = core.clock.now()
    async with core.store.work() as work:
        before = await work.installations.named(platform, installation_ref)
        found = await work.installations.install(platform, installation_ref, name, now)
        if before is None:
            log.info("%s (%s) has the app.", name, installation_ref)
        if before is None or before.lost_at is None:
            return False
        # Whatever came in meanwhile was turned away.
        await work.installations.missed(found, min(before.lost_at, before.heard_at or before.lost_at), now)
        log.info("%s (%s) has the app again, after %s.", name, installation_ref, now - before.lost_at)
        groups = await work.installations.groups(found)
        for group in groups:
            await work.audit.note(group, None, "installed again", now, platform=platform)
        await work.installations.let_deliveries_go(groups)
    return True


@dataclass(frozen=True, slots=True)
class Loss:
    reason: str
    seen_at: datetime
    now: datetime


async def _lose(core: Core, work: Work, it: Installation, loss: Loss) -> None:
    """Nothing when it was installed again since: news that come late."""
    now = loss.now
    if not await work.installations.lose(it.id, loss.reason, loss.seen_at, now):
        return
    await work.homes.leave(it.id)
    log.warning("%s (%s) has the app no more: %s", it.name or it.platform, it.ref, loss.reason)
    for group in await work.installations.groups(it.id):
        await work.audit.note(group, None, "installation lost", now, platform=it.platform, says=loss.reason)
    await tell_organisers(core, work, it, Word(DeliveryKind.INSTALLATION_LOST, "lost", now))


async def installation_letter(work: Work, delivery: Delivery) -> Card | None:
    """As things stand when it's sent: gone, or back."""
    owed = delivery.owed
    if owed.installation is None or owed.since is None or owed.person is None:
        return None
    it = await work.installations.get(owed.installation)
    zone = zone_named(await work.people.zone_of(owed.group, owed.person))
    group = await work.groups.get(owed.group)
    if it.lost_at is None:
        return _back(it, group.name, owed.since, zone)
    return Note(
        f"Since {words.in_words(owed.since, zone)} I can't speak to “{group.name}” {_on(it)}. "
        f"{it.lost_reason} Nothing is posted there meanwhile, and nobody's streak suffers. Answers, points "
        "and streaks are kept. To go on, install me there again: everything is where it was."
    )


def _back(it: Installation, group: str, since: datetime, zone: ZoneInfo) -> Note:
    until = f" to {words.in_words(it.installed_at, zone)}" if it.installed_at else ""
    return Note(
        f"I can speak to “{group}” {_on(it)} again. From {words.in_words(since, zone)}{until} I could not. "
        f"Nothing was posted there meanwhile, and nobody's streak suffers. {COMES} Answers, points and "
        "streaks are kept."
    )


def _on(it: Installation) -> str:
    return f"on {it.platform.capitalize()}"
