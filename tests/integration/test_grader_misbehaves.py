"""The whole grader behind an endpoint that goes wrong: no failure becomes a number, and no answer is lost."""

import json

import pytest

from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Ungraded, UngradedReason
from bot.domain.ids import ScenarioId
from bot.domain.model import ModelFailure
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.asking import model_at
from tests.fakes.honest_reply import honest, replies_honestly
from tests.fakes.model_misbehaves import KINDS, Kind, said
from tests.fakes.model_server import ModelServer

READ_BY_A_PERSON = {ModelFailure.REFUSED, ModelFailure.FILTERED}
TALKED_INTO_IT = "invented quotes"
HONEST = Kind("honest", said(json.dumps), None, readable=True)
ONCE: list[tuple[Band, int]] = []
"""What an honest model says of the answer; the same for every kind."""


@pytest.fixture(scope="module")
def scenario(library: Library) -> Scenario:
    return library.scenarios[ScenarioId("the-hailstorm")]


@pytest.fixture(scope="module")
def answer(scenario: Scenario) -> str:
    return scenario.answers.strong.text


async def graded(
    kind: Kind, scenario: Scenario, answer: str, *, second: bool
) -> tuple[GradeOutcome | RetryLater, ModelServer]:
    first = ModelServer(kind.behaviour(honest(scenario, answer, 3)))
    other = ModelServer(replies_honestly(scenario, answer, 3))
    async with first, other:
        primary, secondary = model_at(first, seconds=kind.patience), model_at(other)
        ladder = Ladder(primary, secondary if second else None, FakeClock())
        try:
            outcome: GradeOutcome | RetryLater = await ModelGrader(ladder).grade(scenario, answer)
        except RetryLater as later:
            outcome = later
        await primary.aclose()
        await secondary.aclose()
    return outcome, first


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_it_waits_or_a_person_reads_it(kind: Kind, scenario: Scenario, answer: str) -> None:
    outcome, server = await graded(kind, scenario, answer, second=False)

    assert len(server.arrived) <= 4
    if kind.name == TALKED_INTO_IT:
        assert not isinstance(outcome, Graded)
    elif kind.failure in READ_BY_A_PERSON:
        assert isinstance(outcome, Ungraded)
        assert outcome.reason is UngradedReason.REFUSED
    elif kind.failure or not kind.readable:
        assert isinstance(outcome, RetryLater)
        assert outcome.after.total_seconds() > 0
    else:
        assert isinstance(outcome, Graded)
        assert outcome.provenance.kind is GraderKind.MODEL


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
async def test_the_second_endpoint_grades_it(kind: Kind, scenario: Scenario, answer: str) -> None:
    outcome, _ = await graded(kind, scenario, answer, second=True)

    assert isinstance(outcome, Graded)
    assert (outcome.band, outcome.score) == await _honestly(scenario, answer)
    words = (outcome.one_change, outcome.provenance.raw_reply, *(each.missing for each in outcome.criteria))
    assert all("\0" not in text and text.encode("utf-8") for text in words if text)


async def _honestly(scenario: Scenario, answer: str) -> tuple[Band, int]:
    if not ONCE:
        outcome, _ = await graded(HONEST, scenario, answer, second=False)
        assert isinstance(outcome, Graded)
        ONCE.append((outcome.band, outcome.score))
    return ONCE[0]
