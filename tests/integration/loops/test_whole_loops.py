"""A company loop from its first round to the committee's packet, today or over days."""

from datetime import timedelta

from bot.domain.cards import Note, PacketCard
from bot.domain.happenings import Action
from bot.domain.loop_states import LoopState
from tests.integration.loops.stage import Looper


async def test_a_loop_today_offers_each_round_by_a_button_and_ends_with_the_committee(ana: Looper) -> None:
    begun = await ana.types("mock full two today")
    assert isinstance(begun, Note)
    assert "Loop two" in begun.text
    await ana.plays()
    between = ana.last()
    assert "Round 1 of 2 is over. The interviewers write separately" in between.text
    assert [button.label for button in between.buttons] == ["Begin round 2", "End the loop"]
    assert await ana.loop_states() == [LoopState.OFFERED]
    await ana.goes_on()
    await ana.plays()
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    (packet,) = ana.packets()
    assert packet.title.startswith("The committee: ")
    assert [seen.key.split("-", 2)[2] for seen in ana.of_loops()][:3] == ["1-over", "2-over", "packet-1"]


async def test_no_interviewers_packet_is_shown_while_the_loop_runs(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    await ana.goes_on()
    await ana.plays()
    assert not any(isinstance(seen.card, PacketCard) for seen in ana.told())
    first = ana.questions()[0].buttons[0].subject
    again = await ana.presses(Action.STOP_ROUND, first.split("/")[0])
    assert not isinstance(again, PacketCard)


async def test_mock_alone_begins_the_next_round_too(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    await ana.types("mock")
    await ana.settle()
    assert ana.rounds_begun() == 2
    asked = {card.scenario for card in ana.questions()}
    assert len(asked) == 2, "no scenario comes twice"


async def test_a_loop_over_days_brings_the_next_round_at_nine_where_its_member_lives(ana: Looper) -> None:
    await ana.types("settings zone Asia/Tokyo")
    await ana.types("mock full two days")
    await ana.plays()
    assert "09:00" in ana.last().text
    assert await ana.loop_states() == [LoopState.RESTING]
    began = ana.clock.now()
    seen = len(ana.told())
    while len(ana.told()) == seen:
        await ana.waits(minutes=1)
        assert ana.clock.now() - began < timedelta(hours=37)
    assert (ana.clock.now() + timedelta(hours=9)).strftime("%H:%M") == "09:00"
    assert "Round 2 of 2" in ana.last().text
    await ana.goes_on()
    await ana.plays()
    assert await ana.loop_states() == [LoopState.CONCLUDED]


async def test_over_days_the_next_round_may_begin_at_once(ana: Looper) -> None:
    await ana.types("mock full two days")
    await ana.plays()
    await ana.types("mock")
    await ana.plays()
    assert await ana.loop_states() == [LoopState.CONCLUDED]


async def test_where_interviewers_disagree_a_bar_raiser_is_offered_and_played(ana: Looper) -> None:
    await ana.types("mock full three today")
    await ana.plays("444444444")
    await ana.goes_on()
    await ana.plays("444444444")
    await ana.goes_on()
    await ana.plays("000000000")
    assert await ana.loop_states() == [LoopState.MORE_OFFERED]
    assert "Your interviewers disagree." in ana.last().text
    assert not ana.packets()
    await ana.types("mock bar-raiser")
    await ana.plays("444444444")
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    assert "Bar raiser" in str(ana.packets()[0].sections)


async def test_each_round_is_asked_by_whoever_leads_it_also_what_takes_up_a_claim(ana: Looper) -> None:
    await ana.types("mock full three today")
    await ana.settle()
    await ana.says("I would stop it at 9, and keep to that for as long as levels 444444444 hold")
    await ana.done()
    for levels in ("444444444", "444444444", "000000000"):
        await ana.plays(levels)
        if (await ana.loop()).has_more:
            await ana.goes_on()
    await ana.types("mock bar-raiser")
    await ana.plays("444444444")
    opened = [card.asked_by for card in ana.questions() if card.turn == 1]
    assert opened == ["Interviewer 1", "Interviewer 2", "Interviewer 3", "Bar raiser"]
    assert "Interviewer" not in {card.asked_by for card in ana.questions()}
    taken_up = [card for card in ana.questions() if "the case round" in card.ask.lower()]
    assert [card.asked_by for card in taken_up] == ["Bar raiser"]


async def test_a_bar_raiser_may_be_declined_or_left(ana: Looper) -> None:
    await ana.types("mock full three today")
    for levels in ("444444444", "444444444", "000000000"):
        await ana.plays(levels)
        if (await ana.loop()).has_more:
            await ana.goes_on()
    declined = await ana.ends()
    assert declined == Note("As you like: no further round. The committee's packet is on its way.")
    await ana.settle()
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    assert len(ana.packets()) == 1


async def test_a_bar_raiser_whose_question_was_seen_and_left_comes_no_more(ana: Looper) -> None:
    await ana.types("mock full three today")
    for levels in ("444444444", "444444444", "000000000"):
        await ana.plays(levels)
        if (await ana.loop()).has_more:
            await ana.goes_on()
    await ana.goes_on()
    await ana.settle()
    await ana.stops()
    await ana.settle()
    assert await ana.loop_states() == [LoopState.CONCLUDED]
    (packet,) = ana.packets()
    assert "Round 4, Bar raiser: not attended." in str(packet.sections)
    assert not packet.closing


async def test_a_bar_raiser_left_for_three_days_is_done_without(ana: Looper) -> None:
    await ana.types("mock full three today")
    for levels in ("444444444", "444444444", "000000000"):
        await ana.plays(levels)
        if (await ana.loop()).has_more:
            await ana.goes_on()
    await ana.waits(days=3)
    assert await ana.loop_states() == [LoopState.CONCLUDED]


async def test_where_they_agree_no_bar_raiser_is_offered(ana: Looper) -> None:
    await ana.types("mock full three today")
    for _ in range(3):
        await ana.plays()
        if (await ana.loop()).has_more:
            await ana.goes_on()
    assert await ana.loop_states() == [LoopState.CONCLUDED]


async def test_the_packet_is_shown_again_on_a_word(ana: Looper) -> None:
    nothing = await ana.types("mock full packet")
    assert isinstance(nothing, Note)
    await ana.types("mock full two")
    await ana.plays()
    await ana.goes_on()
    await ana.plays()
    assert await ana.types("mock full packet") == ana.packets()[0]
