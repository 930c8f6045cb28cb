"""A channel that is gone, and one that came back."""

import pytest

from adapters.main import House
from bot.domain.cards import Card
from bot.errors import ChannelGone, RetryLater
from bot.ports import InChannel, Place, Published
from bot.practice.post_daily import post_due
from bot.practice.set_up import Wish, add_channel
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage, first_day


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    """Monday, nine o'clock, in a group that posts in two channels."""
    stage = await first_day(house, clock, platform)
    await add_channel(house.core, stage.group, wish_for(stage, "second"))
    return stage


def wish_for(stage: Stage, channel: str) -> Wish:
    platform = stage.platform
    organiser = stage.member("Lou").account
    return Wish("Mornings", platform.name, platform.installation_ref, channel, organiser, stage.zone)


def posted(stage: Stage) -> tuple[int, int]:
    return len(stage.platform.in_channel(CHANNEL)), len(stage.platform.in_channel("second"))


async def test_a_channel_that_is_gone_is_not_tried_again_until_it_is_set_up_again(stage: Stage) -> None:
    await stage.at("Tue 09:00")
    assert posted(stage) == (2, 1)
    await stage.happens(stage.platform.closes("second"))
    stage.platform.gone.clear()
    await stage.at("Wed 09:00")
    assert posted(stage) == (3, 1)
    await add_channel(stage.house.core, stage.group, wish_for(stage, "second"))
    await stage.at("Thu 09:00")
    assert posted(stage) == (4, 2)


@pytest.mark.parametrize(("back_at", "posts"), [("Tue 15:09", 2), ("Tue 15:11", 1)])
async def test_a_post_that_was_planned_in_time_has_ten_minutes_to_be_sent(
    stage: Stage, back_at: str, posts: int
) -> None:
    """Six hours late is in time, and a platform that is slow just then makes it no later."""
    stage.clock.at(stage.instant("Tue 15:00").isoformat())
    await post_due(stage.house.core)
    stage.platform.before_landing.extend([RetryLater("The platform is slow.")] * 2)
    await stage.settle()
    assert posted(stage) == (1, 0)
    await stage.at(back_at)
    assert posted(stage) == (posts, posts - 1)


async def test_late_news_of_a_closing_close_no_channel_that_was_opened_since(stage: Stage) -> None:
    """A platform sends again what was not acknowledged: minutes later, or hours."""
    late = stage.platform.closes("second")
    stage.clock.forward(minutes=1)
    await stage.happens(stage.platform.closes("second"))
    stage.platform.gone.clear()
    stage.clock.forward(minutes=1)
    await add_channel(stage.house.core, stage.group, wish_for(stage, "second"))

    await stage.happens(late)
    await stage.at("Tue 09:00")

    assert posted(stage) == (2, 1)


async def test_a_post_that_was_refused_closes_no_channel_that_was_opened_since(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = FakePlatform.publish

    async def slow(it: FakePlatform, place: Place, card: Card, key: str) -> Published:
        if place != InChannel(it.installation_ref, "second"):
            return await publish(it, place, card, key)
        stage.clock.forward(seconds=5)
        await add_channel(stage.house.core, stage.group, wish_for(stage, "second"))
        monkeypatch.undo()
        raise ChannelGone("It was gone when I asked.")

    monkeypatch.setattr(FakePlatform, "publish", slow)
    await stage.at("Tue 09:00")
    await stage.at("Wed 09:00")

    assert posted(stage) == (3, 1)
