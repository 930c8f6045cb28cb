"""What a round sends: each card under a key of its own, once, and at a platform's own pace."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.cards import Card, PacketCard
from bot.domain.round import State
from bot.errors import ChannelGone, RetryLater
from bot.ports import Place, Published
from bot.practice.rounds.advance import advance_round
from bot.testing import FakePlatform
from tests.integration.rounds.said import ONE
from tests.integration.rounds_stage import Candidate


async def test_no_two_cards_of_a_round_share_a_key(ana: Candidate) -> None:
    """Or one of them would be taken for the other, and not be sent."""
    ana.grader.away = True
    for _ in range(3):
        await ana.waits(minutes=10)
        await ana.says(ONE)
        await ana.done()
        await ana.settle()
    ana.grader.away = False
    await ana.waits(hours=1)
    assert await ana.states() == [State.CONCLUDED]
    keys = [seen.key for seen in ana.told()]
    assert len(keys) == len(set(keys)) == len(["question", "nudge"] * 3 + ["packet", "verdict"])


async def test_the_parting_word_has_a_key_of_its_own(ana: Candidate) -> None:
    await ana.waits(minutes=10)
    await ana.waits(hours=24)
    it = await ana.round()
    assert [seen.key for seen in ana.told()] == [
        f"round-{it.id}-1",
        f"round-{it.id}-1-nudge",
        f"round-{it.id}-parting",
    ]


async def test_a_card_that_landed_unnoticed_is_not_sent_again(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.stops()
    ana.platform.after_landing.append(RetryLater("The reply was lost.", timedelta(seconds=90)))
    await ana.settle()
    assert isinstance(ana.packet(), PacketCard)
    assert await ana.states() == [State.CONCLUDED]


async def test_a_platform_that_asks_for_time_gets_it(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.stops()
    await ana.step()
    assert (await ana.round()).state is State.PACKING
    asked_at, pause = ana.clock.now(), timedelta(minutes=7)
    ana.platform.before_landing.append(RetryLater("Slower, please.", pause))
    it = await ana.round()
    await advance_round(ana.core, it.id)
    for early in (timedelta(minutes=2), timedelta(minutes=4)):
        ana.clock.instant = asked_at + early
        await advance_round(ana.core, it.id)
    assert not any(isinstance(seen.card, PacketCard) for seen in ana.told())
    ana.clock.instant = asked_at + pause
    await advance_round(ana.core, it.id)
    assert isinstance(ana.packet(), PacketCard)


async def test_a_conversation_that_is_gone_ends_the_round(ana: Candidate) -> None:
    await ana.waits(minutes=9)
    ana.platform.before_landing.append(ChannelGone("There is no such conversation."))
    await ana.waits(minutes=1)
    assert await ana.states() == [State.OVER]
    assert len(ana.told()) == 1


async def test_an_account_that_is_gone_ends_the_round(ana: Candidate) -> None:
    it = await ana.round()
    async with ana.store.engine.begin() as connection:
        await connection.execute(text("delete from identities where person_id = :p"), {"p": it.person})
    ana.clock.forward(minutes=10)
    await advance_round(ana.core, it.id)
    await advance_round(ana.core, it.id)
    async with ana.store.engine.connect() as connection:
        found = await connection.execute(text("select state, ending from rounds"))
        assert tuple(found.one()) == ("over", "shut out")


async def test_whoever_stopped_and_could_not_be_reached_has_stopped(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.stops()
    ana.platform.closed_to.add("Ana")
    await ana.settle()
    card = await ana.stops()
    assert isinstance(card, PacketCard)
    assert "You stopped" in card.notes[0]


async def test_a_nudge_says_nothing_of_when_the_question_was_asked(ana: Candidate) -> None:
    async def asked_at() -> object:
        async with ana.house.core.store.work() as work:
            return (await work.rounds.turns(await ana.round()))[0].asked_at

    before = await asked_at()
    await ana.waits(minutes=10)
    assert len(ana.told()) == 2
    assert await asked_at() == before


async def test_a_platform_that_never_answers_keeps_no_worker(
    ana: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(_platform: FakePlatform, _place: Place, _card: Card, _key: str) -> Published:
        await asyncio.Event().wait()
        raise AssertionError

    await ana.says(ONE)
    await ana.stops()
    await ana.step()
    it = await ana.round()
    impatient = replace(ana.core, timings=replace(ana.core.timings, network=0.05))
    with monkeypatch.context() as patched:
        patched.setattr(FakePlatform, "publish", hangs)
        sending = asyncio.create_task(advance_round(impatient, it.id))
        gave_up, _ = await asyncio.wait({sending}, timeout=20)
        assert gave_up, "it would have waited for ever"
        assert sending.exception() is None
        assert not [seen for seen in ana.told() if isinstance(seen.card, PacketCard)]
    await ana.settle()
    assert isinstance(ana.packet(), PacketCard)
