"""Grading is shared between groups in turn, whatever the size of one's pile."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.ids import AnswerId, GroupId
from bot.library.library import Library
from bot.practice.set_up import Wish, set_up_group
from bot.practice.take_up_answer import take_up
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.due_pile import pile
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import graded_by_model, rows

PILE = 2_000


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> AsyncIterator[Stage]:
    async with graded_by_model(database_url, clock, platform, library, FickleGrader()) as built:
        yield built


async def other_groups(stage: Stage, *channels: str) -> list[GroupId]:
    """In the same workspace, each with a post of its own."""
    lou, at = stage.member("Lou").account, stage.instant("Mon 09:00").time()
    platform = stage.platform
    groups = [
        await set_up_group(
            stage.house.core,
            Wish(channel, platform.name, platform.installation_ref, channel, lou, stage.zone, at),
        )
        for channel in channels
    ]
    await stage.at("Tue 09:00")
    return groups


def engine(stage: Stage) -> AsyncEngine:
    return stage.house.core.store.engine


async def taken(stage: Stage, times: int) -> list[GroupId]:
    """Whose answers are taken up one after the other, always by the same job's hint."""
    groups = []
    for _ in range(times):
        stage.clock.forward(seconds=0.01)
        draft = await take_up(stage.house.core, AnswerId(0))
        assert draft is not None
        groups.append(draft.answer.group)
    return groups


async def test_a_small_group_is_served_next_to_a_large_one(stage: Stage) -> None:
    (small,) = await other_groups(stage, "small")
    await pile(engine(stage), stage.group, PILE, stage.clock.now())
    await pile(engine(stage), small, 1, stage.clock.now(), timedelta(seconds=5))
    stage.clock.forward(seconds=10)
    assert small in await taken(stage, 2)


async def test_groups_take_turns_and_within_one_the_longest_due_goes_first(stage: Stage) -> None:
    others = await other_groups(stage, "c1", "c2")
    for group in (stage.group, *others):
        await pile(engine(stage), group, 20, stage.clock.now())
    stage.clock.forward(seconds=10)
    served = await taken(stage, 12)
    assert all(len(set(served[n : n + 3])) == 3 for n in range(0, 12, 3))
    order = await rows(
        stage,
        "select grade_due_at from answers where attempt > 0 and group_id = :g order by taken_at",
        g=others[0],
    )
    assert order == sorted(order)


async def test_with_one_slot_the_least_lately_served_is_next(stage: Stage) -> None:
    (other,) = await other_groups(stage, "other")
    await pile(engine(stage), stage.group, 50, stage.clock.now())
    await pile(engine(stage), other, 3, stage.clock.now())
    stage.clock.forward(seconds=10)
    served = []
    for _ in range(6):
        served += await taken(stage, 1)
        await rows_done(stage)
    assert served.count(other) == 3


async def rows_done(stage: Stage) -> None:
    """Whatever is in hand has ended."""
    async with stage.house.core.store.engine.begin() as connection:
        await connection.execute(
            text("update answers set grade_due_at = null, taken_until = null where attempt > 0")
        )


async def test_nothing_due_is_nobodys_turn(stage: Stage) -> None:
    assert await take_up(stage.house.core, AnswerId(0)) is None
