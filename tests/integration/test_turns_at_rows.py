"""Whoever enters points and whoever changes a membership take the same rows in the same order."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.domain.answer import AnswerState
from bot.domain.ids import AnswerId
from bot.ports import Nudge
from bot.practice.forget import forget_person
from bot.practice.grade_answer import grade_answer
from bot.practice.receive import receive
from bot.store.grades import Grades
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.heron import answer, due

MORE = "And one more thing that I would add to this answer of mine."


async def while_graded(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, act: Callable[[], Awaitable[object]]
) -> None:
    """Something happens while a grading holds the answer and is about to enter its points."""
    stage.clock.forward(minutes=10)
    (found,) = await due(stage, Nudge.GRADE_ANSWER)
    held, acted = asyncio.Event(), asyncio.Event()
    append = Grades.append

    async def in_no_hurry(*given: Any, **named: Any) -> Any:
        held.set()
        await acted.wait()
        return await append(*given, **named)

    monkeypatch.setattr(Grades, "append", in_no_hurry)
    grading = asyncio.create_task(grade_answer(stage.house.core, AnswerId(found)))
    await held.wait()
    acting = asyncio.ensure_future(act())
    while not await waits_for_a_lock(stage):
        assert not acting.done(), "it did not come to a lock"
        await asyncio.sleep(0)
    acted.set()
    await asyncio.gather(grading, acting)


async def waits_for_a_lock(stage: Stage) -> bool:
    async with stage.house.core.store.engine.connect() as connection:
        waiting = await connection.exec_driver_sql(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock'"
        )
        return bool(waiting.scalar_one())


async def test_whoever_comes_back_while_graded_loses_no_word(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heron = stage.member("Heron")
    await heron.says(answer("Heron", "Monday"))
    await heron.leaves()
    thread = stage.posts["Mon"].thread_ref
    more = stage.platform.says(heron.account, MORE, CHANNEL, thread)

    await while_graded(stage, monkeypatch, lambda: receive(stage.house.core, more))

    assert (await stage.points())["Heron"] > 0
    async with stage.house.core.store.work() as work:
        mine = await work.answers.of(stage.group, stage.posts["Mon"].id, await heron.id())
        assert mine is not None
        assert mine.state is AnswerState.DEBRIEFED
        assert await work.people.member(stage.group, await heron.id())


async def test_whoever_is_forgotten_while_graded_is_forgotten(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heron: Member = stage.member("Heron")
    await heron.says(answer("Heron", "Monday"))
    person = await heron.id()

    await while_graded(stage, monkeypatch, lambda: forget_person(stage.house.core, person))

    async with stage.house.core.store.work() as work:
        assert await work.people.known(heron.account) is None
