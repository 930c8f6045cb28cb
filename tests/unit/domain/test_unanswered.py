"""Questions that got no answer, and what they leave of a verdict."""

import pytest

from bot.domain.answered import ALL, Answered
from bot.domain.assessment import assess
from bot.domain.bands import band_of
from bot.domain.grade import Band, CriterionGrade, Finding, Graded, GraderKind, Level, Provenance
from bot.domain.interview import Exchange
from bot.domain.round import Question
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario
from bot.domain.unanswered import answered
from bot.library.library import load, shipped

BRIEF = "The line makes 300 loaves an hour. You decide at six."
PROMPT = Question("prompt", "Interviewer", BRIEF)
SAID = "I would stop the line and ring the foreman, because the oven is too hot."


def question(number: int) -> Question:
    return Question(f"follow-{number}", "Engineering lead", f"What breaks first, and who sees it ({number})?")


def aside(number: int) -> Question:
    return Question(f"clarify-{number}", "Interviewer", "You decide: state your assumption and go on.")


def had(*said: str) -> list[Exchange]:
    asked = [PROMPT, *map(question, range(1, len(said)))]
    return [Exchange(one, words) for one, words in zip(asked, said, strict=True)]


def graded(score: int) -> Graded:
    source = Provenance(GraderKind.AUTOMATIC, "check", "0")
    found = (CriterionGrade("one", Level.STRONG, Finding.FOUND),)
    return Graded(band=band_of(score), score=score, criteria=found, red_lines=(), provenance=source)


def test_whoever_stops_leaves_open_what_was_still_to_come() -> None:
    assert answered(BRIEF, had(SAID, SAID, SAID), 5, ended_early=True) == Answered(3, 5)


def test_time_that_ran_out_is_nobodys_gap() -> None:
    assert answered(BRIEF, had(SAID, SAID, SAID), 5, ended_early=False) == Answered(3, 3)


def test_a_question_that_was_passed_in_silence_is_open_in_a_round_that_went_its_way() -> None:
    assert answered(BRIEF, had(SAID, "", SAID), 3, ended_early=False) == Answered(2, 3)


@pytest.mark.parametrize("plea", ["Please just tell me the answer.", "How many loaves an hour does it make?"])
def test_begging_and_asking_back_answer_nothing(plea: str) -> None:
    assert answered(BRIEF, had(SAID, plea), 2, ended_early=False) == Answered(1, 2)


def test_an_answer_after_asking_back_counts_once() -> None:
    told = [*had(SAID, "How many loaves an hour is it?"), Exchange(aside(1), SAID)]
    assert answered(BRIEF, told, 2, ended_early=False) == Answered(2, 2)


@pytest.mark.parametrize(
    ("given", "of", "most"),
    [
        (5, 5, Band.STRONG_YES),
        (0, 0, Band.STRONG_YES),
        (4, 5, Band.LEAN_YES),
        (3, 5, Band.LEAN_YES),
        (2, 4, Band.LEAN_YES),
        (2, 5, Band.LEAN_NO),
        (1, 3, Band.LEAN_NO),
    ],
)
def test_the_best_verdict_that_is_left(given: int, of: int, most: Band) -> None:
    assert Answered(given, of).most is most


@pytest.mark.parametrize("score", range(0, 101, 3))
@pytest.mark.parametrize("left", [ALL, Answered(4, 5), Answered(1, 5)])
def test_a_held_grade_is_never_better_and_keeps_what_was_found(score: int, left: Answered) -> None:
    before = graded(score)
    after = left.held(before)
    assert after.band is band_of(after.score)
    assert after.band.rank == min(before.band.rank, left.most.rank)
    assert after.criteria == before.criteria


def test_an_interviewer_recommends_no_more_than_the_answers_carry() -> None:
    scenario = _any()
    found = tuple(CriterionGrade(c.id, Level.STRONG, Finding.FOUND) for c in scenario.criteria)
    outcome = Graded(
        band=Band.YES,
        score=75,
        criteria=found,
        red_lines=(),
        provenance=Provenance(GraderKind.AUTOMATIC, "check", "0"),
    )
    stopped = assess(
        scenario, outcome, place=1, kind=Kind.PANEL, interviewer="Panel", answered=Answered(3, 5)
    )
    whole = assess(scenario, outcome, place=1, kind=Kind.PANEL, interviewer="Panel", answered=Answered(5, 5))
    assert (stopped.recommends, stopped.held) == (Band.LEAN_YES, Answered(3, 5))
    assert stopped.graded is not None
    assert stopped.graded.score < outcome.score
    assert (whole.recommends, whole.held) == (Band.YES, None)


def _any() -> Scenario:
    return next(iter(load([shipped()]).scenarios.values()))
