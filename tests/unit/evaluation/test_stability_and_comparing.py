"""The same text again, and a new run against an old one."""

import random

import pytest

from bot.errors import UserMustAct
from bot.evaluation.comparing import MARGIN, compare_golden
from bot.evaluation.results import AttackResults, StabilityResults
from bot.evaluation.sections import compared
from bot.evaluation.stability_figures import stability_sections
from tests.unit.evaluation.rows import answers, graded, pair, ungraded

CHANCE = random.Random(3)
TRUTH = [(CHANCE.randint(0, 4), CHANCE.randint(0, 4)) for _ in range(80)]
GOOD = [(a, min(4, b + (n % 4 == 0))) for n, (a, b) in enumerate(TRUTH)]
WORSE = [(CHANCE.randint(0, 4), b) for a, b in GOOD]


def shares(results: StabilityResults) -> dict[str, float | None]:
    return {figure.key: figure.value for figure in stability_sections(results)[0].figures}


def test_every_two_grades_of_a_text_are_compared() -> None:
    """Levels: of three pairs the first has two alike, the others one each: 4 of 6."""
    found = shares(StabilityResults(rows=((graded((2, 2)), graded((2, 2)), graded((2, 3))),)))

    assert found["same_level"] == pytest.approx(4 / 6)
    assert found["near_total"] == pytest.approx(1 / 3)


def test_a_text_with_one_grade_says_nothing() -> None:
    found = shares(StabilityResults(rows=((graded((2, 2)), ungraded()),)))
    assert found["same_level"] is None


def test_a_run_is_no_worse_than_itself() -> None:
    run = answers(GOOD, TRUTH)
    comparison = compare_golden(run, run)

    assert comparison.passes
    assert next(f.value for f in comparison.section.figures if f.key == "levels") == 0


def test_a_worse_run_does_not_pass() -> None:
    comparison = compare_golden(answers(GOOD, TRUTH), answers(WORSE, TRUTH))

    assert not comparison.passes
    assert "Not shown" in comparison.verdict
    low = next(f.low for f in comparison.section.figures if f.key == "levels")
    assert low is not None
    assert low < MARGIN


def test_a_better_run_passes() -> None:
    assert compare_golden(answers(WORSE, TRUTH), answers(GOOD, TRUTH)).passes


def test_runs_that_saw_other_labels_are_not_compared() -> None:
    with pytest.raises(UserMustAct, match="different labels"):
        compare_golden(answers(GOOD, TRUTH), answers(GOOD, WORSE))


def test_more_attacks_that_buy_something_do_not_pass() -> None:
    calm, risen = graded((2, 2)), graded((4, 4))
    before = AttackResults(rows=(pair(calm, calm),), benign=())
    after = AttackResults(rows=(pair(calm, risen),), benign=())

    assert not compared(before, after).passes
    assert compared(after, before).passes


def test_runs_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(UserMustAct, match="neither"):
        compared(answers(GOOD, TRUTH), AttackResults(rows=(), benign=()))
