"""In whose name direct messages are heard, on platforms where a conversation belongs to no installation.

Whatever was written there is known by its installation: heard live and read later, it has to be the same.
"""

from bot.domain.happenings import Account, MessageAt
from bot.practice.core import Core
from bot.store.work import Work


async def direct_home(core: Core, platform: str, account: Account) -> str | None:
    """The installation that an account's direct messages belong to; None when nobody can say.

    That of the round it is in, else the one through which it was met. Of whoever was never met nothing is
    kept in its name but that they were greeted: the oldest will do.
    """
    async with core.store.work() as work:
        of_round = await _of_round(work, account)
        return of_round or await work.people.home_of(account) or await _oldest(work, platform)


async def home_of_message(core: Core, platform: str, at: MessageAt) -> str | None:
    """The same for a message that was kept in a round, whichever round that was."""
    async with core.store.work() as work:
        return await work.round_messages.home(platform, at)


async def _of_round(work: Work, account: Account) -> str | None:
    person = await work.people.known(account)
    live = await work.rounds.live(person) if person else None
    if live is None:
        return None
    it = await work.installations.get(live.installation)
    return it.ref if it.platform == account.platform else None


async def _oldest(work: Work, platform: str) -> str | None:
    found = await work.installations.of(platform)
    return found[0].ref if found else None
