"""A workspace that the bot was removed from: it rests, one word to each organiser, and it goes on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.errors import InstallationGone, RetryLater
from bot.ports import Published
from bot.practice.lost_installation import installed, note_installation_lost
from bot.practice.receive import receive
from bot.practice.set_up import Wish, add_channel
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, EVERYONE, Member, Stage, first_day

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


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
    await note_installation_lost(stage.house.core, "fake", "T1", "Again.", stage.clock.now())
    await note_installation_lost(stage.house.core, "fake", "T9", "Never heard of.", stage.clock.now())
    assert await states(stage, "installation lost") == ["pending"]


async def test_a_call_that_began_before_the_newest_install_ends_nothing(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its token was refused, and meanwhile there is another."""
    core, tuesday = stage.house.core, stage.instant("Tue 09:00")
    await installed(core, "fake", "T1", "A workspace")

    async def slow(*_given: object) -> Published:
        stage.clock.forward(seconds=5)
        await installed(core, "fake", "T1", "A workspace")
        monkeypatch.undo()
        raise InstallationGone("The token was revoked.")

    monkeypatch.setattr(FakePlatform, "publish", slow)
    await ana.says(ANSWER)
    await stage.at("Mon 09:20")
    assert await states(stage, "installation lost") == []

    # A minute later, not an hour: nothing is lost there.
    await stage.at("Mon 09:22")
    stage.tells(ana, "Debrief of")
    await note_installation_lost(core, "fake", "T1", "It was refused.", stage.clock.now() - timedelta(days=1))
    stage.clock.at(tuesday.isoformat())
    await stage.settle()
    stage.tells(EVERYONE, "Scenario “")
    stage.said_nothing_else()


async def test_a_fake_that_is_lost_refuses_like_a_platform(stage: Stage) -> None:
    stage.platform.loses()
    with pytest.raises(InstallationGone):
        await stage.platform.publish(stage.platform.seen[0].place, stage.platform.seen[0].card, "again")


async def test_an_organiser_on_two_platforms_is_told_at_once_on_the_other(
    database_url: str, clock: FakeClock, platform: FakePlatform, parts: Parts
) -> None:
    other = FakePlatform(clock, name="other", installation_ref="G1")
    async with wired(database_url, replace(parts, chats=(Chat(platform), Chat(other)))) as house:
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


async def test_the_word_of_return_promises_no_silence_that_todays_card_breaks(stage: Stage) -> None:
    """The card's own call is how the loss was found out; it's tried again once the bot is back."""
    stage.platform.lost = "The token was revoked."
    await stage.at("Tue 09:00")
    stage.said_nothing_else()
    await back(stage)
    await stage.at("Tue 10:30")

    stage.tells(EVERYONE, "Posted late: I was away.")
    stage.tells(stage.member("Lou"), "A scenario that was due shortly before I came back may still come")


async def test_the_word_of_return_asks_to_be_invited_where_the_bot_is_in_no_channel(stage: Stage) -> None:
    """An app that was uninstalled and comes back is in no channel any more."""
    lou = stage.member("Lou")
    await stage.happens(stage.platform.loses())
    await stage.at("Tue 12:00")
    stage.platform.gone.add(CHANNEL)
    await back(stage)
    await stage.settle()
    (told,) = stage.unread[lou.ref]
    assert "come at their usual time" not in told
    stage.tells(
        lou, "But I'm in no channel of it any more, so no scenario comes until you invite me there again"
    )
    assert "invite me there again, as you would a member" in told
    await stage.at("Wed 09:00")
    stage.said_nothing_else()

    stage.platform.gone.clear()
    await lou.types("setup", admin=True)
    stage.tells(lou, "I post in this channel again. Today's scenario could be posted nowhere")
    stage.tells(EVERYONE, "Scenario “")
    stage.said_nothing_else()


async def test_a_channel_of_several_that_is_lacking_is_told(stage: Stage) -> None:
    lou, platform = stage.member("Lou"), stage.platform
    place = (platform.name, platform.installation_ref, "second")
    await add_channel(stage.house.core, stage.group, Wish("Mornings", *place, lou.account, stage.zone))
    await stage.happens(platform.loses())
    platform.gone.add("second")
    await back(stage)
    await stage.settle()
    stage.tells(lou, "I'm not in all of its channels any more.")
    platform.gone.clear()
    await stage.at("Tue 09:00")
    assert len(platform.in_channel("second")) == 0
    stage.tells(EVERYONE, "Scenario “")


async def test_the_word_of_return_waits_for_a_platform_that_cannot_say(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_of: object) -> None:
        raise RetryLater("The chat is away.")

    await stage.happens(stage.platform.loses())
    monkeypatch.setattr(FakePlatform, "check_home", away)
    await back(stage)
    await stage.settle()
    stage.said_nothing_else()
    monkeypatch.undo()
    stage.clock.forward(minutes=2)
    await stage.settle()
    stage.tells(stage.member("Lou"), "those after it come at their usual time.")
