"""Each kind of round goes by its own format: who asks, how often, for how long."""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.domain.cards import Note, SheetCard
from bot.domain.interview import TWIST
from bot.domain.round import MOST_OF_A_TURN, State
from bot.domain.round_kinds import FORMATS, Format, Kind, Move
from bot.library.library import Library
from bot.practice.receive import receive
from bot.practice.rounds.words import ASKED_BACK, TAKEN
from bot.testing import FakePlatform
from tests.integration.rounds.said import ONE, TWO, everything_written, turns_of
from tests.integration.rounds_stage import SCENARIO, Candidate

ANSWERS = (
    ONE,
    TWO,
    "900 reviews today: those refused twice come first, and the examiner gets a list.",
    "If the replay shows the same refusals with the old photos, compression isn't the cause.",
    "Each adjuster gets the photo as it was sent, and signs with a name.",
    "We tell every family by phone before Friday, in their own language.",
)


async def played(it: Candidate, kind: Kind) -> None:
    await it.begins(kind)
    await it.settle()
    for words in ANSWERS:
        if await it.state() is State.CONCLUDED:
            break
        await it.says(words)
        await it.done()
        await it.settle()


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_round_of_any_kind_ends_in_a_packet_over_its_questions(
    candidate: Callable[[str], Candidate], library: Library, kind: Kind
) -> None:
    ana, form = candidate("Ana"), FORMATS[kind]
    await played(ana, kind)
    asked = ana.questions()
    most = 1 + len(library.get(SCENARIO).follow_ups)
    assert len(asked) == min(form.turns, most + (Move.TWIST in form.moves))
    assert [q.turn for q in asked] == list(range(1, len(asked) + 1))
    assert {q.turns for q in asked} == {form.turns}
    assert await ana.states() == [State.CONCLUDED]
    assert len(ana.packet().asked) == len(asked)
    assert ((await turns_of(ana)).count(TWIST)) == (Move.TWIST in form.moves)
    ran_out = [note for note in ana.packet().notes if note.startswith("There was nothing left to ask")]
    assert bool(ran_out) == (len(asked) < form.turns)


async def test_questions_that_run_out_end_it_cleanly(candidate: Callable[[str], Candidate]) -> None:
    ana = candidate("Ana")
    scenario = ana.core.library.get(SCENARIO)
    four = scenario.model_copy(update={"follow_ups": scenario.follow_ups[:4]})
    ana.core = replace(ana.core, library=Library(MappingProxyType({SCENARIO: four})))
    await played(ana, Kind.RAPID_FIRE)
    assert len(ana.questions()) == 5
    assert "There was nothing left to ask after question 5 of 6." in ana.packet().notes
    assert await ana.states() == [State.CONCLUDED]


