"""Who left, on platforms that don't say so: members are looked for now and then where their groups are.

Only whoever is gone from the whole server, or workspace, has left. That somebody may not see a channel just
now takes nobody's place on the board, or office.
"""

from collections.abc import Awaitable, Callable, Sequence
from itertools import groupby

from bot.domain.happenings import Account
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.leave import leave_group
from bot.store.whereabouts import Seat

IsThere = Callable[[str, Account], Awaitable[bool]]
"""Whether an account is in an installation. Raises as a call of the platform does."""


async def look_who_left(
    core: Core, platform: str, is_there: IsThere, after: int, most: int
) -> tuple[int, int]:
    """Look for so many accounts. Returns how many had left, and from where to go on; 0 after the last one.

    Never inside a transaction. Raises RetryLater while the platform can't be asked.
    """
    async with core.store.work() as work:
        page = await work.whereabouts.page(platform, after, most)
    left = 0
    for (account, group), seats in groupby(page.seats, lambda seat: (seat.account, seat.group)):
        asked_at = core.clock.now()
        if await _is_nowhere(is_there, list(seats)):
            left += await leave_group(core, group, account, asked_at)
    return left, page.reached


async def _is_nowhere(is_there: IsThere, seats: Sequence[Seat]) -> bool:
    try:
        return not any([await is_there(seat.installation_ref, seat.account) for seat in seats])
    except UserMustAct:
        return False  # an app that may not look can't hold it against them
