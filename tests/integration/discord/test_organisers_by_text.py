"""Discord guards the slash command alone: what it's kept for isn't had by writing the same words."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.group import Role
from bot.practice.set_up import Wish, add_channel, set_up_group
from bot.testing import FakeClock
from tests.contract.discord_seen import earlier
from tests.fakes.discord.interaction import COMMAND
from tests.fakes.discord.refusal import NotPossible
from tests.fakes.discord.server import Channel, Member
from tests.fakes.discord_doing import fills, may_organise, types
from tests.fakes.discord_typed import raw_data
from tests.integration.discord.faults_stage import ADAS, Study, a_study

REFUSED = "A message is not enough for that"
FOUNDING = ("setup 09:00 Europe/Berlin", "setup", "share K7QP-2MXR")


@pytest.fixture
async def study(database_url: str, clock: FakeClock) -> AsyncIterator[Study]:
    async with a_study(database_url, clock) as study:
        yield study


def somewhere(study: Study) -> Channel:
    with earlier(study.clock):
        return study.discord.channel(study.place.guild, "general")


async def writes(study: Study, member: Member, where: Channel, words: str) -> str:
    """What comes of it by direct message."""
    before = len(study.discord.said(study.discord.direct(member)))
    await study.discord.posts(member, where, words)
    await study.wired.finished(study.discord)
    return "\n".join(one.words for one in study.discord.said(study.discord.direct(member))[before:])


async def asks(study: Study, member: Member, words: str, where: Channel | None = None) -> str:
    return await study.reads(
        await types(study.discord, member, where or study.channel, f"debrief-admin {words}")
    )


async def role(study: Study, member: Member) -> Role | None:
    async with study.house.core.store.work() as work:
        person = await work.people.known(study.place.account(member.name))
        found = await work.people.member(study.group, person) if person else None
        return found.role if found else None


async def nobody_organises(study: Study) -> None:
    async with study.house.core.store.work() as work:
        for each in await work.people.members(study.group, role=Role.ORGANISER):
            await work.people.set_role(study.group, each.person, Role.MEMBER)


@pytest.mark.parametrize("line", FOUNDING)
async def test_no_group_is_begun_by_a_message(study: Study, line: str) -> None:
    general = somewhere(study)
    assert REFUSED in await writes(study, study.ada, general, f"/debrief-admin {line}")
    assert await study.sql("select external_ref from channels") == [(study.channel.id,)]


async def test_no_group_is_begun_in_a_thread_of_a_channel_kept_for_news(study: Study) -> None:
    with earlier(study.clock):
        news = study.discord.channel(study.place.guild, "news", kind="announcement")
    everyone = study.place.guild.roles[study.place.guild.id]
    study.discord.permits(news, everyone, deny=("send_messages",), allow=("send_messages_in_threads",))
    thread = await study.discord.opens_thread(study.lou, news, "release talk")
    assert REFUSED in await writes(study, study.ada, thread, "/debrief-admin setup 09:00 Europe/Berlin")
    assert await study.sql("select external_ref from channels") == [(study.channel.id,)]


async def test_no_group_is_taken_over_by_a_message(study: Study) -> None:
    await study.posted()
    await study.writes(study.ada, ADAS)
    await nobody_organises(study)
    assert REFUSED in await writes(study, study.ada, study.channel, "/debrief-admin setup")
    assert await role(study, study.ada) is Role.MEMBER
    assert "You organise this group now." in await asks(study, study.ada, "setup")


async def test_organisers_may_write_what_they_may_type(study: Study) -> None:
    assert "Changed" in await writes(study, study.lou, study.channel, "/debrief-admin setup 10:00")


async def test_the_form_that_comes_by_direct_message_opens_whatever_else_its_reader_organises(
    study: Study,
) -> None:
    with earlier(study.clock):
        evenings = study.discord.channel(study.place.guild, "evenings")
    wish = Wish("Evenings", "discord", study.place.guild.id, evenings.id, study.place.account("Lou"), "UTC")
    await set_up_group(study.house.core, wish)
    assert "As it stands" in await writes(study, study.lou, study.channel, "/debrief-admin setup")
    shown = [it for it in study.discord.said(study.discord.direct(study.lou)) if it.buttons][-1]
    opened = await study.discord.presses(study.lou, shown, shown.buttons[0])
    filled = await fills(study.discord, study.lou, opened, {"name": "Early birds"})
    await study.discord.presses(study.lou, filled.message, filled.message.buttons[-1])
    await study.wired.finished(study.discord)
    assert sorted(await study.sql("select name from groups")) == [("Early birds",), ("Evenings",)]


async def test_in_direct_messages_it_is_offered_to_nobody_and_organisers_may_write_it(study: Study) -> None:
    lou, ada = (study.discord.direct(one) for one in (study.lou, study.ada))
    may_organise(study.discord, study.lou)
    with pytest.raises(NotPossible):
        await study.discord.types_command(study.lou, lou, "debrief-admin pause")
    line = "/debrief-admin pause"
    assert "You are in no study group yet." in await writes(study, study.ada, ada, line)
    assert "`/debrief-admin resume` posts again" in await writes(study, study.lou, lou, line)


async def test_who_manages_the_server_takes_a_group_over(study: Study) -> None:
    boss = study.place.member("Boss")
    assert "`/debrief-admin setup` in its channel makes you one of them" in await asks(study, boss, "pause")
    assert "You organise this group now." in await asks(study, boss, "setup")
    assert "`/debrief-admin resume` posts again" in await asks(study, boss, "pause")
    assert (await role(study, boss), await role(study, study.lou)) == (Role.ORGANISER, Role.ORGANISER)


async def test_who_may_merely_use_the_command_takes_nothing_over(study: Study) -> None:
    """A server's settings can give the command to anybody."""
    await study.posted()
    await study.writes(study.ada, ADAS)
    for words in ("pause", "setup"):
        line = f"debrief-admin {words}"
        outcome = await study.discord._asks(
            study.ada, study.channel, COMMAND, raw_data(line), app=study.discord.app, name=line
        )
        assert "Only this group's organisers can do that" in await study.reads(outcome)
    assert await role(study, study.ada) is Role.MEMBER


async def test_a_group_of_another_server_is_not_taken_over(study: Study) -> None:
    with earlier(study.clock):
        guild = study.discord.guild("Elsewhere")
        study.discord.install(study.place.app, guild)
        there, boss = study.discord.channel(guild, "guests"), study.discord.member(guild, "Boss")
    wish = Wish("", "discord", guild.id, there.id, study.place.account("Lou"), "Europe/Berlin")
    await add_channel(study.house.core, study.group, wish)
    may_organise(study.discord, boss)
    assert "Only this group's organisers can do that" in await asks(study, boss, "setup", there)
    async with study.house.core.store.work() as work:
        (organiser,) = await work.people.members(study.group, role=Role.ORGANISER)
    assert organiser.name == "Lou"
