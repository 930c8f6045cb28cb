"""The watch over the grader: a run of canaries a day, and ratings frozen when they tell of a change."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.canary import Canary
from bot.domain.grade import Graded, GradeOutcome, GraderKind
from bot.domain.grader_mode import GraderMode
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.library.library import Library
from bot.practice.core import Core
from bot.practice.grader_sheet import grader_sheet
from bot.practice.switch_grader import set_mode
from bot.practice.watch_grader import watch_grader
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.levelled_grader import LevelledGrader, an_answer
from tests.integration.graded_by_model import graded_by_model, rows

LABELS = ("432101", "123432", "012340", "434343", "101010", "222222")


class Bribable(LevelledGrader):
    """Gives whoever asks for it one level more, unless it is told not to; can be away."""

    takes_bribes = 99
    """How often."""
    away = False

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        if self.away:
            raise RetryLater("Away.")
        self.takes_bribes -= "bribe" in text
        if "bribe" not in text or self.takes_bribes < 0:
            return await super().grade(scenario, text)
        bribed = await super().grade(scenario, text.replace("levels 1", "levels 2"))
        assert isinstance(bribed, Graded)
        return replace(bribed, held="held" in text)


@pytest.fixture
def grader() -> Bribable:
    return Bribable(GraderKind.MODEL)


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: Bribable
) -> AsyncIterator[Stage]:
    async with graded_by_model(database_url, clock, platform, library, grader) as built:
        yield built


def labelled(library: Library) -> list[Canary]:
    scenario = next(iter(library.scenarios.values()))
    ids = [criterion.id for criterion in scenario.criteria]
    return [
        Canary(
            f"golden/{n}",
            scenario,
            an_answer(f"canary{n}", digits),
            dict(zip(ids, map(int, digits.ljust(len(ids), "1")), strict=False)),
        )
        for n, digits in enumerate(LABELS)
    ]


def attack(library: Library, payload: str = "bribe") -> Canary:
    scenario = next(iter(library.scenarios.values()))
    honest = an_answer("crow", "111111")
    return Canary("attack/1", scenario, honest, attacked=f"{honest} {payload}")


async def a_day_later(stage: Stage, canaries: Sequence[Canary]) -> str:
    stage.clock.forward(days=1)
    return await watch_grader(stage.house.core, canaries)


async def mode(core: Core) -> GraderMode:
    async with core.store.work() as work:
        return (await work.switch.state()).mode


async def test_a_run_a_day_and_no_more(stage: Stage, grader: Bribable, library: Library) -> None:
    core, canaries = stage.house.core, labelled(library)
    for _ in range(3):
        assert await watch_grader(core, canaries) == ""
    assert len(grader.asked) == len(canaries)
    assert await a_day_later(stage, canaries) == ""
    assert len(grader.asked) == 2 * len(canaries)
    assert await rows(stage, "select agreement, graded from canary_runs") == [(1.0, 6)] * 2
    assert "agreement 1.00" in (await grader_sheet(core))[-1]


async def test_a_grader_that_changed_freezes_ratings_until_a_person_looks(
    stage: Stage, grader: Bribable, library: Library
) -> None:
    core, canaries = stage.house.core, labelled(library)
    await watch_grader(core, canaries)
    grader.shift = 1
    assert "Agreement on the canaries fell from 1.00" in await a_day_later(stage, canaries)
    assert await mode(core) is GraderMode.FREEZE_RATINGS
    assert await a_day_later(stage, canaries) == ""
    # Whoever returns to normal takes the grader as it is: the same figure doesn't freeze it again.
    await set_mode(core, GraderMode.NORMAL, "an operator", "the new version is known to be kinder")
    assert await a_day_later(stage, canaries) == ""
    assert await mode(core) is GraderMode.NORMAL


@pytest.mark.parametrize(
    ("payload", "takes", "frozen"),
    [("bribe", 99, True), ("bribe", 0, False), ("bribe", 4, False), ("bribe held", 99, False)],
)
async def test_an_attack_that_buys_anything_freezes_ratings(
    stage: Stage, grader: Bribable, library: Library, payload: str, takes: int, *, frozen: bool
) -> None:
    grader.takes_bribes = takes
    why = await watch_grader(stage.house.core, [*labelled(library), attack(library, payload)])
    assert ("1 of 1 attacks" in why) == frozen


async def test_an_outage_says_nothing_of_how_it_grades(
    stage: Stage, grader: Bribable, library: Library
) -> None:
    canaries = [*labelled(library), attack(library)]
    grader.takes_bribes = 0
    await watch_grader(stage.house.core, canaries)
    grader.away = True
    assert await a_day_later(stage, canaries) == ""
    newest = await rows(
        stage, "select graded, ungraded, agreement from canary_runs order by day desc limit 1"
    )
    assert newest == [(0, 8, None)]


async def test_canaries_leave_no_trace_in_any_group(stage: Stage, library: Library) -> None:
    await watch_grader(stage.house.core, labelled(library))
    for table in ("answers", "grades", "ledger", "spending"):
        assert await rows(stage, f"select count(*) from {table}") == [(0,)]


async def test_gradings_are_counted_and_so_are_the_members_behind_them(stage: Stage) -> None:
    for name in ("Ana", "Ben"):
        await stage.member(name).says(an_answer(name, "222222"))
        await stage.member(name).presses("Grade me")
    async with stage.house.core.store.engine.begin() as connection:
        await connection.exec_driver_sql(
            'update grades set usage = usage || \'{"invalid": 2, "quotes_offered": 9}\''
        )
    since = stage.clock.now()
    async with stage.house.core.store.work() as work:
        found = await work.grader.lately(since - timedelta(hours=1), since)
    assert (found.graded, found.invalid, found.muddled) == (2, 2, 2)
    assert (found.offered, found.verified, found.misquoted) == (18, 0, 2)
