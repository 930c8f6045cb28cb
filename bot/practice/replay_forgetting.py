"""Forgets again whom a restored backup has brought back."""

from bot.practice.core import Core
from bot.practice.forget import forget_within


async def replay_forgetting(core: Core) -> int:
    """Returns how many were forgotten again. Whoever came back by themselves is somebody new, and stays."""
    if core.forgotten is None:
        return 0
    lines = await core.forgotten.all()
    if not lines:
        return 0
    async with core.store.work() as work:
        persons = await work.forgetting.known_again(lines)
    for person in persons:
        async with core.store.work() as work:
            await forget_within(core, work, person, listed=True)
    return len(persons)
