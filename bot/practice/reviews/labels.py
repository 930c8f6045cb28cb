"""Human labels of lent answers, for whoever measures the grader."""

from bot.practice.core import Core
from bot.store.labels import Label


async def lent_labels(core: Core) -> list[Label]:
    """What people ruled on answers whose authors lend them, at this moment. For an operator alone."""
    async with core.store.work() as work:
        return await work.labels.lent()
