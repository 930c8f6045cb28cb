"""A question that somebody brings: the general rubric about it, never in the rotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competency import Competency
from bot.domain.grade import Graded
from bot.domain.own_question import GENERAL, LONGEST_QUESTION, SHORTEST_QUESTION
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.grading.checker import OfflineChecker
from bot.library.library import load, shipped
from bot.library.lint import lint
from bot.library.own_question import general, is_own_question, own_question
from bot.shipped import folder

ASKED = "A bank wants a model to refuse loans by itself. What would you ask before you say yes or no?"


def test_the_general_rubric_has_no_mistake_beside_the_daily_ones() -> None:
    report = lint([shipped(), folder("scenarios") / "general"])

    assert report.problems == ()


def test_it_has_a_criterion_for_each_competency() -> None:
    assert sorted(c.competency for c in general().criteria) == sorted(Competency)


def test_it_is_never_in_the_rotation() -> None:
    library = load([shipped()])

    assert GENERAL not in library.scenarios
    assert is_own_question(own_question(ASKED))
    assert not any(is_own_question(scenario) for scenario in library.scenarios.values())


def test_the_question_is_what_is_asked_and_the_rubric_stays() -> None:
    asked = own_question(f"  {ASKED}\r\nThink aloud.\n")

    assert asked.prompt == f"{ASKED}\nThink aloud."
    assert asked.title == "A bank wants a model to refuse loans by itself. What would …"
    assert asked.criteria == general().criteria
    assert asked.red_lines == general().red_lines


def test_a_question_that_begins_with_nothing_has_a_title_all_the_same() -> None:
    assert own_question("." * 40 + " " + "," * 40).title == general().title


def test_each_question_is_a_version_of_its_own() -> None:
    assert general().digest
    digests = {own_question(ASKED).digest, own_question(f"{ASKED} Why?").digest, general().digest}

    assert len(digests) == 3
    assert own_question(ASKED).digest == own_question(ASKED).digest


@pytest.mark.parametrize("text", ["", " " * 400, "x" * (SHORTEST_QUESTION - 1), "x" * (LONGEST_QUESTION + 1)])
def test_what_cant_be_a_question_is_told_kindly(text: str) -> None:
    with pytest.raises(UserMustAct, match="Nothing was graded"):
        own_question(text)


@given(st.text(min_size=SHORTEST_QUESTION, max_size=400))
def test_any_text_is_a_scenario_or_a_sentence(text: str) -> None:
    try:
        asked = own_question(text)
    except UserMustAct as refused:
        assert "Nothing was graded" in refused.message  # noqa: PT017  either outcome is right
    else:
        assert isinstance(asked, Scenario)
        assert 3 <= len(asked.title) <= 80


def test_the_check_tells_the_samples_answers_apart() -> None:
    scores = []
    for answer in (general().answers.weak, general().answers.strong, general().answers.senior):
        grade = OfflineChecker().grade(general(), answer.text)
        assert isinstance(grade, Graded)
        scores.append(grade.score)

    assert scores == sorted(set(scores))


def test_pasting_the_question_earns_nothing() -> None:
    grade = OfflineChecker().grade(own_question(ASKED), f"{ASKED} {ASKED}")

    assert isinstance(grade, Graded)
    assert grade.score == 0
