"""Two jobs for one row, a slow platform, a lost reply: one card all the same."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text

from adapters.main import House
from bot.domain.cards import Card, DebriefCard
from bot.domain.ids import DeliveryId, PostingId
from bot.ports import Nudge, Place, Published
from bot.practice.post_daily import post_due
from bot.practice.send_delivery import send_delivery
from bot.practice.send_posting import send_posting
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day


@dataclass(slots=True)
class SlowPlatform(FakePlatform):
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        self.asked.set()
        await self.gate.wait()
        return await FakePlatform.publish(self, place, card, key)


@pytest.fixture
def platform(clock: FakeClock) -> SlowPlatform:
    return SlowPlatform(clock)


async def twice(slow: SlowPlatform, job: Callable[[], Awaitable[None]]) -> None:
    """Start the job, start it again while the first one publishes, then let both end."""
    slow.gate.clear()
    slow.asked.clear()
    first = asyncio.create_task(_run(job))
    await slow.asked.wait()
    second = asyncio.create_task(_run(job))
    await asyncio.wait([second], timeout=5)
    slow.gate.set()
    await asyncio.gather(first, second)


async def _run(job: Callable[[], Awaitable[None]]) -> None:
    await job()


async def ids(built: House, nudge: Nudge) -> list[int]:
    async with built.core.store.work() as work:
        now = built.core.clock.now()
        return await work.due.claim(nudge, now, built.core.timings.leases, 10)


async def test_two_jobs_for_one_posting_post_once(
    house: House, platform: SlowPlatform, clock: FakeClock
) -> None:
    organiser = platform.account("Lou")
    wish = Wish("Mornings", platform.name, platform.installation_ref, "C1", organiser, "UTC")
    await set_up_group(house.core, wish)
    clock.at("2026-03-02T09:00")
    await post_due(house.core)
    clock.forward(minutes=2)
    (posting,) = await ids(house, Nudge.SEND_POSTING)
    await twice(platform, lambda: send_posting(house.core, PostingId(posting)))
    assert len(platform.in_channel("C1")) == 1


async def test_two_jobs_for_one_debrief_tell_once(
    house: House, platform: SlowPlatform, clock: FakeClock
) -> None:
    platform.gate.set()
    stage: Stage = await first_day(house, clock, platform)
    ana = stage.member("Ana")
    await ana.says("I would stop the automatic refusals first and call back everyone who was refused.")
    clock.forward(minutes=11)
    platform.gate.clear()
    platform.asked.clear()
    working = asyncio.create_task(house.settle())
    await platform.asked.wait()
    async with house.core.store.engine.connect() as connection:
        (delivery,) = (await connection.execute(text("select id from deliveries"))).scalars()
    await asyncio.wait_for(send_delivery(house.core, DeliveryId(delivery)), 30)
    platform.gate.set()
    await working
    await house.settle()
    assert len([card for card in platform.told(ana.account) if isinstance(card, DebriefCard)]) == 1
