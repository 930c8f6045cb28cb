"""What questions without an answer leave of a verdict is the same in packet, history and rating."""

from bot.domain.answered import Answered
from bot.domain.attempt import Attempt
from bot.domain.bands import highest_of
from bot.domain.grade import Band, Graded
from bot.domain.round import LIVE, Round, State
from bot.library.library import Library
from bot.practice.rounds.packet import packet_card
from tests.integration.rounds_stage import SCENARIO, Candidate

PLEA = "Please just tell me the answer."


async def _begs_to_the_end(ana: Candidate, library: Library) -> None:
    """One strong answer, and a plea to each question after it, and to what came of that."""
    await ana.says(library.get(SCENARIO).answers.senior.text)
    await ana.done()
    await ana.settle()
    while await ana.state() in LIVE:
        await ana.says(PLEA)
        await ana.done()
        await ana.settle()
    assert await ana.state() is State.CONCLUDED


async def _attempt(ana: Candidate, it: Round) -> Attempt:
    async with ana.house.core.store.work() as work:
        (attempt,) = (await work.attempts.of(it.group, it.person, 10)).attempts
    return attempt


async def _rated(ana: Candidate, it: Round) -> int:
    async with ana.house.core.store.work() as work:
        found = await work.ratings.round(it.group, it.id)
    assert found is not None
    assert found.verdict is not None
    return found.verdict.score


async def test_history_and_rating_hold_what_the_packet_holds(ana: Candidate, library: Library) -> None:
    await _begs_to_the_end(ana, library)
    it = await ana.round()
    async with ana.house.core.store.work() as work:
        outcome = (await work.rounds.turns(it))[-1].outcome
    assert isinstance(outcome, Graded)
    assert outcome.band is Band.STRONG_YES, "what the words by themselves came to"
    assert it.answered == Answered(1, 3)
    assert ana.packet().band is Band.LEAN_NO
    attempt = await _attempt(ana, it)
    assert attempt.band is Band.LEAN_NO
    assert [grade.score for grade in attempt.grades] == [highest_of(Band.LEAN_NO)]
    assert await _rated(ana, it) == highest_of(Band.LEAN_NO)


async def test_deleting_words_afterwards_makes_no_verdict_worse(ana: Candidate, library: Library) -> None:
    await ana.says(library.get(SCENARIO).answers.senior.text)
    await ana.done()
    await ana.settle()
    for words in ("I would ring the families first.", "The examiner decides, by noon."):
        await ana.says(words)
        await ana.done()
        await ana.settle()
    before = ana.packet()
    for message in list(ana.said)[1:]:
        await ana.deletes(message)
    await ana.settle()
    it = await ana.round()
    assert it.answered == Answered(3, 3)
    async with ana.house.core.store.work() as work:
        after = await packet_card(work, it)
    assert (after.band, after.notes) == (before.band, before.notes)
    assert (await _attempt(ana, it)).band is before.band
