"""What somebody is called in one server is that server's business; boards of others don't show it."""

from collections.abc import AsyncIterator

import pytest

from bot.testing import FakeClock
from tests.fakes.discord_doing import fills, types
from tests.integration.discord.faults_stage import ADAS, BENS
from tests.integration.discord.two_servers import Two, two_servers

NICK = "Ada of the Widows' Circle"


@pytest.fixture
async def two(database_url: str, clock: FakeClock) -> AsyncIterator[Two]:
    async with two_servers(database_url, clock) as two:
        await two.posted()
        yield two


async def named(two: Two) -> str:
    """What Ada is called on boards."""
    await two.settled()
    account = two.near.account("Ada")
    ((name,),) = await two.study.sql(
        "select p.name from persons p join identities i on i.person_id = p.id"
        f" where i.external_ref = '{account.ref}'"
    )
    return str(name)


async def test_the_name_in_the_groups_own_server_counts(two: Two) -> None:
    ada = two.study.ada
    await two.says(ada, two.study.thread, ADAS)
    assert await named(two) == "Ada"
    ada.nick = NICK
    await two.says(ada, two.study.thread, "And then I would sleep on it.")
    assert await named(two) == NICK
    ada.nick = ""
    await two.says(ada, two.study.thread, "Or I would not sleep at all.")
    assert await named(two) == "Ada"


async def test_it_counts_for_whoever_sends_a_form_alone(two: Two) -> None:
    ada = two.study.ada
    ada.nick = NICK
    opened = await two.study.discord.presses(ada, two.study.cards()[-1], "Answer privately")
    await fills(two.study.discord, ada, opened, {"answer": ADAS})
    assert await named(two) == NICK


async def test_a_name_in_another_server_is_not_learnt(two: Two) -> None:
    ada = two.study.ada
    await two.says(ada, two.study.thread, ADAS)
    elsewhere = two.member("Ada", of=ada)
    elsewhere.nick = NICK
    thread = await two.study.discord.opens_thread(elsewhere, two.channel, "How are we today?")
    await two.says(elsewhere, thread, "Hello all.")
    await types(two.study.discord, elsewhere, two.channel, "debrief help")
    assert await named(two) == "Ada"


async def test_with_groups_in_two_servers_it_is_the_accounts_own(two: Two) -> None:
    ada = two.study.ada
    ada.nick = NICK
    await two.says(ada, two.study.thread, ADAS)
    assert await named(two) == NICK
    elsewhere = two.member("Ada", of=ada)
    elsewhere.nick = "Ada of the Otters"
    await two.says(elsewhere, two.study.discord.threads(two.channel)[0], BENS)
    assert await named(two) == "Ada"
