"""A workspace that the bot was removed from: it rests, one word to each organiser, and it goes on."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.errors import InstallationGone
from bot.library.library import Library
from bot.practice.lost_installation import installed, note_installation_lost
from bot.practice.receive import receive
from bot.practice.set_up import Wish, add_channel
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import EVERYONE, Member, Stage, first_day

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
def ana(stage: Stage) -> Member:
    return stage.member("Ana")


async def back(stage: Stage) -> bool:
    stage.platform.lost = ""
    return await installed(stage.house.core, "fake", "T1", "A workspace")


async def states(stage: Stage, kind: str) -> list[str]:
    async with stage.house.core.store.engine.begin() as connection:
        rows = await connection.execute(text("select state from deliveries where kind = :k"), {"k": kind})
        return list(rows.scalars())


async def test_nothing_is_posted_and_nobodys_streak_suffers(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await stage.happens(stage.platform.loses())
    await stage.at("Thu 12:00")
    stage.said_nothing_else()
    async with stage.house.core.store.work() as work:
        assert await work.groups.channels([stage.group]) == []

    assert await back(stage)
    assert not await back(stage)
    await stage.at("Fri 09:00")

    stage.tells(EVERYONE, "Scenario “")
    stage.tells(stage.member("Lou"), "I can speak to “Mornings” on Fake again.")
    stage.tells(ana, "Debrief of")
    await ana.says(ANSWER + " Again.", on="Fri")
    await ana.types("streak")
    stage.tells(ana, "2")
    stage.is_silent_to(stage.member("Lou"))


async def test_a_refused_call_is_how_it_is_found_out(stage: Stage, ana: Member) -> None:
    stage.platform.lost = "The token was revoked."
    await ana.says(ANSWER)
    await stage.at("Tue 09:00")
    await stage.at("Wed 09:00")
    async with stage.house.core.store.work() as work:
        it = await work.installations.named("fake", "T1")
    assert it is not None
    assert it.lost_reason == "The token was revoked."
    assert await states(stage, "installation lost") == ["pending"]
    stage.said_nothing_else()

    await back(stage)
    await stage.settle()
    stage.tells(ana, "Debrief of")
    stage.tells(stage.member("Lou"), "I can speak to “Mornings” on Fake again.")
    stage.said_nothing_else()


async def test_late_news_of_an_uninstall_undo_no_install(stage: Stage) -> None:
    lost = stage.platform.loses()
    stage.clock.forward(minutes=1)
    await back(stage)
    await stage.happens(lost)
    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “")


async def test_it_is_noted_once_however_often_it_is_told(stage: Stage) -> None:
    lost = stage.platform.loses()
    for happening in (lost, lost, replace(lost, source=stage.platform.source())):
        await stage.happens(happening)
    await note_installation_lost(stage.house.core, "fake", "T1", "Again.")
    await note_installation_lost(stage.house.core, "fake", "T9", "Never heard of.")
    assert await states(stage, "installation lost") == ["pending"]


async def test_a_fake_that_is_lost_refuses_like_a_platform(stage: Stage) -> None:
    stage.platform.loses()
    with pytest.raises(InstallationGone):
        await stage.platform.publish(stage.platform.seen[0].place, stage.platform.seen[0].card, "again")


async def test_an_organiser_on_two_platforms_is_told_at_once_on_the_other(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> None:
    other = FakePlatform(clock, name="other", installation_ref="G1")
    async with wired(database_url, Parts((Chat(platform), Chat(other)), clock, library=library)) as house:
        stage = await first_day(house, clock, platform)
        lou = stage.member("Lou")
        elsewhere = other.account("lou-there")
        wish = Wish("Mornings", "other", "G1", "den", elsewhere, "Europe/Berlin")
        await add_channel(house.core, stage.group, wish)
        async with house.core.store.engine.begin() as connection:
            await connection.execute(
                text(
                    "insert into identities (person_id, platform, scope, external_ref, installation_ref,"
                    " met_at) values (:p, 'other', 'G1', 'lou-there', 'G1', :now)"
                ),
                {"p": await lou.id(), "now": clock.now()},
            )

        await receive(house.core, platform.loses("The app was uninstalled."))
        await stage.settle()

        (told,) = other.told(elsewhere)
        assert "I can't speak to “Mornings” on Fake. The app was uninstalled." in told.text  # type: ignore[union-attr]
        clock.at(stage.instant("Tue 09:00").isoformat())
        await house.settle()
        assert len(other.in_channel("den")) == 1
        assert len(platform.in_channel("study")) == 1
