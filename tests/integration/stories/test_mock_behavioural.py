"""`/debrief mock behavioural`, as a member with a story plays it, over the scenarios written for it."""

import pytest

from adapters.main import House
from bot.domain.cards import PacketCard, QuestionCard
from bot.library.library import Library, for_rounds, load, shipped
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day
from tests.integration.stories.telling import NIGHT, keeps, kept, lines, types
from tests.integration.typed_in_chat import ANSWER


@pytest.fixture(scope="module")
def library() -> Library:
    return load([shipped(), for_rounds()])


@pytest.fixture
async def ana(house: House, clock: FakeClock, platform: FakePlatform) -> Member:
    stage = await first_day(house, clock, platform)
    member = stage.member("Ana")
    await member.says(ANSWER)
    return member


def told(stage: Stage) -> list[object]:
    return [*stage.platform.told(stage.member("Ana").account)]


async def test_a_story_is_brought_up_told_and_noted(ana: Member) -> None:
    stage = ana.stage
    await keeps(ana)
    await ana.types("mock behavioural")
    (first,) = [card for card in told(stage) if isinstance(card, QuestionCard)]
    assert "You keep “Night calls” in your story bank; tell another one if it's fresher." in first.notes

    await ana.says_directly(NIGHT.whole)
    await ana.presses("Stop")
    (packet,) = [card for card in told(stage) if isinstance(card, PacketCard)]
    (story,) = await kept(ana)
    assert (story.told_band, story.told_at is not None) == (packet.band, True)
    assert f"told Mon 30 Mar 2026, {packet.band}" in lines(await types(ana, "stories"))
