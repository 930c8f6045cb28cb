"""The reference answers of the shipped scenarios, as the automatic check sees them.

Their authors also wrote the cues, so this shows that the two agree and nothing about answers by strangers.
"""

import pytest

from bot.domain.grade import Band
from bot.domain.scenario import Scenario
from bot.domain.text import count_words
from tests.eval.library import graded, ids, with_rounds

EACH = pytest.mark.parametrize("scenario", with_rounds(), ids=ids())


def test_there_is_a_library_to_check() -> None:
    assert len(with_rounds()) >= 12


@EACH
def test_weak_strong_and_senior_come_out_in_order(scenario: Scenario) -> None:
    answers = scenario.answers
    weak, strong, senior = (
        graded(scenario, a.text).score for a in (answers.weak, answers.strong, answers.senior)
    )
    assert weak < strong <= senior


@EACH
def test_they_end_in_the_bands_that_a_committee_would_give(scenario: Scenario) -> None:
    assert graded(scenario, scenario.answers.weak.text).band in {Band.NO, Band.LEAN_NO}
    for answer in (scenario.answers.strong, scenario.answers.senior):
        assert graded(scenario, answer.text).band.rank >= Band.LEAN_YES.rank


@EACH
def test_good_answers_cross_no_red_line(scenario: Scenario) -> None:
    for answer in (scenario.answers.strong, scenario.answers.senior):
        assert not [line.red_line_id for line in graded(scenario, answer.text).red_lines if line.tripped]


def test_levels_agree_with_their_authors() -> None:
    gaps = [
        abs(grade.level - answer.levels[grade.criterion_id])
        for scenario in with_rounds()
        for answer in (scenario.answers.weak, scenario.answers.strong, scenario.answers.senior)
        for grade in graded(scenario, answer.text).criteria
    ]
    assert sum(gap == 0 for gap in gaps) >= 0.6 * len(gaps)
    assert sum(gap <= 1 for gap in gaps) >= 0.9 * len(gaps)


def test_length_tells_the_answers_apart_in_few_scenarios() -> None:
    """Were the longest answer the best one everywhere, order by score would prove nothing."""
    longest_is_best = [
        count_words(s.answers.senior.text)
        > max(count_words(s.answers.weak.text), count_words(s.answers.strong.text))
        for s in with_rounds()
    ]
    assert sum(longest_is_best) <= len(longest_is_best) // 2
