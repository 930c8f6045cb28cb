"""Who is asked whether a message beside the thread is their answer, and who is left in peace."""

import pytest

from adapters.main import House
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
BESIDE = f"{ANSWER} Then I would price both sides for the CFO and let her choose by noon today."


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
def ana(stage: Stage) -> Member:
    return stage.member("Ana")


async def test_whoever_has_answered_is_not_asked(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.is_silent_to(ana)
    await stage.at("Mon 09:30")
    stage.tells(ana, "Debrief of")
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.is_silent_to(ana)


async def test_whoever_answered_yesterday_is_asked_today(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    await stage.at("Tue 09:00")
    stage.tells(ana, "Debrief of")
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.tells(ana, "Use this as my answer?")


async def test_an_offer_is_made_once_a_day(stage: Stage, ana: Member) -> None:
    for _ in range(3):
        await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.tells(ana, "Use this as my answer?")
    stage.is_silent_to(ana)
