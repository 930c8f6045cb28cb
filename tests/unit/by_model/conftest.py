"""A scenario, an answer to it, and what a model would reply."""

import pytest

from bot.domain.scenario import Scenario
from bot.grading.by_model.desk import Desk, Prepared
from tests.fakes.kept import daily
from tests.unit.by_model.honest import ANSWER


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return next(s for s in daily().scenarios.values() if s.id == "the-hailstorm")


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()


@pytest.fixture
def prepared(desk: Desk, scenario: Scenario) -> Prepared:
    return desk.prepare(scenario, ANSWER)
