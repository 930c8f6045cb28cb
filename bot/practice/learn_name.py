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


async def learn_nick(core: Core, account: Account, nick: str, installation_ref: str) -> bool:
    """The same where accounts have a name of their own in each server. False for no member of a group there.

    A person has one name, on the boards of all their groups. What they are called in one server is no other
    server's business, so with groups in several it is the account's own.
    """
    async with core.store.work() as work:
        person = await work.people.known(account)
        groups = await work.people.groups_of(person) if person else []
        here = await work.groups.installation(account.platform, installation_ref) if groups else None
        if here is None:
            return False
        served = [await work.groups.served_by(group, here) for group in groups]
        if any(served):
            await work.people.call(account, nick if nick and all(served) else account.name)
        return any(served)


async def nameless(core: Core, platform: str, after: int, most: int) -> list[tuple[PersonId, Account]]:
    """Those who are known by what was read later, or whose name could not be learnt when they wrote."""
    async with core.store.work() as work:
        return await work.people.nameless(platform, after, most)
