"""Brings the marks of forgotten accounts to the list outside of the database."""

import logging

from bot.errors import RetryLater
from bot.practice.core import Core

AT_ONCE = 500

log = logging.getLogger(__name__)


async def tell_list(core: Core) -> int:
    """Add what the list lacks. Rows wait until it has them; a crash in between adds a line twice, no harm."""
    if core.forgotten is None:
        return 0
    async with core.store.work() as work:
        owed = await work.forgetting.owed(AT_ONCE)
    if not owed:
        return 0
    try:
        await core.forgotten.add(list(owed.values()))
    except RetryLater as later:
        log.warning("Forgotten accounts wait for their list: %s", later.reason)
        return 0
    async with core.store.work() as work:
        await work.forgetting.listed(list(owed))
    return len(owed)
