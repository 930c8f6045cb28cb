"""Where the app is, as a platform tells it whenever it's heard anew."""

from collections.abc import Collection

from bot.practice.core import Core
from bot.practice.lost_installation import installed


async def note_there(core: Core, platform: str, installation_ref: str, name: str) -> None:
    """The app is there. That is news only where it wasn't known, or counted as lost."""
    async with core.store.work() as work:
        it = await work.installations.named(platform, installation_ref)
    if it is None or it.lost_at is not None:
        await installed(core, platform, installation_ref, name)


async def not_among(core: Core, platform: str, there: Collection[str]) -> list[str]:
    """The installations of a platform that we know, and that it doesn't name."""
    async with core.store.work() as work:
        found = await work.installations.of(platform)
    return [it.ref for it in found if it.ref not in there]
