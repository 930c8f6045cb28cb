"""Since when nothing was heard: no word of hearing, and no reading, hides an earlier gap."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest

from bot.practice.catch_up import catch_up, make_up, note_missed, note_missed_everywhere, still_hearing
from bot.practice.lost_installation import installed
from bot.store.work import Store, Work
from tests.conversation.stage import Stage
from tests.integration.typed_in_chat import counts


async def heard_at(stage: Stage, ref: str = "T1") -> datetime | None:
    async with stage.house.core.store.work() as work:
        it = await work.installations.named("fake", ref)
    assert it is not None
    return it.heard_at


async def test_what_broke_off_while_the_database_was_waited_for_was_heard_no_longer_than_that(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    works, asked = Store.work, stage.clock.now()

    @asynccontextmanager
    async def slow(store: Store) -> AsyncIterator[Work]:
        stage.clock.forward(hours=1)
        async with works(store) as work:
            yield work

    with monkeypatch.context() as patch:
        patch.setattr(Store, "work", slow)
        await still_hearing(stage.house.core, "fake", "T1")

    assert await heard_at(stage) == asked


async def test_an_older_word_of_hearing_takes_nothing_back(stage: Stage) -> None:
    core, before = stage.house.core, stage.clock.now()
    now = stage.clock.forward(minutes=1)
    await still_hearing(core, "fake", "T1")

    await still_hearing(core, "fake", "T1", before)

    assert await heard_at(stage) == now


async def test_a_gap_that_was_read_hides_no_earlier_one(stage: Stage) -> None:
    """As when events of one minute were dropped, before it was noted that none came for an hour."""
    core, heard = stage.house.core, stage.clock.now()
    await still_hearing(core, "fake", "T1")
    since = stage.clock.forward(hours=1)
    stage.clock.forward(minutes=1)
    await catch_up(core, "fake", "T1", since)
    assert await counts(stage.house, "missed_times") == [0]
    assert await heard_at(stage) == heard

    now = stage.clock.forward(minutes=1)
    await note_missed(core, "fake", "T1")
    async with core.store.work() as work:
        it = await work.installations.named("fake", "T1")
        assert it is not None
        (gap,) = await work.installations.missed_times(it.id, now)
    assert (gap.since, gap.until) == (heard, now)

    await make_up(core, "fake", "T1")
    assert await heard_at(stage) == now


async def test_gaps_that_follow_each_other_are_heard_through_together(stage: Stage) -> None:
    core = stage.house.core
    await still_hearing(core, "fake", "T1")
    for _ in range(2):
        stage.clock.forward(minutes=5)
        await note_missed(core, "fake", "T1")
        since = stage.clock.now()
        stage.clock.forward(minutes=5)
        await note_missed(core, "fake", "T1", since)

    await make_up(core, "fake", "T1")

    assert await heard_at(stage) == stage.clock.now()


async def test_what_was_missed_everywhere_is_noted_from_one_moment_on(stage: Stage) -> None:
    core = stage.house.core
    await installed(core, "fake", "T2", "Another")
    await still_hearing(core, "fake")
    since = stage.clock.forward(minutes=5)
    now = stage.clock.forward(minutes=5)

    await note_missed_everywhere(core, "fake", since)

    async with core.store.work() as work:
        found = await work.installations.of("fake")
        gaps = [gap for it in found for gap in await work.installations.missed_times(it.id, now)]
    assert [(gap.since, gap.until) for gap in gaps] == [(since, now)] * 2
