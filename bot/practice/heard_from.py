"""An event came in, over a way that can be cut without our noticing."""

from datetime import timedelta

from bot.practice.core import Core

LONG_SILENCE = timedelta(hours=1)
"""After so long nobody can say whether nothing was written, or nothing came in."""
SHORT_SILENCE = timedelta(minutes=5)
"""The same of a process that has just begun: platforms bring again for so long what nobody took."""


async def heard_from(
    core: Core, platform: str, installation_ref: str, silence: timedelta = LONG_SILENCE
) -> None:
    """Events come in now from this installation. What was written in a silence before is to be read."""
    now = core.clock.now()
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
        if it is None or it.lost_at is not None:
            return
        if it.heard_at is not None and now - it.heard_at > silence:
            await work.installations.missed(it.id, it.heard_at, now)
        await work.installations.heard(platform, installation_ref, now)
