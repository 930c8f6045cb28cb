"""Sealed answers that were shown, or are about to be, when one of their authors asks to be forgotten."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.cards import Card, RevealCard
from bot.domain.delivery import DeliveryKind
from bot.domain.ids import DeliveryId, PostId
from bot.domain.mode import Mode
from bot.errors import RetryLater
from bot.ports import Nudge, Place, Published
from bot.practice.close_post import close_post
from bot.practice.forget import forget_person
from bot.practice.send_delivery import send_delivery
from bot.testing import FakePlatform
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.heron import answer, deliveries, due, gone_over


@pytest.fixture
def heron(stage: Stage) -> Member:
    return stage.member("Heron")


@dataclass(slots=True)
class SlowPlatform(FakePlatform):
    """Stands in for another, and does what it's told when it's let."""

    behind: FakePlatform | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        assert self.behind is not None
        self.begun.set()
        await self.let.wait()
        return await self.behind.publish(place, card, key)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        assert self.behind is not None
        self.begun.set()
        await self.let.wait()
        await self.behind.revise(place, key, card)


async def sealed_day(stage: Stage) -> None:
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, mode=Mode.SEALED)
    await stage.at("Tue 09:00")
    for name in ("Heron", "Osprey", "Egret"):
        await stage.member(name).fills_in(answer(name, "Tuesday"))
    await stage.settle()


def revealed(stage: Stage) -> list[str]:
    (card,) = [seen.card for seen in stage.platform.in_thread(CHANNEL)]
    assert isinstance(card, RevealCard)
    return sorted(shown.name for shown in card.answers)


async def test_forgotten_before_the_reveal_they_are_not_in_it(stage: Stage, heron: Member) -> None:
    await sealed_day(stage)
    await forget_person(stage.house.core, await heron.id())
    await stage.at("Wed 09:00")
    assert revealed(stage) == ["Sample Egret", "Sample Osprey"]
    assert await deliveries(stage.house, DeliveryKind.REVISE_REVEAL) == []


async def reveal_owed(stage: Stage) -> DeliveryId:
    """The deadline has passed; nobody has sent the reveal yet."""
    stage.clock.instant = stage.instant("Wed 09:00")
    (post,) = await due(stage, Nudge.CLOSE_POST)
    await close_post(stage.house.core, PostId(post))
    stage.clock.forward(minutes=2)
    (owed,) = await due(stage, Nudge.SEND_DELIVERY)
    return DeliveryId(owed)


async def test_a_revision_waits_for_the_reveal_that_it_replaces(
    stage: Stage, heron: Member, platform: FakePlatform
) -> None:
    """The call that carries the old card is in flight while the revision falls due."""
    await sealed_day(stage)
    owed, core = await reveal_owed(stage), stage.house.core
    slow = SlowPlatform(platform.clock, behind=platform)
    sending = asyncio.create_task(send_delivery(replace(core, platforms={platform.name: slow}), owed))
    await slow.begun.wait()
    await forget_person(core, await heron.id())
    async with core.store.engine.connect() as connection:
        (revision,) = await connection.scalars(text("select id from deliveries where kind = 'revise reveal'"))
    await send_delivery(core, DeliveryId(revision))
    slow.let.set()
    await sending
    assert "Sample Heron" in revealed(stage)

    await gone_over(stage)

    assert revealed(stage) == ["Sample Egret", "Sample Osprey"]


@pytest.mark.parametrize("landed", [True, False])
async def test_a_reveal_in_flight_is_revised_once_it_has_landed(
    stage: Stage, heron: Member, platform: FakePlatform, *, landed: bool
) -> None:
    """Its card was written before the forgetting; whether it has landed, only the platform knows."""
    await sealed_day(stage)
    failing = platform.after_landing if landed else platform.before_landing
    owed = await reveal_owed(stage)
    failing.append(RetryLater("The connection broke.", timedelta(seconds=5)))
    await send_delivery(stage.house.core, owed)

    await forget_person(stage.house.core, await heron.id())
    for _ in range(4):
        await gone_over(stage)

    assert revealed(stage) == ["Sample Egret", "Sample Osprey"]
    assert await deliveries(stage.house, DeliveryKind.REVEAL, DeliveryKind.REVISE_REVEAL) == [
        ("reveal", "sent"),
        ("revise reveal", "sent"),
    ]


async def test_of_two_who_go_at_once_neither_comes_back(
    stage: Stage, heron: Member, platform: FakePlatform
) -> None:
    """The revision for the first was written before the second went, and lands after the second's own."""
    await sealed_day(stage)
    await stage.at("Wed 09:00")
    osprey = await stage.member("Osprey").id()
    core, slow = stage.house.core, SlowPlatform(platform.clock, behind=platform)

    await forget_person(core, await heron.id())
    stage.clock.forward(minutes=2)
    (first,) = await due(stage, Nudge.SEND_DELIVERY)
    sending = asyncio.create_task(
        send_delivery(replace(core, platforms={platform.name: slow}), DeliveryId(first))
    )
    await slow.begun.wait()
    await forget_person(core, osprey)
    await stage.house.settle()
    assert revealed(stage) == ["Sample Egret"]
    slow.let.set()
    await sending
    assert revealed(stage) == ["Sample Egret", "Sample Osprey"]
    await gone_over(stage)

    assert revealed(stage) == ["Sample Egret"]


async def test_a_revision_survives_an_outage(stage: Stage, heron: Member, platform: FakePlatform) -> None:
    await sealed_day(stage)
    await stage.at("Wed 09:00")
    await forget_person(stage.house.core, await heron.id())
    platform.before_landing.append(RetryLater("Away.", timedelta(seconds=5)))
    platform.after_landing.append(RetryLater("Away again.", timedelta(seconds=5)))
    for _ in range(3):
        await gone_over(stage)
    assert revealed(stage) == ["Sample Egret", "Sample Osprey"]
    assert await deliveries(stage.house, DeliveryKind.REVISE_REVEAL) == [("revise reveal", "sent")]


async def test_a_reveal_whose_channel_is_gone_is_given_up(
    stage: Stage, heron: Member, platform: FakePlatform
) -> None:
    await sealed_day(stage)
    await stage.at("Wed 09:00")
    platform.gone.add(CHANNEL)
    await forget_person(stage.house.core, await heron.id())
    await gone_over(stage)
    assert await deliveries(stage.house, DeliveryKind.REVISE_REVEAL) == [("revise reveal", "failed")]


async def test_an_answer_after_the_deadline_is_not_revealed_by_a_late_reveal(stage: Stage) -> None:
    """It was promised that nobody sees it."""
    await sealed_day(stage)
    stage.clock.instant = stage.instant("Wed 09:00")
    await stage.member("Late").fills_in(answer("Late", "Wednesday"), on="Tue")
    stage.tells("Late", "Kept, seen by nobody else.")
    await stage.settle()
    assert revealed(stage) == ["Sample Egret", "Sample Heron", "Sample Osprey"]
