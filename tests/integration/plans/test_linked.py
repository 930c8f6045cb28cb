"""A plan of two accounts that become one person, and are two again."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.domain.plan import PlanWish
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.integration.linked import TwoChats, two_chats

CIRCLE = "circle"


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    """One group in both chats; Mona has answered in each, by another account."""
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        await chats.spans(CIRCLE, chats.far)
        await chats.at("2026-03-02T08:01")
        await chats.answers(chats.near, "Mona", CIRCLE)
        await chats.at("2026-03-03T08:01")
        await chats.answers(chats.far, "MonaFar", CIRCLE)
        yield chats


async def wish(chats: TwoChats, platform: FakePlatform, ref: str) -> PlanWish | None:
    person = await chats.person(platform, ref)
    assert person
    async with chats.house.core.store.work() as work:
        return await work.plans.of(chats.groups[CIRCLE], person)


async def test_the_others_plan_comes_along_and_goes_back(chats: TwoChats) -> None:
    near, far = (chats.near, "Mona"), (chats.far, "MonaFar")
    await chats.types(*far, "plan 2026-04-20", CIRCLE)
    await chats.link(near, far)
    assert await wish(chats, *near) == PlanWish(date(2026, 4, 20))
    await chats.types(*near, "plan rest sun", CIRCLE)
    await chats.types(*near, "unlink")
    assert await wish(chats, *near) is None
    assert await wish(chats, *far) == PlanWish(date(2026, 4, 20), frozenset({6}))


async def test_of_two_plans_each_has_its_own_again(chats: TwoChats) -> None:
    near, far = (chats.near, "Mona"), (chats.far, "MonaFar")
    await chats.types(*near, "plan 2026-04-10", CIRCLE)
    await chats.types(*far, "plan 2026-04-20", CIRCLE)
    await chats.link(near, far)
    assert await wish(chats, *far) == PlanWish(date(2026, 4, 10))
    await chats.types(*near, "unlink")
    assert await wish(chats, *near) == PlanWish(date(2026, 4, 10))
    assert await wish(chats, *far) == PlanWish(date(2026, 4, 20))