async def test_time_ends_it_after_the_turn_in_which_it_runs_out(
    candidate: Callable[[str], Candidate],
) -> None:
    ana, form = candidate("Ana"), FORMATS[Kind.BEHAVIOURAL]
    await ana.begins(Kind.BEHAVIOURAL)
    await ana.settle()
    for words in ANSWERS[: form.time // MOST_OF_A_TURN + 1]:
        ana.clock.forward(minutes=9)  # before the nudge
        await ana.says(words)
        for _ in range(15):  # and never quiet for long
            ana.clock.forward(seconds=44)
            await ana.says("And I would write that down.")
        await ana.done()
        await ana.settle()
    assert len(ana.questions()) == 3
    assert "Time was up: 45 minutes of talking, at question 3 of 5." in ana.packet().notes
    assert await ana.states() == [State.CONCLUDED]


async def test_a_question_back_is_answered_and_counts_as_no_turn(ana: Candidate, library: Library) -> None:
    for words in ("How many families were refused?", "What would you say?", ONE):
        await ana.says(words)
        await ana.done()
        await ana.settle()
    first, answer, no, second = ana.questions()
    assert "My question still stands" in answer.ask
    assert no.ask.startswith("That stays with you, I'm afraid")
    assert [q.turn for q in (first, answer, no, second)] == [1, 1, 1, 2]
    verbs = [q.heading.split()[-1] for q in (first, answer, no, second)]
    assert verbs == ["asks", "answers", "answers", "asks"]
    assert len(ana.grader.read) == 1, "nothing is graded for a question back"
    assert await turns_of(ana) == ["prompt", "clarify-1", "clarify-2", second_id(library, second.ask)]
    assert (await ana.round()).question == 2


async def test_done_on_a_question_back_promises_its_answer_and_no_next_question(ana: Candidate) -> None:
    await ana.says("How many families were refused?")
    assert await ana.done() == ASKED_BACK
    await ana.settle()
    await ana.says(ONE)
    assert await ana.done() == TAKEN


def second_id(library: Library, ask: str) -> str:
    return next(f.id for f in library.get(SCENARIO).follow_ups if ask.endswith(f.ask))


async def test_a_question_back_in_the_last_turn_doesnt_end_the_round(ana: Candidate) -> None:
    for words in (ONE, TWO, "Who decides on the compression?", ANSWERS[2]):
        await ana.says(words)
        await ana.done()
        await ana.settle()
    assert [q.turn for q in ana.questions()] == [1, 2, 3, 3]
    assert len(ana.packet().asked) == 3
    assert await ana.states() == [State.CONCLUDED]


async def test_deleted_words_leave_the_question_that_went_back_to_them(
    ana: Candidate, library: Library
) -> None:
    strong = library.get(SCENARIO).answers.strong.text
    said = await ana.says(strong)
    await ana.done()
    await ana.settle()
    quoted = ana.questions()[1]
    assert "You said \u201c" in quoted.ask
    quote = quoted.ask.split("\u201c")[1].split("\u201d")[0].rstrip("\u2026")
    assert quote in strong
    await ana.deletes(said)
    assert quote not in await everything_written(ana)
    async with ana.house.core.store.work() as work:
        asked = (await work.rounds.turns(await ana.round()))[1].question
    assert (asked.quote, asked.ask in quoted.ask) == ("", True)


async def test_the_kinds_are_listed(candidate: Callable[[str], Candidate], platform: FakePlatform) -> None:
    lou = candidate("Lou")
    sheet = await receive(lou.core, platform.commands(lou.account, "mock kinds", "study"))
    assert isinstance(sheet, SheetCard)
    listed = [line.split("`")[1] for section in sheet.sections for line in section.lines]
    assert listed == [str(kind) for kind in Kind]
    refusal = await receive(lou.core, platform.commands(lou.account, "mock yodelling", "study"))
    assert isinstance(refusal, Note)
    assert refusal.text.startswith("I can't read `yodelling` as a kind of round. Nothing was changed.")
    assert all(f"`{kind}`" in refusal.text for kind in Kind)
    assert await lou.states() == []


@pytest.mark.parametrize("typed", ["rapid-fire", "rapid fire", "Rapid Fire"])
async def test_a_kind_is_begun_by_its_name(
    candidate: Callable[[str], Candidate], platform: FakePlatform, typed: str
) -> None:
    lou = candidate("Lou")
    scenario = lou.core.library.get(SCENARIO).model_copy(update={"round": Kind.RAPID_FIRE})
    core = replace(lou.core, library=Library(MappingProxyType({SCENARIO: scenario})))
    card = await receive(core, platform.commands(lou.account, f"mock {typed}", "study"))
    assert isinstance(card, Note)
    assert card.text.startswith("Rapid fire: short questions, short answers. 6 questions, 20 minutes")
    assert (await lou.round()).kind is Kind.RAPID_FIRE
    await lou.settle()
    assert lou.questions()[0].scenario == f"Rapid fire · {scenario.title}"


@pytest.mark.parametrize("form", [form for form in FORMATS.values() if form.own])
async def test_a_kind_without_a_scenario_of_its_own_is_refused_kindly(
    candidate: Callable[[str], Candidate], platform: FakePlatform, form: Format
) -> None:
    lou = candidate("Lou")
    card = await receive(lou.core, platform.commands(lou.account, f"mock {form.kind}", "study"))
    assert isinstance(card, Note)
    assert f"a round of the kind “{form.title}”" in card.text
    assert await lou.states() == []
