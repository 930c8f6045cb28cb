"""A person's levels beside a grader's: totals follow by the one table, and agreement changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grade import CriterionGrade, Finding, Graded, GraderKind, Level, Provenance, RedLineGrade
from bot.domain.scenario import Scenario
from bot.grading.bands import verdict
from bot.grading.ruled import Findings, ruled
from tests.fakes.kept import daily

SCENARIO: Scenario = next(iter(daily().scenarios.values()))
NAMES = [criterion.id for criterion in SCENARIO.criteria]
LINES = [line.id for line in SCENARIO.red_lines]
MODEL = Provenance(GraderKind.MODEL, "m", "r")
PERSON = Provenance(GraderKind.HUMAN, "an organiser", "r", raw_reply="Because.")

levels = st.sampled_from(list(Level))


def a_grade(given_levels: list[Level], *, tripped: bool = False) -> Graded:
    criteria = tuple(
        CriterionGrade(name, level, Finding.FOUND, ("their words",), "More.", confidence=20)
        for name, level in zip(NAMES, given_levels, strict=True)
    )
    red_lines = tuple(RedLineGrade(line, tripped and not n, ruled_out=False) for n, line in enumerate(LINES))
    score, band = verdict(SCENARIO, criteria, red_lines)
    return Graded(band, score, criteria, red_lines, MODEL, one_change="The model's own words.", held=True)


@given(
    before=st.lists(levels, min_size=len(NAMES), max_size=len(NAMES)),
    said=st.dictionaries(st.sampled_from(NAMES), levels),
    crossed=st.dictionaries(st.sampled_from(LINES), st.booleans()),
    tripped=st.booleans(),
)
def test_a_ruling_replaces_what_it_names_and_totals_follow(
    *, before: list[Level], said: dict[str, Level], crossed: dict[str, bool], tripped: bool
) -> None:
    grade, findings = a_grade(before, tripped=tripped), Findings(said, crossed)
    after = ruled(SCENARIO, grade, findings, PERSON)
    assert after is not None
    assert (after.held, after.reviews, after.provenance) == (False, (), PERSON)
    old = {c.criterion_id: c.level for c in grade.criteria}
    assert {c.criterion_id: c.level for c in after.criteria} == old | said
    was = {r.red_line_id: r.tripped for r in grade.red_lines}
    assert {r.red_line_id: r.tripped for r in after.red_lines} == was | crossed
    assert (after.score, after.band) == verdict(SCENARIO, after.criteria, after.red_lines)
    if not findings.differ_from(grade):
        assert (after.score, after.band, after.one_change) == (grade.score, grade.band, grade.one_change)


def test_quotes_outlast_a_ruling_and_doubt_does_not() -> None:
    after = ruled(SCENARIO, a_grade([Level.NAMED] * len(NAMES)), Findings({NAMES[0]: Level.STRONG}), PERSON)
    assert after is not None
    first, second, *_ = after.criteria
    assert (first.quotes, first.confidence, first.level) == (("their words",), None, Level.STRONG)
    assert second.confidence == 20


def test_without_a_grade_every_criterion_needs_a_level() -> None:
    every = dict.fromkeys(NAMES, Level.REASONED)
    assert ruled(SCENARIO, None, Findings({NAMES[0]: Level.STRONG}), PERSON) is None
    whole = ruled(SCENARIO, None, Findings(every, dict.fromkeys(LINES, False)), PERSON)
    assert whole is not None
    assert whole.score == 50
    capped = ruled(SCENARIO, None, Findings(dict.fromkeys(NAMES, Level.SENIOR), {LINES[0]: True}), PERSON)
    assert capped is not None
    assert capped.band is SCENARIO.red_lines[0].cap
