"""A post that was put off has its time: whoever is told of it twice doesn't ask for another one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.cards import Card
from bot.domain.ids import PostingId
from bot.errors import RetryLater
from bot.ports import InChannel, Place, Published
from bot.practice.send_posting import send_posting
from bot.practice.sweep import sweep
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage

TURN = timedelta(minutes=5)


@dataclass(slots=True)
class Queueing(FakePlatform):
    """Tells a turn behind all others, to whoever asks before their own."""

    line: list[timedelta] = field(default_factory=list)
    tries: int = 0

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        if isinstance(place, InChannel):
            self.tries += 1
            if self.line:
                raise RetryLater("Others are before you.", self.line.pop(0))
        return await super(Queueing, self).publish(place, card, key)


@pytest.fixture
def platform(clock: FakeClock) -> Queueing:
    return Queueing(clock)


async def newest(stage: Stage) -> tuple[PostingId, datetime | None]:
    async with stage.house.core.store.engine.connect() as connection:
        found = await connection.execute(text("select id, lease_until from postings order by id desc"))
        posting, until = found.first() or (0, None)
    return PostingId(posting), until


async def test_a_second_nudge_does_not_lose_a_post_its_place(stage: Stage, platform: Queueing) -> None:
    platform.tries, platform.line = 0, [TURN, 3 * TURN]
    await stage.at("Tue 09:00")
    posting, told = await newest(stage)
    assert told == stage.instant("Tue 09:00") + TURN

    for _ in range(3):
        stage.clock.forward(minutes=1)
        await send_posting(stage.house.core, posting)
        await sweep(stage.house.core)
        await stage.settle()
    assert platform.tries == 1
    assert await newest(stage) == (posting, told)

    platform.line.clear()
    stage.clock.forward(minutes=2)
    await stage.settle()
    assert platform.tries == 2
    assert len(platform.in_channel(CHANNEL)) == 2


async def test_a_post_that_was_put_off_is_sent_once_by_all_who_are_told_of_it_then(
    stage: Stage, platform: Queueing
) -> None:
    platform.tries, platform.line = 0, [TURN, TURN]
    await stage.at("Tue 09:00")
    posting, _ = await newest(stage)
    for _ in range(2):
        stage.clock.forward(minutes=5)
        await sweep(stage.house.core)
        await send_posting(stage.house.core, posting)
        await send_posting(stage.house.core, posting)
        await stage.settle()

    assert platform.tries == 3
    assert len(platform.in_channel(CHANNEL)) == 2
