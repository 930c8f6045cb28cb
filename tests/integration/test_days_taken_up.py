"""A day whose scenario stood nowhere because the bot wasn't in the channel: it's got back while it lasts."""

import pytest

from bot.domain.cards import ScenarioCard
from bot.practice.set_up import Wish, add_channel
from tests.conversation.stage import CHANNEL, EVERYONE, Stage

COMES = "Today's scenario could be posted nowhere at its time: it comes within a minute."


async def kicked(stage: Stage, *, told: bool) -> None:
    """Out of the channel before Tuesday's post; the platform says so, or the post finds out."""
    stage.platform.gone.add(CHANNEL)
    if told:
        await stage.happens(stage.platform.closes(CHANNEL))
    await stage.at("Tue 09:00")
    stage.tells(stage.member("Lou"), "I can't post in a channel of “Mornings”: I'm not in it")
    stage.said_nothing_else()


@pytest.mark.parametrize("told", [True, False])
async def test_setup_brings_the_day_back(stage: Stage, *, told: bool) -> None:
    lou = stage.member("Lou")
    await kicked(stage, told=told)
    await stage.at("Tue 11:00")
    stage.platform.gone.clear()
    await lou.types("setup", admin=True)
    stage.tells(lou, f"I post in this channel again. {COMES}")
    stage.tells(EVERYONE, "Posted late: I was away. The deadline is the usual one.")
    card = stage.posts["Tue"].card
    assert card.deadline == stage.instant("Wed 09:00")
    await lou.types("post-now", admin=True)
    stage.tells(lou, "Today has had its post or its skip")

    await stage.member("Ana").says("I would stop it and read what it told them all last week.", on="Tue")
    await stage.at("Wed 09:00")
    stage.tells(stage.member("Ana"), "Debrief of “")
    stage.tells(EVERYONE, "Scenario “")
    stage.said_nothing_else()
    assert stage.posts["Wed"].card.title not in (card.title, stage.posts["Mon"].card.title)


@pytest.mark.parametrize("told", [True, False])
async def test_post_now_brings_channel_and_day_back_however_late(stage: Stage, *, told: bool) -> None:
    lou = stage.member("Lou")
    await kicked(stage, told=told)
    await stage.at("Tue 20:00")
    stage.platform.gone.clear()
    await lou.types("post-now", admin=True)
    stage.tells(lou, "Today's scenario is on its way")
    stage.tells(EVERYONE, "Scenario “")
    assert stage.posts["Tue"].card.deadline == stage.instant("Wed 09:00")
    await stage.at("Wed 09:00")
    stage.tells(EVERYONE, "Scenario “")
    stage.said_nothing_else()


async def test_setup_hours_later_leaves_it_to_the_organiser(stage: Stage) -> None:
    lou = stage.member("Lou")
    await kicked(stage, told=True)
    await stage.at("Tue 15:30")
    stage.platform.gone.clear()
    await lou.types("setup", admin=True)
    stage.tells(lou, "I post in this channel again.")
    stage.said_nothing_else()
    assert COMES not in stage.heard[lou.ref][-1]
    await lou.types("post-now", admin=True)
    stage.tells(lou, "Today's scenario is on its way")
    stage.tells(EVERYONE, "Scenario “")


async def test_a_day_that_is_over_stays_lost(stage: Stage) -> None:
    await kicked(stage, told=True)
    await stage.at("Wed 08:59")
    stage.platform.gone.clear()
    lou = stage.member("Lou")
    await lou.types("setup", admin=True)
    stage.tells(lou, "I post in this channel again.")
    await stage.at("Wed 09:00")
    stage.tells(EVERYONE, "Scenario “")
    stage.said_nothing_else()


async def test_a_day_that_was_meant_to_rest_does(stage: Stage) -> None:
    await kicked(stage, told=True)
    lou = stage.member("Lou")
    await lou.types("skip today", admin=True)
    stage.tells(lou, "No post on Tuesday 31 March")
    stage.platform.gone.clear()
    await lou.types("setup", admin=True)
    stage.tells(lou, "I post in this channel again.")
    stage.said_nothing_else()


async def test_another_channel_does_as_well(stage: Stage) -> None:
    await kicked(stage, told=True)
    platform, lou = stage.platform, stage.member("Lou").account
    place = (platform.name, platform.installation_ref, "second")
    assert await add_channel(stage.house.core, stage.group, Wish("Mornings", *place, lou, stage.zone))
    await stage.settle()
    assert len(platform.in_channel("second")) == 1


async def test_what_had_landed_before_the_bot_was_removed_is_not_posted_twice(stage: Stage) -> None:
    """The receipt was lost, and the bot was out when it came to look for the post."""
    lou = stage.member("Lou")
    stage.platform.after_landing.append(TimeoutError())
    await stage.at("Tue 09:00")
    stage.platform.gone.add(CHANNEL)
    await stage.at("Tue 09:10")
    stage.platform.gone.clear()
    await lou.types("post-now", admin=True)
    cards = [seen.card for seen in stage.platform.in_channel(CHANNEL)]
    assert len([card for card in cards if isinstance(card, ScenarioCard)]) == 2
