"""A question that a model put into words: what it costs, when it isn't asked, and how it is taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import PacketCard, QuestionCard
from bot.domain.grader_mode import GraderMode
from bot.domain.round import Question, Round
from bot.grading.by_model.ladder import Ladder
from bot.interviewing.by_model import ModelInterviewer
from bot.library.library import Library
from bot.practice.forget import forget_person
from bot.practice.switch_grader import set_mode
from bot.testing import FakeClock
from tests.fakes.candidates.wording_model import TOOK, WordingModel
from tests.integration.rounds.said import ONE, TWO, to_the_end
from tests.integration.rounds_stage import SCENARIO, Candidate

PIECE = "a family whose piano stands in the rain"


@pytest.fixture
def model(library: Library) -> WordingModel:
    return WordingModel([library.get(SCENARIO)], [lambda given: given.fair])


@pytest.fixture
async def ana(candidate: Callable[[str], Candidate], model: WordingModel) -> Candidate:
    """In her first turn, before an interviewer with a model."""
    ana = candidate("Ana")
    ana.core = replace(ana.core, interviewer=ModelInterviewer(Ladder(model, None, FakeClock())))
    await ana.begins()
    await ana.settle()
    return ana


async def says(ana: Candidate, words: str) -> None:
    await ana.says(words)
    await ana.done()
    await ana.settle()


async def questions(ana: Candidate, of: Round | None = None) -> list[Question]:
    async with ana.house.core.store.work() as work:
        return [turn.question for turn in await work.rounds.turns(of or await ana.round())]


def shown(ana: Candidate) -> list[str]:
    return [seen.card.ask for seen in ana.told() if isinstance(seen.card, QuestionCard)]


async def spent(ana: Candidate) -> int:
    async with ana.house.core.store.work() as work:
        return await work.spending.since(ana.group, ana.clock.now() - timedelta(hours=1))


async def test_it_is_asked_in_words_that_go_back_to_what_was_said(ana: Candidate, library: Library) -> None:
    await says(ana, ONE)
    asked = (await questions(ana))[1]
    assert shown(ana)[1] == asked.ask
    assert PIECE in asked.ask
    assert asked.worded_by == "wording"
    assert asked.scripted in {one.ask for one in library.get(SCENARIO).follow_ups}
    assert await spent(ana) == TOOK.cost_micros


async def test_a_deletion_takes_all_of_it_back(ana: Candidate) -> None:
    await says(ana, ONE)
    scripted = (await questions(ana))[1].scripted
    await ana.deletes(ana.said[0])
    await ana.settle()
    asked = (await questions(ana))[1]
    assert (asked.ask, asked.worded_by, asked.scripted) == (scripted, "", "")
    await ana.house.settle()
    assert shown(ana)[1] == scripted


async def test_so_does_the_deletion_of_words_that_it_does_not_quote(ana: Candidate) -> None:
    """A model had read them too: nobody can tell what of them is in its question."""
    await ana.says("The examiners are two women whose names I won't give to anybody here.")
    await says(ana, ONE)
    asked = (await questions(ana))[1]
    assert PIECE in asked.ask
    await ana.deletes(ana.said[0])
    await ana.settle()
    assert (await questions(ana))[1].ask == asked.scripted


async def test_what_was_said_after_it_leaves_it_alone(ana: Candidate) -> None:
    await says(ana, ONE)
    await says(ana, TWO)
    before = await questions(ana)
    assert before[1].worded_by
    await ana.deletes(ana.said[1])
    await ana.settle()
    assert (await questions(ana))[1] == before[1]
    assert (await questions(ana))[2].worded_by == ""


@pytest.mark.parametrize("mode", [GraderMode.OFFLINE, GraderMode.SHADOW])
async def test_a_grader_that_is_not_trusted_words_nothing(
    ana: Candidate, model: WordingModel, mode: GraderMode
) -> None:
    ana.core = replace(ana.core, fallback=ana.core.grader)
    await set_mode(ana.core, mode, "an operator", "a test")
    await says(ana, ONE)
    assert (await questions(ana))[1].worded_by == ""
    assert model.asked == []


async def test_without_money_its_author_asks(ana: Candidate, model: WordingModel) -> None:
    async with ana.house.core.store.work() as work:
        await work.spending.set_cap(ana.group, TOOK.cost_micros)
    await says(ana, ONE)
    ana.core = replace(ana.core, fallback=ana.core.grader)
    await says(ana, TWO)
    first, second = (await questions(ana))[1:3]
    assert (bool(first.worded_by), second.worded_by) == (True, "")
    assert len(model.asked) == 1


async def test_who_is_forgotten_leaves_no_word_in_it(ana: Candidate) -> None:
    await says(ana, ONE)
    it, scripted = await ana.round(), (await questions(ana))[1].scripted
    async with ana.house.core.store.work() as work:
        await work.people.join(it.group, it.person, ana.clock.now())
    await forget_person(ana.house.core, it.person)
    asked = (await questions(ana, it))[1]
    assert (asked.ask, asked.worded_by, asked.scripted) == (scripted, "", "")


async def test_the_packet_says_which_questions_a_model_worded(ana: Candidate) -> None:
    await to_the_end(ana)
    packet = next(seen.card for seen in ana.told() if isinstance(seen.card, PacketCard))
    assert ["in the words of wording" in asked for asked in packet.asked] == [False, True, True]


async def test_where_words_go_is_said_before_the_first_of_them(candidate: Callable[[str], Candidate]) -> None:
    """Also to somebody who has met no card in a channel."""
    ben, told = (
        candidate("Ben"),
        "Answers are read by the model clerk (http://127.0.0.1:9/v1); no name goes along.",
    )
    ben.core = replace(ben.core, read_by=told)
    await ben.begins()
    await ben.settle()
    await says(ben, ONE)
    first, second = (seen.card for seen in ben.told() if isinstance(seen.card, QuestionCard))
    assert told in first.notes
    assert told not in second.notes
