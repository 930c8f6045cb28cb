"""The shipped scenarios, once, for every test that walks them."""

from functools import cache

from bot.domain.scenario import Scenario
from bot.library.library import load, shipped


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every daily scenario, by id."""
    return tuple(load([shipped()]).scenarios.values())


def ids() -> list[str]:
    """The names under which parametrised tests report them."""
    return [scenario.id for scenario in scenarios()]
