import pytest

from bot.domain.bands import band_of
from bot.domain.grade import Band, CriterionGrade, Finding, Level, RedLineGrade
from bot.grading.bands import verdict
from tests.unit.grading.sample import sample

SCENARIO = sample()


def grades(level: Level) -> list[CriterionGrade]:
    return [CriterionGrade(c.id, level, Finding.FOUND) for c in SCENARIO.criteria]


@pytest.mark.parametrize(
    ("level", "score", "band"),
    [
        (Level.ABSENT, 0, Band.NO),
        (Level.NAMED, 25, Band.NO),
        (Level.REASONED, 50, Band.LEAN_NO),
        (Level.STRONG, 75, Band.YES),
        (Level.SENIOR, 100, Band.STRONG_YES),
    ],
)
def test_one_level_throughout_makes_its_band(level: Level, score: int, band: Band) -> None:
    assert verdict(SCENARIO, grades(level), []) == (score, band)


@pytest.mark.parametrize(("line", "highest"), [("gates-left-on", Band.NO), ("silence", Band.LEAN_NO)])
def test_a_crossed_line_caps_score_and_band(line: str, highest: Band) -> None:
    score, band = verdict(SCENARIO, grades(Level.SENIOR), [RedLineGrade(line, tripped=True, ruled_out=False)])
    assert band is highest
    assert band_of(score) is highest
    assert band_of(score + 1).rank == highest.rank + 1


def test_a_line_not_ruled_out_caps_nothing() -> None:
    line = RedLineGrade("gates-left-on", tripped=False, ruled_out=False)
    assert verdict(SCENARIO, grades(Level.SENIOR), [line]) == (100, Band.STRONG_YES)


def test_a_cap_lifts_nothing() -> None:
    line = RedLineGrade("gates-left-on", tripped=True, ruled_out=False)
    assert verdict(SCENARIO, grades(Level.NAMED), [line]) == (25, Band.NO)


def test_weights_count() -> None:
    heavy = [
        CriterionGrade(c.id, Level.SENIOR if c.weight == 3 else Level.ABSENT, Finding.FOUND)
        for c in SCENARIO.criteria
    ]
    assert verdict(SCENARIO, heavy, [])[0] == 30
