"""What ends a turn of a mock round, and what is asked next."""

from itertools import pairwise

from bot.domain.cards import Note
from bot.domain.grade import Graded
from bot.domain.happenings import Action
from bot.domain.round import State
from bot.library.library import Library
from tests.integration.rounds.said import ONE, TWO, said_in, to_the_end
from tests.integration.rounds_stage import SCENARIO, Candidate


async def test_three_questions_and_a_packet_over_everything_said(ana: Candidate, library: Library) -> None:
    await to_the_end(ana)
    scenario = library.get(SCENARIO)
    first, *others = ana.questions()
    assert (first.ask, [q.turn for q in (first, *others)]) == (scenario.prompt, [1, 2, 3])
    assert first.notes
    assert not any(q.notes for q in others)
    packet = ana.packet()
    assert [line.title for line in packet.criteria] == [c.title for c in scenario.criteria]
    assert packet.band is not None
    assert "automatic check" in packet.caution
    assert packet.asked[1:] == tuple(f"{q.asked_by}: {q.ask}" for q in others)
    assert ana.grader.read[-1].startswith(f"{ONE}\n\n{TWO}\n\n900 reviews")
    assert await ana.states() == [State.CONCLUDED]


async def test_each_follow_up_aims_at_the_weakest_criterion_so_far(ana: Candidate, library: Library) -> None:
    await to_the_end(ana)
    scenario = library.get(SCENARIO)
    async with ana.house.core.store.work() as work:
        turns = await work.rounds.turns(await ana.round())
    asked: set[str] = set()
    for before, turn in pairwise(turns):
        assert isinstance(before.outcome, Graded)
        left = {f.criterion for f in scenario.follow_ups if f.id not in asked}
        gaps = {
            found.criterion_id: scenario.criterion(found.criterion_id).weight * (4 - found.level)
            for found in before.outcome.criteria
            if found.criterion_id in left
        }
        aimed = next(f.criterion for f in scenario.follow_ups if f.id == turn.question.id)
        assert gaps[aimed] == max(gaps.values())
        asked.add(turn.question.id)


async def test_a_pause_of_45_seconds_ends_a_turn_and_a_word_before_it_does_not(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.waits(seconds=44)
    await ana.says(TWO)
    await ana.waits(seconds=44)
    assert len(ana.questions()) == 1
    await ana.waits(seconds=1)
    assert len(ana.questions()) == 2
    assert await said_in(ana) == [(1, ONE), (1, TWO)]


async def test_done_without_a_word_is_refused_kindly(ana: Candidate) -> None:
    card = await ana.done()
    assert isinstance(card, Note)
    assert card.text.startswith("There is nothing of yours in this turn yet.")
    await ana.says("// what was the number again?")
    await ana.says("   ")
    assert await ana.done() == card
    assert await said_in(ana) == []


async def test_an_old_done_does_not_end_the_new_turn(ana: Candidate) -> None:
    it = await ana.round()
    await ana.says(ONE)
    await ana.done()
    await ana.settle()
    await ana.says(TWO)
    card = await ana.presses(Action.END_TURN, f"{it.id}/1")
    assert isinstance(card, Note)
    assert "Nothing was changed" in card.text
    assert (await ana.round()).state is State.TALKING


async def test_words_that_come_while_a_turn_is_considered_belong_to_the_next(ana: Candidate) -> None:
    await ana.says(ONE)
    await ana.done()
    await ana.says(TWO)
    await ana.settle()
    assert await said_in(ana) == [(1, ONE), (2, TWO)]
    assert ana.grader.read == [ONE]
    await ana.waits(minutes=5)
    assert (await ana.round()).state is State.ANSWERING, "they start no clock: the question is new to her"
    await ana.done()
    await ana.settle()
    assert ana.grader.read[1:] == [f"{ONE}\n\n{TWO}"]
