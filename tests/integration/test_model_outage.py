"""An hour without a model, under load and with two processes: all are graded after it, nobody twice."""

import asyncio
import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from bot.domain.model import GraderAway
from bot.errors import RetryLater
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.practice.sweep import sweep
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import ON_TIME, YES, graded_by_model, rows, words_of

MEMBERS = 60
OUTAGE = 60
"""Minutes."""


@pytest.fixture
def grader() -> FickleGrader:
    return FickleGrader(cost_micros=1_000)


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: FickleGrader
) -> AsyncIterator[Stage]:
    async with graded_by_model(database_url, clock, platform, library, grader) as built:
        yield built


@pytest.fixture
async def other(
    stage: Stage, database_url: str, clock: FakeClock, library: Library, grader: FickleGrader
) -> AsyncIterator[House]:
    """A second process on the same database."""
    parts = Parts(
        (Chat(stage.platform),),
        clock,
        grader=grader,
        grade_keys=grader,
        fallback=AutomaticGrader(),
        library=library,
    )
    async with wired(database_url, parts) as built:
        yield built


async def minute(stage: Stage, other: House) -> None:
    """Both processes sweep and work at once; jobs come twice, and some are lost."""
    stage.clock.forward(minutes=1)
    await asyncio.gather(sweep(stage.house.core), sweep(other.core))
    await asyncio.gather(stage.house.work_off(concurrency=8), other.work_off(concurrency=8))
    await asyncio.gather(stage.house.work_off(concurrency=8), other.work_off(concurrency=8))


async def test_an_hour_without_a_model(stage: Stage, other: House, grader: FickleGrader) -> None:
    chance = random.Random(7)
    writes = {n: chance.randrange(OUTAGE) for n in range(MEMBERS)}
    for now in range(OUTAGE):
        wait = timedelta(seconds=chance.choice((1, 20, 60, 600)))
        grader.away = chance.choice(
            (RetryLater("Away.", wait), GraderAway("Nobody read it.", wait, calls=1, cost_micros=10))
        )
        for number in (n for n, at in writes.items() if at == now):
            await stage.member(f"M{number}").says(words_of(f"m{number}x"))
        await minute(stage, other)
    assert grader.asked == {}
    assert set((await stage.points()).values()) == {ON_TIME}
    assert await rows(stage, "select count(*) from ledger where kind <> 'arrival'") == [(0,)]

    grader.away = None
    for _ in range(90):
        await minute(stage, other)
        if not (await rows(stage, "select count(*) from answers where grade_due_at is not null"))[0][0]:
            break
    await stage.house.settle()
    await _all_are_right(stage, grader)


async def _all_are_right(stage: Stage, grader: FickleGrader) -> None:
    assert set((await stage.points()).values()) == {ON_TIME + YES}
    assert len(await stage.points()) == MEMBERS
    assert sorted(grader.asked.values()) == [1] * MEMBERS
    assert await rows(
        stage,
        "select count(*), count(distinct answer_id) from grades where status = 'graded' and kind = 'model'",
    ) == [(MEMBERS, MEMBERS)]
    assert await rows(
        stage, "select kind, count(*), count(distinct answer_id) from ledger group by kind order by kind"
    ) == [("arrival", MEMBERS, MEMBERS), ("band", MEMBERS, MEMBERS)]
    sent = "select count(*), count(distinct person_id) from deliveries where state = 'sent' and kind "
    assert await rows(stage, f"{sent} = 'debrief'") == [(MEMBERS, MEMBERS)]
    promised, to = (await rows(stage, f"{sent} in ('promise', 'provisional')"))[0]
    assert promised == to > MEMBERS // 2  # whoever wrote at the very end was graded in time
    seen = [s.key for s in stage.platform.seen]
    assert len(seen) == len(set(seen))
    graded, provisional = (
        await rows(
            stage,
            "select max(gradings), (select count(*) from grades where status = 'provisional') from answers",
        )
    )[0]
    assert graded == 1
    assert 0 < provisional <= promised
