"""Whose words are whose, and what nobody may see yet."""

import pytest

from adapters.main import House
from bot.domain.cards import Note, SheetCard
from bot.domain.happenings import Action
from bot.library.layout import flowing
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage, first_day

ANSWER = "I would stop the automatic refusals first and call back everyone who was refused since."
BESIDE = f"{ANSWER} Then I would price both sides for the CFO and let her choose by noon today."


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


async def text_of(stage: Stage, ref: str) -> list[str]:
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await stage.member(ref).id())
        return [part.text for part in await work.messages.parts(stage.group, answer.id)] if answer else []


async def test_nobody_takes_out_anothers_message(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    said = await ana.says(ANSWER)
    await bo.says(ANSWER.replace("refusals", "payments"))
    await stage.happens(stage.platform.takes(said, out=True, by=bo.account))
    assert await text_of(stage, "Ana") == [ANSWER]
    await stage.happens(stage.platform.takes(said, out=True))
    assert await text_of(stage, "Ana") == []


async def test_nobody_hands_in_anothers_message(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    await bo.says(ANSWER)
    beside = await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    subject = f"{stage.posts['Mon'].id}/{CHANNEL}/{beside.at.message_ref}"
    press = stage.platform.press(bo.account, Action.USE_AS_ANSWER, subject)
    said = await receive(stage.house.core, press)
    assert "isn't yours" in repr(said)
    assert await text_of(stage, "Bo") == [ANSWER]


async def test_the_senior_answer_is_shown_after_the_deadline_and_not_before(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.presses("Grade me")
    title = stage.posts["Mon"].card.title
    scenarios = stage.house.core.library.scenarios.values()
    senior = next(s for s in scenarios if s.title == title).answers.senior.text
    senior = flowing(senior)
    button = next(b for b in stage.posts["Mon"].card.buttons if b.action is Action.MY_DEBRIEF)
    before = await receive(stage.house.core, stage.platform.presses(ana.account, button))
    assert senior not in getattr(before, "senior", senior)
    await stage.at("Tue 09:01")
    after = await receive(stage.house.core, stage.platform.presses(ana.account, button))
    assert getattr(after, "senior", "") == senior


async def test_after_the_deadline_it_is_shown_to_whoever_did_not_answer_too(stage: Stage) -> None:
    bo = stage.member("Bo")
    card = stage.posts["Mon"].card
    scenarios = stage.house.core.library.scenarios.values()
    senior = next(s for s in scenarios if s.title == card.title).answers.senior.text
    button = next(b for b in card.buttons if b.action is Action.MY_DEBRIEF)
    press = stage.platform.presses(bo.account, button)
    before = await receive(stage.house.core, press)
    assert isinstance(before, Note)
    assert before.text.startswith("I have no answer of yours.")
    await stage.at("Tue 09:01")
    after = await receive(stage.house.core, press)
    assert isinstance(after, SheetCard)
    assert after.title == "What a senior answer said"
    (section,) = after.sections
    assert section.heading == card.title
    assert "\n\n".join(section.lines) == flowing(senior)
    assert after.closing.startswith("There is no answer of yours to this scenario.")
