"""A name that was learnt stands on boards; one of somebody who is being forgotten is not brought back."""

import asyncio

from sqlalchemy import text

from adapters.main import House
from bot.domain.happenings import Account
from bot.practice.forget import forget_person, forget_within
from bot.practice.learn_name import learn_name, nameless, takes_part
from bot.practice.lost_installation import installed, note_installation_lost
from bot.testing import FakeClock, FakePlatform
from tests.fakes.lock_waits import waits_for_a_lock
from tests.integration.slack.heard_stage import comes_true


async def names(house: House) -> list[str]:
    async with house.core.store.engine.connect() as connection:
        found = await connection.execute(text("select name from persons order by id"))
        return list(found.scalars())


async def met(house: House, account: Account) -> None:
    async with house.core.store.work() as work:
        await work.people.recognise(account, account.scope, house.core.clock.now())


async def test_a_name_is_learnt_and_learnt_anew(house: House, platform: FakePlatform) -> None:
    ana = Account(platform.name, "T1", "U1")
    assert not await takes_part(house.core, ana)
    await learn_name(house.core, ana, "Ana")
    assert await names(house) == []

    await met(house, ana)
    assert await takes_part(house.core, ana)
    for name in ("Ana", "Ana", "Ana \x00M."):
        await learn_name(house.core, ana, name)

    assert await names(house) == ["Ana M."]


async def test_whoever_has_no_name_is_found_where_a_platform_can_be_asked(
    house: House, platform: FakePlatform
) -> None:
    accounts = [Account(platform.name, "T1", f"U{number}") for number in range(4)]
    await installed(house.core, platform.name, "T1", "A workspace")
    for account in (*accounts, Account("other", "T1", "U9")):
        await met(house, account)
    await learn_name(house.core, accounts[1], "Ana")

    first = await nameless(house.core, platform.name, 0, 2)
    rest = await nameless(house.core, platform.name, first[-1][0], 2)

    assert [account for _, account in (*first, *rest)] == [accounts[0], accounts[2], accounts[3]]
    await note_installation_lost(house.core, platform.name, "T1", "Gone.", house.core.clock.now())
    assert await nameless(house.core, platform.name, 0, 2) == []


async def test_somebody_who_is_forgotten_meanwhile_stays_so(
    house: House, platform: FakePlatform, clock: FakeClock
) -> None:
    ana = Account(platform.name, "T1", "U1")
    await met(house, ana)
    async with house.core.store.work() as work:
        person = await work.people.known(ana)
    assert person is not None

    await forget_person(house.core, person)
    await learn_name(house.core, ana, "Ana")

    assert await names(house) == [""]


async def test_a_name_that_is_learnt_while_its_owner_is_forgotten_is_not_kept(
    house: House, platform: FakePlatform
) -> None:
    """Whoever learns it waits for whoever forgets, and finds no account then."""
    ana = Account(platform.name, "T1", "U1", "ana")
    await met(house, ana)
    async with house.core.store.work() as work:
        person = await work.people.known(ana)
        assert person is not None
        await forget_within(house.core, work, person, listed=False)
        learning = asyncio.create_task(learn_name(house.core, ana, "Ana"))
        await comes_true(lambda: waits_for_a_lock(house.core.store.engine), "it waits")

    await learning

    assert await names(house) == [""]
