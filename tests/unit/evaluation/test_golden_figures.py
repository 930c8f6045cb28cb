"""Figures of golden runs whose answer is known beforehand."""

import random
from collections.abc import Sequence

import pytest

from bot.evaluation.figure import Figure, Section
from bot.evaluation.golden_figures import NO_PEOPLE, golden_sections
from bot.evaluation.results import GoldenResults
from tests.unit.evaluation.rows import answers, golden, graded, label, row, ungraded

CHANCE = random.Random(7)
TRUTH = [(CHANCE.randint(0, 4), CHANCE.randint(0, 4)) for _ in range(60)]
WORDS = [CHANCE.randint(80, 500) for _ in TRUTH]


Found = dict[str, dict[str, Figure]]


def figures(results: GoldenResults) -> Found:
    return {s.key: {f.key: f for f in s.figures} for s in golden_sections(results)}


def value(found: Found, section: str, key: str) -> float:
    figure = found[section][key].value
    assert figure is not None
    return figure


def test_a_grader_that_says_what_the_labels_say_agrees_fully() -> None:
    same = figures(answers(TRUTH, TRUTH, WORDS))

    for key in ("bands_kappa", "levels_kappa", "score_kappa", "levels_exact", "macro_f1", "spread"):
        assert value(same, "agreement", key) == pytest.approx(1)
    assert value(same, "agreement", "shift") == 0


def test_a_grader_that_says_another_answers_levels_agrees_by_chance_alone() -> None:
    found = figures(answers([*TRUTH[1:], TRUTH[0]], TRUTH))["agreement"]["levels_kappa"]

    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0 < found.high
    assert abs(found.value) < 0.25


def test_one_level_too_high_everywhere_is_a_shift_and_no_shrinking() -> None:
    low = [(a % 4, b % 4) for a, b in TRUTH]
    high = [(a + 1, b + 1) for a, b in low]
    run = figures(answers(high, low))

    assert value(run, "agreement", "shift") == pytest.approx(25, abs=0.5)
    assert value(run, "agreement", "spread") == pytest.approx(1, abs=0.02)
    assert value(run, "agreement", "levels_exact") == 0
    assert value(run, "agreement", "levels_near") == 1


