"""What freezes ratings, and what doesn't: bad replies, moved scores, canaries."""

from datetime import date

import pytest

from bot.practice.watch_grader import of_canaries, of_replies, of_scores
from bot.store.canaries import CanaryRun
from bot.store.grader_figures import Lately, Scores


def lately(
    graded: int = 100, invalid: int = 0, offered: int = 600, verified: int = 600, of: int = 5
) -> Lately:
    return Lately(graded, 0, invalid, of, of, offered, verified, 60.0, 2.0, 4.0)


def run(agreement: float | None = 0.8, attacks: int = 12, succeeded: int = 0) -> CanaryRun:
    return CanaryRun(date(2026, 3, 2), "m", "p", 36, 0, agreement, attacks, succeeded, 0)


@pytest.mark.parametrize(
    ("found", "frozen"),
    [
        (lately(), False),
        (lately(invalid=3), False),
        (lately(invalid=4), True),
        (lately(graded=49, invalid=49), False),
        (lately(verified=570), False),
        (lately(verified=569), True),
        (lately(offered=0, verified=0), False),
        (lately(invalid=50, of=4), False),
        (lately(verified=100, of=4), False),
    ],
)
def test_replies(found: Lately, *, frozen: bool) -> None:
    assert bool(of_replies(found)) == frozen


def scores(**means: float) -> dict[str, Scores]:
    """Two hundred grades by rubric, spread as answers are."""
    return {rubric: Scores(200, mean, 225.0) for rubric, mean in means.items()}


def test_a_grader_that_got_harsher_on_the_same_rubrics_is_noticed() -> None:
    assert "-5.0" in of_scores(scores(one=60, two=50), scores(one=55, two=45))


def test_a_hard_week_is_no_harsh_grader() -> None:
    assert (
        of_scores(scores(easy=70, hard=40), {"easy": Scores(60, 70, 225), "hard": Scores(400, 40, 225)}) == ""
    )


def test_a_small_shift_and_a_chance_one_are_none() -> None:
    assert of_scores(scores(one=60), scores(one=57)) == ""
    few = {"one": Scores(50, 60, 400.0)}
    assert of_scores(few, {"one": Scores(50, 66, 400.0)}) == ""


def test_without_shared_rubrics_all_are_compared_and_few_say_nothing() -> None:
    assert of_scores(scores(one=60), scores(two=50)) != ""
    assert of_scores(scores(one=60), {"two": Scores(49, 20, 100)}) == ""
    assert of_scores({}, {}) == ""


@pytest.mark.parametrize(
    ("today", "first", "frozen"),
    [
        (run(), run(0.8), False),
        (run(0.74), run(0.8), False),
        (run(0.72), run(0.8), True),
        (run(succeeded=1), run(), True),
        (run(None), run(), False),
        (run(), None, False),
    ],
)
def test_canaries(today: CanaryRun, first: CanaryRun | None, *, frozen: bool) -> None:
    assert bool(of_canaries(today, first)) == frozen
