"""Two scenarios for rounds, by plain answers: theatre stays below, and what was thought is heard.

The answers in `tests/eval/plain` are samples, written for these tests. Those of the half "aside" were graded
once, after the cues were mended, and nothing was mended for them.
"""

from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.eval.library import graded, with_rounds

PLAIN = Path(__file__).parent / "plain"
EACH = pytest.mark.parametrize("scenario_id", ["day-121", "nobody-inside"])
BANDS = {"theatre": (0, 12), "junior": (40, 45), "good": (70, 86), "senior": (80, 100)}


@cache
def scores(scenario_id: str) -> dict[str, list[int]]:
    """By kind, of whoever wrote."""
    (scenario,) = (scenario for scenario in with_rounds() if scenario.id == scenario_id)
    found: dict[str, list[int]] = {}
    for one in yaml.safe_load((PLAIN / f"{scenario_id}.yaml").read_text(encoding="utf-8"))["answers"]:
        outcome = graded(scenario, one["text"])
        assert not [line for line in outcome.red_lines if line.tripped], one["id"]
        found.setdefault(one["kind"], []).append(outcome.score)
    return found


@EACH
def test_every_answer_lands_where_a_reader_would_put_it(scenario_id: str) -> None:
    heard = scores(scenario_id)
    assert set(heard) == set(BANDS)
    for kind, (least, most) in BANDS.items():
        assert least <= min(heard[kind]) <= max(heard[kind]) <= most, kind


@EACH
def test_theatre_is_far_below_the_plainest_honest_answer(scenario_id: str) -> None:
    heard = scores(scenario_id)
    honest = [score for kind, those in heard.items() if kind != "theatre" for score in those]
    assert max(heard["theatre"]) + 25 < min(honest)
