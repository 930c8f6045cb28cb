"""An answer from beside the thread: offered wherever its author can see it, and read where it stands."""

from datetime import timedelta

import pytest

from adapters.main import House
from bot.domain.happenings import Action
from bot.ports import InChannel, Whispered
from bot.practice.catch_up import catch_up
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.cards import a_scenario
from tests.contract.stage import Stage, words_of
from tests.contract.test_daily_story import direct_to, kept_text, posted_day

BESIDE = (
    "I would stop automatic refusals within the hour, call the claimants back, and read with two of the "
    "people who decide what it refused last week."
)
OFFER = "Use this as my answer"


async def test_an_offer_reaches_whoever_takes_no_direct_messages_once(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    await stage.close_direct_messages(ana)

    await receive(staged_house.core, await stage.says(ana, BESIDE))
    await staged_house.settle()
    named = direct_to(stage, ana).account
    shown = await stage.shown(Whispered(stage.installation_ref, stage.channel_ref, None, named))
    for _ in range(2):
        card = await receive(staged_house.core, await stage.types(ana, "/debrief help"))
        assert card is not None
        shown.append(words_of(card))

    assert sum(OFFER in text for text in shown) == 1


@pytest.mark.parametrize("where", ["the channel", "another thread"])
async def test_an_answer_from_elsewhere_is_marked_there_and_stays(
    staged_house: House, clock: FakeClock, stage: Stage, where: str
) -> None:
    _, post, _ = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    channel = InChannel(stage.installation_ref, stage.channel_ref)
    elsewhere = await stage.platform.publish(channel, a_scenario("Of old."), "another-card")
    thread = elsewhere.thread_ref if where == "another thread" else None
    message = await stage.says(ana, BESIDE, thread)
    await receive(staged_house.core, message)
    await staged_house.settle()

    subject = f"{post.id}/{stage.channel_ref}/{message.at.message_ref}"
    await receive(staged_house.core, await stage.presses(ana, Action.USE_AS_ANSWER, subject))
    await staged_house.settle()
    clock.forward(minutes=5)
    await misses(staged_house, clock, stage)

    assert await kept_text(staged_house, post, ana) == BESIDE
    assert await stage.is_marked(message.at)
    await stage.deletes(message)
    await misses(staged_house, clock, stage)
    assert not await kept_text(staged_house, post, ana)


async def misses(house: House, clock: FakeClock, stage: Stage) -> None:
    """Five minutes, which are made up for."""
    since = clock.now() - timedelta(minutes=1)
    clock.forward(minutes=5)
    await catch_up(house.core, stage.platform.name, stage.installation_ref, since)
