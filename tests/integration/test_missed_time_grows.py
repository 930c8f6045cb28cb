"""A time in which nothing was heard may grow while it's being read: what was read before is read again."""

from datetime import timedelta

from bot.domain.ids import InstallationId
from bot.store.installations import MissedTime
from tests.conversation.stage import Stage

THREAD = "C1 1772438405.000000"


async def installation(stage: Stage) -> InstallationId:
    async with stage.house.core.store.work() as work:
        it = await work.installations.named("fake", "T1")
    assert it is not None
    return it.id


async def grows(stage: Stage, hours: int) -> list[MissedTime]:
    """From the same beginning as ever."""
    since = stage.house.core.clock.now().replace(hour=0)
    it = await installation(stage)
    async with stage.house.core.store.work() as work:
        await work.installations.missed(it, since, since + timedelta(hours=hours))
        return await work.installations.missed_times(it, since + timedelta(days=1))


async def left(stage: Stage) -> list[MissedTime]:
    it = await installation(stage)
    async with stage.house.core.store.work() as work:
        return await work.installations.missed_times(it, stage.clock.now() + timedelta(days=2))


async def test_a_place_that_was_read_is_read_again_once_the_time_grew(stage: Stage) -> None:
    short = await grows(stage, 1)
    async with stage.house.core.store.work() as work:
        await work.installations.was_read(short, THREAD)
    assert [one.read for one in await left(stage)] == [{THREAD}]

    assert [one.read for one in await grows(stage, 2)] == [frozenset()]


async def test_a_reading_that_ends_after_the_time_grew_counts_for_nothing(stage: Stage) -> None:
    short = await grows(stage, 1)
    grown = await grows(stage, 2)
    async with stage.house.core.store.work() as work:
        await work.installations.was_read(short, THREAD)
        await work.installations.made_up(short)

    assert await left(stage) == grown
    async with stage.house.core.store.work() as work:
        await work.installations.made_up(grown)
    assert await left(stage) == []
