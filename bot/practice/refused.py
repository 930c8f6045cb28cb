"""What a platform doesn't let us do, and somebody there could allow: its organisers are told once."""

from datetime import timedelta

from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind
from bot.practice.core import Core
from bot.practice.tell_organisers import Word, tell_organisers
from bot.store.work import Work

AGAIN_AFTER = timedelta(days=30)
"""Whoever has left it so long may have forgotten, or there are other organisers."""


async def note_refused(core: Core, platform: str, installation_ref: str, what: str, says: str) -> None:
    """A call was refused. `says`: what is lacking and how to mend it, in sentences. Repeating is harmless."""
    now = core.clock.now()
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None or not await work.refusals.note(it.id, what, says, now, now - AGAIN_AFTER):
            return
        for group in await work.installations.groups(it.id):
            await work.audit.note(group, None, "refused by platform", now, platform=platform, what=what)
        await tell_organisers(core, work, it, Word(DeliveryKind.REFUSED, f"refused:{what}", now))


async def refusal_letter(work: Work, delivery: Delivery) -> Card | None:
    """None when it was mended by an install since."""
    owed = delivery.owed
    if owed.installation is None or owed.since is None:
        return None
    says = await work.refusals.noted_at(owed.installation, owed.since)
    if not says:
        return None
    it = await work.installations.get(owed.installation)
    group = await work.groups.get(owed.group)
    return Note(
        f"{it.platform.capitalize()} doesn't let me do something that “{group.name}” needs. "
        f"{' '.join(says)} What I owe to somebody because of it is kept for a week and goes out once that is "
        "mended; everything else goes on."
    )
