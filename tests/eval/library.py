"""The shipped scenarios, once, for every test that walks them."""

from functools import cache

from bot.domain.grade import Graded
from bot.domain.scenario import Scenario
from bot.grading.checker import OfflineChecker
from tests.fakes.kept import daily, of_rounds

CHECKER = OfflineChecker()
"""One for all: it compiles each rubric once."""


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every daily scenario, by id."""
    return tuple(daily().scenarios.values())


@cache
def with_rounds() -> tuple[Scenario, ...]:
    """Those, then every scenario of mock rounds."""
    return scenarios() + tuple(of_rounds().scenarios.values())


def ids() -> list[str]:
    """The names under which parametrised tests report all of them."""
    return [scenario.id for scenario in with_rounds()]


def graded(scenario: Scenario, text: str) -> Graded:
    """What the check makes of a text that it must grade."""
    outcome = CHECKER.grade(scenario, text)
    assert isinstance(outcome, Graded), f"{scenario.id}: {outcome.reason}"
    return outcome


@cache
def graded_weak(scenario_id: str) -> Graded:
    """What the check makes of a scenario's weak answer, beside which tests hold many texts."""
    (scenario,) = (scenario for scenario in with_rounds() if scenario.id == scenario_id)
    return graded(scenario, scenario.answers.weak.text)
