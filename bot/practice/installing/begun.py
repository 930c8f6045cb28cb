"""Proofs that an install began here. Each is good once."""

from datetime import timedelta

from bot.practice.core import Core

KEPT = timedelta(hours=1)
"""Longer than any proof is good for."""


async def spend_proof(core: Core, mark: str) -> bool:
    """False for one that was spent before."""
    now = core.clock.now()
    async with core.store.work() as work:
        await work.credentials.prune_states(now)
        return await work.credentials.spend(mark, now + KEPT)
