"""A platform that takes a call and never answers: the call is put off, and what it did is looked for."""

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import text

from adapters.main import Parts
from bot.domain.cards import Card
from bot.domain.happenings import MessageAt
from bot.ports import Place, Published
from bot.practice.core import Timings
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


@dataclass(slots=True)
class Hanging(FakePlatform):
    """Does what it's asked for, and may say nothing."""

    hangs: bool = False

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        published = await super(Hanging, self).publish(place, card, key)
        await self._answers()
        return published

    async def find(self, place: Place, key: str) -> Published | None:
        await self._answers()
        return await super(Hanging, self).find(place, key)

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        await super(Hanging, self).mark(installation_ref, message, included=included)
        await self._answers()

    async def _answers(self) -> None:
        if self.hangs:
            await asyncio.Event().wait()


@pytest.fixture
def platform(clock: FakeClock) -> Hanging:
    return Hanging(clock)


@pytest.fixture
def parts(parts: Parts) -> Parts:
    return replace(parts, timings=Timings(network=0.05))


@pytest.fixture(autouse=True)
def nothing_breaks(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A call that takes too long is no error of a job's."""
    yield
    assert [it.getMessage() for it in caplog.get_records("call") if it.levelno >= logging.ERROR] == []


async def put_off(stage: Stage, platform: Hanging) -> None:
    """It hangs three times, each a minute after the last; then it answers again."""
    platform.hangs = True
    for _ in range(3):
        await stage.settle()
        stage.clock.forward(minutes=1)
    platform.hangs = False
    await stage.settle()


async def test_the_days_post_lands_once(stage: Stage, platform: Hanging) -> None:
    stage.clock.at(stage.instant("Tue 09:00").isoformat())

    await put_off(stage, platform)

    assert len(platform.in_channel(CHANNEL)) == len(stage.posts) == 2


async def test_a_debrief_comes_once(stage: Stage, platform: Hanging) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    stage.clock.forward(minutes=10)

    await put_off(stage, platform)

    assert len([text for text in stage.heard["Ana"] if "Debrief of" in text]) == 1


async def test_a_question_of_a_mock_round_is_asked_once(stage: Stage, platform: Hanging) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    platform.hangs = True
    await ana.types("mock", direct=True)

    await put_off(stage, platform)

    told = [seen.key for seen in platform.seen if seen.key.startswith("round-")]
    assert len(told) == 1


async def test_a_mark_stands_in_the_end(stage: Stage, platform: Hanging) -> None:
    said = await stage.member("Ana").says(ANSWER)

    await put_off(stage, platform)

    assert platform.marks == {said.at.message_ref}
    async with stage.house.core.store.engine.connect() as connection:
        assert (await connection.execute(text("select marked from answer_messages"))).scalars().all() == [
            True
        ]
