"""A rating is an estimate of ability: what moves it, what doesn't, and when it is sure."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rating import FEWEST_RESULTS, Rating, ratings
from bot.domain.rating_fit import ABILITIES, STEP, Result

ADA, BEA, CAL = PersonId(1), PersonId(2), PersonId(3)


def result(person: PersonId, scenario: int, score: int, difficulty: int = 2, form: str = "") -> Result:
    return Result(person, ScenarioId(f"scenario-{scenario}"), form, difficulty, score)


def of_everybody(score: int, many: int, *, people: int = 20) -> list[Result]:
    """A group in which everybody does as well as everybody else."""
    return [result(PersonId(100 + p), n, score, 1 + n % 3) for p in range(people) for n in range(many)]


_RESULTS = st.lists(
    st.builds(
        result,
        st.sampled_from([PersonId(number) for number in range(1, 7)]),
        st.integers(1, 9),
        st.integers(0, 100),
        st.integers(1, 3),
        st.sampled_from(["", "", "case", "panel"]),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda it: (it.person, it.scenario),
)


@given(_RESULTS, st.randoms(use_true_random=False))
def test_the_order_of_results_makes_no_difference(results: list[Result], random: Random) -> None:
    shuffled = [*results]
    random.shuffle(shuffled)

    assert ratings(shuffled) == ratings(results)


@given(_RESULTS, st.data())
def test_a_better_score_lifts_its_author_and_leaves_every_deviation(
    results: list[Result], data: st.DataObject
) -> None:
    changed = data.draw(st.sampled_from(results))
    better = replace(changed, score=data.draw(st.integers(changed.score, 100)))

    before = ratings(results)
    after = ratings([better if it is changed else it for it in results])

    rise = after[changed.person].expected - before[changed.person].expected
    assert rise >= (better.score - changed.score) * 0.001 - 1e-5
    assert {who: it.deviation for who, it in after.items()} == {
        who: it.deviation for who, it in before.items()
    }


@given(_RESULTS)
def test_what_is_known_lies_between_what_everybody_has_and_what_one_did(results: list[Result]) -> None:
    for rating in ratings(results).values():
        assert -60 < rating.expected < 160
        assert 0 < rating.deviation < ABILITIES * 1.1
        assert 1 <= rating.shown <= 100


def test_nobody_is_rated_by_nothing() -> None:
    assert ratings([]) == {}


def test_the_same_score_on_a_harder_scenario_is_worth_more() -> None:
    group = of_everybody(50, 12)
    mine = [result(ADA, n, 60, 3) for n in range(100, 106)] + [result(BEA, n, 60, 1) for n in range(200, 206)]

    found = ratings([*group, *mine])

    assert found[ADA].expected - found[BEA].expected > STEP


def test_a_scenario_that_everybody_fails_is_found_to_be_hard() -> None:
    """The author called both of middle difficulty."""
    others = [result(PersonId(100 + p), n, 50) for p in range(20) for n in range(6)]
    hard = [result(PersonId(100 + p), 77, 15) for p in range(20)]

    found = ratings([*others, *hard, result(ADA, 77, 50), result(BEA, 0, 50)])

    assert found[ADA].expected > found[BEA].expected + 5


def test_rounds_in_which_everybody_does_better_lift_nobody() -> None:
    daily = [result(PersonId(p), n, 50) for p in range(10, 30) for n in range(8)]
    rounds = [
        result(PersonId(p), 1000 + p * 10 + n, 75, form="case") for p in range(10, 30) for n in range(4)
    ]

    found = ratings([*daily, *rounds])

    assert all(abs(one.expected - 50) < 6 for one in found.values())


def test_six_easy_ones_are_provisional_and_six_of_two_difficulties_are_not() -> None:
    group = of_everybody(50, 12)
    easy = [result(ADA, n, 90, 1) for n in range(0, 3 * FEWEST_RESULTS, 3)]
    mixed = [result(BEA, n, 60, 1 + n % 3) for n in range(FEWEST_RESULTS)]

    found = ratings([*group, *easy, *mixed, *mixed_but_one(mixed)])

    assert found[ADA].results == FEWEST_RESULTS
    assert not found[ADA].is_sure
    assert found[BEA].is_sure
    assert not found[CAL].is_sure


def mixed_but_one(mixed: list[Result]) -> list[Result]:
    return [replace(it, person=CAL) for it in mixed[:-1]]


def test_few_results_put_nobody_ahead() -> None:
    group = of_everybody(50, 12)
    lucky = [result(ADA, n, 80, 1 + n % 3) for n in range(2)]
    steady = [result(BEA, n, 72, 1 + n % 3) for n in range(12)]

    found = ratings([*group, *lucky, *steady])

    assert found[BEA].shown > found[ADA].shown


@pytest.mark.parametrize(
    ("expected", "deviation", "shown"), [(71.4, 5.0, 61), (9.0, 6.0, 1), (150.0, 4.0, 100)]
)
def test_what_is_shown_is_two_deviations_below_and_stays_on_the_scale(
    expected: float, deviation: float, shown: int
) -> None:
    assert Rating(expected, deviation, 9, 3).shown == shown


def test_six_results_are_enough_even_of_somebody_alone() -> None:
    """The six differ, nobody else met any of them, and half are of a form of their own."""
    alone = [result(ADA, n, 50, 1 + n % 3, "case" if n % 2 else "") for n in range(FEWEST_RESULTS)]

    (rating,) = ratings(alone).values()

    assert rating.is_sure
    assert rating.deviation < 8
