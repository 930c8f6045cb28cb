"""Servers come and go, and so do their channels; what Discord can't reach for a while is read later."""

import pytest

from bot.domain.happenings import ChannelClosed, InstallationLost
from tests.fakes.discord.faults import EventFault, status
from tests.integration.discord.hear_stage import MORE, WORDS, Day, comes_true, listening, until


async def test_a_server_that_invites_the_bot_is_known(day: Day) -> None:
    there = day.server.guild("Lynx Study")
    day.server.install(day.app, there)
    async with listening(day):
        joined = day.server.guild("Otter Study")
        day.server.install(day.app, joined)
        await day.dealt_with()
    assert (await day.is_lost(there), await day.is_lost(joined)) == (False, False)


async def test_what_is_known_already_is_no_news(day: Day) -> None:
    async with listening(day):
        await day.dealt_with()
    async with day.house.core.store.work() as work:
        it = await work.installations.named("discord", day.guild.id)
    assert it is not None
    assert it.installed_at is not None
    assert it.installed_at < day.clock.now()


async def test_a_server_that_removes_the_bot_is_lost_and_found_again(day: Day) -> None:
    async with listening(day):
        await day.server.removes_app(day.guild)
        await day.dealt_with()
        assert await day.is_lost()
        assert [type(it) for it in day.gate.took] == [InstallationLost]

        day.clock.forward(minutes=5)
        day.server.install(day.app, day.guild)
        await day.dealt_with()
        assert not await day.is_lost()
        day.clock.forward(minutes=5)
        await day.server.removes_app(day.guild)
        await day.dealt_with()
        assert await day.is_lost()


async def test_a_server_that_removed_the_bot_while_nothing_ran_is_lost(day: Day) -> None:
    await day.server.removes_app(day.guild)
    async with listening(day):
        await day.dealt_with()
        await comes_true(day.is_lost, "it is lost")


async def test_a_server_that_isnt_named_is_asked_for_before_it_is_given_up(day: Day) -> None:
    await day.server.removes_app(day.guild)
    day.server.faults.call("GET /guilds/{}", status(503), times=50)
    async with listening(day):
        await until(lambda: day.server.faults.met("GET /guilds/{}"), "it is asked for")
        await day.dealt_with()
        assert await day.is_lost() is False


async def test_an_outage_is_no_farewell_and_what_was_written_is_read_afterwards(day: Day) -> None:
    async with listening(day):
        await day.server.fails(day.guild)
        await day.dealt_with()
        assert await day.is_lost() is False
        day.clock.forward(minutes=1)
        day.server.faults.event("MESSAGE_CREATE", EventFault(lost=True))
        await day.answers()
        day.clock.forward(minutes=1)
        await day.server.recovers(day.guild)

        async def kept() -> bool:
            return await day.kept() == WORDS

        await comes_true(kept, "it was read")
        await day.answers(MORE)
        await day.dealt_with()
        assert await day.kept() == f"{WORDS}\n\n{MORE}"


async def test_a_server_that_is_away_when_it_begins_is_read_when_it_is_back(day: Day) -> None:
    async with listening(day):
        await comes_true(day.heard_at, "that it's heard is written down")
    await day.server.fails(day.guild)
    day.clock.forward(minutes=1)
    async with listening(day):
        day.clock.forward(minutes=1)
        day.server.faults.event("MESSAGE_CREATE", EventFault(lost=True))
        await day.answers()
        day.clock.forward(minutes=1)
        await day.server.recovers(day.guild)

        async def kept() -> bool:
            return await day.kept() == WORDS

        await comes_true(kept, "it was read")


@pytest.mark.parametrize("way", ["deleted", "hidden"])
async def test_a_channel_that_goes_is_told_and_can_be_told_again(day: Day, way: str) -> None:
    async with listening(day):
        if way == "deleted":
            await day.server.deletes_channel(day.practice)
        else:
            day.server.permits(day.practice, day.guild.everyone, deny=["view_channel"])
        await day.dealt_with()
    (closed,) = day.gate.took
    assert isinstance(closed, ChannelClosed)
    assert (closed.source.installation_ref, closed.channel_ref) == (day.guild.id, day.practice.id)
    async with day.house.core.store.engine.connect() as connection:
        found = await connection.exec_driver_sql("select count(*) from channels where gone_at is not null")
        assert found.scalar_one() == 1


async def test_an_event_of_a_server_that_cant_be_read_stops_nothing(day: Day) -> None:
    other = day.server.guild("Otter Study")
    day.server.faults.event(
        "GUILD_CREATE",
        EventFault(malformed={"id": None}),
    )
    async with listening(day):
        day.server.install(day.app, other)
        await day.answers()
        await day.dealt_with()
        assert await day.kept() == WORDS
    assert await day.is_lost(other) is None
