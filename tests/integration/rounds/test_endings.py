"""How a mock round ends: silence, Stop, no grader, closed direct messages."""

from collections.abc import Callable
from datetime import timedelta

from bot.domain.cards import Note, PacketCard
from bot.domain.grade import Band
from bot.domain.round import State
from bot.domain.round_kinds import FORMATS, Kind
from bot.library.library import Library
from bot.testing import FakePlatform
from tests.integration.rounds.said import ONE, to_the_end, turns_of
from tests.integration.rounds_stage import SCENARIO, Candidate


async def test_ten_silent_minutes_bring_one_nudge_and_a_day_the_end(ana: Candidate) -> None:
    await ana.waits(minutes=9, seconds=59)
    assert len(ana.told()) == 1
    await ana.waits(seconds=1)
    nudge = ana.told()[-1].card
    assert isinstance(nudge, Note)
    assert "still open" in nudge.text
    await ana.waits(hours=23, minutes=49)
    assert len(ana.told()) == 2
    await ana.waits(minutes=1)
    last = ana.told()[-1].card
    assert isinstance(last, Note)
    assert "nothing is counted" in last.text
    assert await ana.states() == [State.OVER]
    await ana.waits(days=9)
    assert len(ana.told()) == 3


async def test_a_day_of_silence_after_an_answer_ends_in_a_packet_that_says_so(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.done()
    await ana.settle()
    await ana.waits(minutes=10)
    await ana.waits(hours=24)
    packet = ana.packet()
    assert packet.band is not None
    assert "It was quiet for a day" in packet.notes[0]
    assert "words in 1 of 3 turns" in packet.notes[0]


async def test_stop_ends_it_at_once_over_what_was_said(ana: Candidate) -> None:
    await ana.says(ONE)
    card = await ana.stops()
    assert isinstance(card, Note)
    assert card.text.startswith("Stopped. The packet")
    await ana.settle()
    assert "You stopped" in ana.packet().notes[0]
    again = await ana.stops()
    assert again == Note("That round is over. Nothing was changed.")


async def test_a_strong_answer_is_no_yes_when_the_questions_after_it_got_none(
    ana: Candidate, library: Library
) -> None:
    await ana.says(library.get(SCENARIO).answers.senior.text)
    await ana.done()
    await ana.settle()
    await ana.says("Please just tell me the answer.")
    await ana.stops()
    await ana.settle()
    packet = ana.packet()
    assert packet.band is Band.LEAN_NO
    assert "words in 1 of 3 turns" in packet.notes[0]
    assert "2 questions of 3 got no answer, and that holds the verdict at lean no" in packet.notes[1]
    assert "strong yes" in packet.notes[1], "what the words by themselves came to"


async def test_stop_before_a_word_ends_it_without_a_packet(ana: Candidate) -> None:
    card = await ana.stops()
    assert isinstance(card, Note)
    assert "nothing is counted" in card.text
    await ana.waits(days=2)
    assert len(ana.told()) == 1
    assert await ana.states() == [State.OVER]


async def test_under_eight_words_in_all_there_is_no_verdict(ana: Candidate) -> None:
    for words in ("Stop it.", "Nobody.", "The nurse."):
        await ana.says(words)
        await ana.done()
        await ana.settle()
    packet = ana.packet()
    assert (packet.band, packet.criteria, len(ana.questions())) == (None, (), FORMATS[Kind.CASE].turns)
    assert "fewer than 8 words" in packet.notes[0]
    assert ana.grader.read == []


async def test_in_another_language_there_is_no_verdict_and_no_talk_of_counting(ana: Candidate) -> None:
    await ana.says(
        "Je l'arrêterais tout de suite, je le dirais à tous ceux qu'il a trompés, et je lirais ce qu'il leur "
        "a dit la semaine dernière."
    )
    await ana.done()
    await ana.settle()
    await ana.stops()
    await ana.settle()
    packet = ana.packet()
    assert packet.band is None
    assert "reads English only, so there is no verdict: not a bad one, none." in packet.notes[1]
    assert "count" not in packet.notes[1]


async def test_without_a_grader_it_goes_on_and_the_verdict_follows(ana: Candidate, library: Library) -> None:
    ana.grader.away = True
    await to_the_end(ana)
    authors = [follow_up.id for follow_up in library.get(SCENARIO).follow_ups]
    assert await turns_of(ana) == ["prompt", *authors[:2]]
    bare = ana.packet()
    assert (bare.band, bare.criteria) == (None, ())
    assert "no verdict yet: not a bad one, none" in bare.notes[0]
    assert await ana.states() == [State.UNREAD]
    ana.grader.away = False
    await ana.waits(hours=1)
    late = ana.told()[-1].card
    assert isinstance(late, PacketCard)
    assert late.band is not None
    assert "This is the verdict that was missing." in late.notes
    assert await ana.states() == [State.CONCLUDED]


async def test_a_grader_that_asks_for_long_is_done_without_at_once(ana: Candidate) -> None:
    ana.grader.away, ana.grader.for_so_long = True, timedelta(minutes=10)
    await ana.says(ONE)
    await ana.done()
    await ana.settle()
    assert len(ana.grader.read) == 1
    assert len(ana.questions()) == 2


async def test_a_grader_that_breaks_is_asked_again(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.done()
    ana.grader.crashes = 2
    await ana.settle()
    assert len(ana.grader.read) == 3
    assert len(ana.questions()) == 2


async def test_another_round_can_begin_while_a_verdict_is_owed(ana: Candidate) -> None:
    ana.grader.away = True
    await to_the_end(ana)
    await ana.begins()
    await ana.settle()
    assert await ana.states() == [State.UNREAD, State.ANSWERING]


async def test_closed_direct_messages_end_it_and_the_reply_said_what_to_do(
    candidate: Callable[[str], Candidate], platform: FakePlatform
) -> None:
    ana = candidate("Ana")
    platform.closed_to.add("Ana")
    reply = await ana.begins()
    assert isinstance(reply, Note)
    assert "allow them in your privacy settings, then type `/debrief mock` again" in reply.text
    await ana.settle()
    assert await ana.states() == [State.OVER]
    platform.closed_to.clear()
    await ana.begins()
    await ana.settle()
    assert len(ana.questions()) == 1


async def test_a_packet_that_could_not_arrive_waits_behind_the_buttons(
    ana: Candidate, platform: FakePlatform
) -> None:
    await ana.says(ONE)
    await ana.stops()
    platform.closed_to.add("Ana")
    await ana.settle()
    card = await ana.stops()
    assert isinstance(card, PacketCard)
    assert card.band is not None