def test_a_grader_that_shrinks_differences_is_found_out() -> None:
    shrunk = [(1 + a // 2, 1 + b // 2) for a, b in TRUTH]

    assert value(figures(answers(shrunk, TRUTH)), "agreement", "spread") < 0.65


def test_macro_f1_of_a_worked_example() -> None:
    """Level 0: one of two found, none wrongly (2/3). Level 1: two found, one wrongly (4/5)."""
    truth = [(0, 0), (1, 1)] * 6
    heard = [(0, 1), (1, 1)] * 6

    assert value(figures(answers(heard, truth)), "agreement", "macro_f1") == pytest.approx(
        (2 / 3 + 4 / 5) / 2
    )


def test_a_grader_that_only_counts_words_gains_nothing_over_counting_words() -> None:
    truth = [(words // 101, words // 101) for words in WORDS]
    by_words = figures(answers(truth, truth, WORDS))["length"]

    assert (by_words["rising_levels"].value or 0) > 0.9
    assert (by_words["rising_levels_gain"].value or 0) < 0.1
    assert (by_words["length_label"].value or 0) > 0.9


def test_answers_to_one_scenario_have_no_other_to_learn_length_from() -> None:
    run = golden([row(label(t), graded(t, name=f"a{n}")) for n, t in enumerate(TRUTH)])
    (length,) = [section for section in golden_sections(run) if section.key == "length"]

    assert length.figures == ()
    assert "Not measured" in length.note


def test_without_a_grade_there_is_no_number_and_no_place_in_an_average() -> None:
    whole = answers(TRUTH, TRUTH)
    holed = figures(golden([*whole.rows, row(label((4, 4)), ungraded(name="z"))]))

    assert value(holed, "agreement", "shift") == 0
    assert value(holed, "outcomes", "answers") == len(TRUTH) + 1
    assert value(holed, "outcomes", "ungraded") == pytest.approx(1 / (len(TRUTH) + 1))


def test_too_few_grades_give_no_agreement() -> None:
    (agreement,) = [s for s in golden_sections(answers(TRUTH[:5], TRUTH[:5])) if s.key == "agreement"]

    assert agreement.figures == ()
    assert "too few" in agreement.note


def test_labels_by_nobody_human_say_so() -> None:
    assert figures(answers(TRUTH, TRUTH))["raters"]["people"].shown == NO_PEOPLE


def with_person(other: Sequence[tuple[int, int]]) -> GoldenResults:
    """Everything labelled twice: by the writer as the grader has it, by a person otherwise."""
    rows = [
        row(label(t), graded(t, scenario=f"s{n % 3}", name=f"a{n}"), label(o, rater="a person: reviewer"))
        for n, (t, o) in enumerate(zip(TRUTH, other, strict=True))
    ]
    return golden(rows)


def test_agreement_with_people_is_measured_against_their_labels() -> None:
    same = figures(with_person(TRUTH))
    turned = figures(with_person([(4 - a, 4 - b) for a, b in TRUTH]))

    assert value(same, "raters", "people") == pytest.approx(1)
    assert value(turned, "raters", "people") < 0
    assert value(turned, "agreement", "levels_kappa") == pytest.approx(1)


def test_two_raters_are_held_against_each_other() -> None:
    found = figures(with_person([(4 - a, 4 - b) for a, b in TRUTH]))

    assert value(found, "raters", "raters_1_2") < 0
    assert value(found, "raters", "rater_1") == pytest.approx(1)
    assert value(found, "raters", "rater_2") == value(found, "raters", "people")


def test_red_lines_are_counted_both_ways() -> None:
    truths = [("x",), ("x", "y"), ()] * 5
    heards = [("x",), ("y",), ("y",)] * 5
    rows = [
        row(label((2, 2), red_lines=t), graded((2, 2), name=f"a{n}", red_lines=h))
        for n, (t, h) in enumerate(zip(truths, heards, strict=True))
    ]
    run = figures(golden(rows))

    assert value(run, "red_lines", "recall") == pytest.approx(2 / 3)
    assert value(run, "red_lines", "precision") == pytest.approx(2 / 3)


def test_confidence_that_knows_where_it_is_wrong_is_told_from_one_that_does_not() -> None:
    heard = [(a, (b + 1) % 5) for a, b in TRUTH]
    rows = [
        row(label(t), graded(h, name=f"a{n}", confidence={"one": 90, "two": 30}))
        for n, (h, t) in enumerate(zip(heard, TRUTH, strict=True))
    ]
    assert value(figures(golden(rows)), "confidence", "auc") == 1
    assert figures(answers(TRUTH, TRUTH))["confidence"]["auc"].value is None


def test_figures_for_programs_name_each_criterion() -> None:
    keys = [section.key for section in golden_sections(answers(TRUTH, TRUTH), for_programs=True)]
    assert "criteria" in keys


def test_a_yes_that_is_to_be_believed_and_one_that_was_missed_are_told_apart() -> None:
    labelled = [(4, 4)] * 6 + [(1, 1)] * 6
    heard = [(4, 4)] * 3 + [(1, 1)] * 3 + [(4, 4)] * 1 + [(1, 1)] * 5
    found = figures(answers(heard, labelled))

    assert value(found, "hired", "believed") == pytest.approx(3 / 4)
    assert value(found, "hired", "met") == pytest.approx(3 / 6)


def test_sections_print_without_a_number_where_there_is_none() -> None:
    shown = Section("s", "t", (Figure("k", "says", None),)).figures[0].shown
    assert shown == "not measured"
