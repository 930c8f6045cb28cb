"""The shipped scenarios, once, for every test that walks them."""

from functools import cache

from bot.domain.scenario import Scenario
from bot.library.library import for_rounds, load, shipped


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every daily scenario, by id."""
    return tuple(load([shipped()]).scenarios.values())


@cache
def with_rounds() -> tuple[Scenario, ...]:
    """Those, then every scenario of mock rounds."""
    return scenarios() + tuple(load([for_rounds()]).scenarios.values())


def ids() -> list[str]:
    """The names under which parametrised tests report all of them."""
    return [scenario.id for scenario in with_rounds()]
