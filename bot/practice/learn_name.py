"""What members are called, on platforms whose events name an account by its number alone."""

from bot.domain.happenings import Account
from bot.domain.ids import PersonId
from bot.practice.core import Core


async def takes_part(core: Core, account: Account) -> bool:
    """Whether this account is one of ours; of anybody else nothing is to be asked or known."""
    async with core.store.work() as work:
        return await work.people.known(account) is not None


async def learn_name(core: Core, account: Account, name: str) -> None:
    """Note what an account's person is called now. Somebody who was forgotten meanwhile stays so."""
    async with core.store.work() as work:
        await work.people.call(account, name)


async def nameless(core: Core, platform: str, after: int, most: int) -> list[tuple[PersonId, Account]]:
    """Those who are known by what was read later, or whose name could not be learnt when they wrote."""
    async with core.store.work() as work:
        return await work.people.nameless(platform, after, most)
