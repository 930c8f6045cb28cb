"""Two things at once, and processes that die: a loop has one round at a place, and goes on elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

import pytest
from sqlalchemy import text

from bot.domain.loop_states import ENDED, LoopState, Pace
from bot.errors import RetryLater
from bot.practice.loops.advance import advance_loop
from bot.practice.loops.begin import Wanted, start_loop
from bot.practice.loops.go_on import go_on
from bot.practice.sweep import sweep
from tests.integration.loops.stage import LOOPS, Looper

NUMBERS = count(1)


async def rounds_of(it: Looper) -> list[tuple[int, str]]:
    async with it.store.engine.connect() as connection:
        rows = await connection.execute(
            text(
                "select place, kind from rounds join identities using (person_id)"
                " where external_ref = :ref and loop_id is not null order by rounds.id"
            ),
            {"ref": it.account.ref},
        )
        return [(row.place, row.kind) for row in rows]


async def test_the_next_round_asked_for_five_times_at_once_begins_once(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    person = (await ana.loop()).person
    await asyncio.gather(*(go_on(ana.house.core, person) for _ in range(5)))
    assert [place for place, _ in await rounds_of(ana)] == [1, 2]


async def test_a_loop_begun_five_times_at_once_is_one(ana: Looper) -> None:
    async with ana.house.core.store.work() as work:
        person = await work.people.known(ana.account)
    assert person is not None
    wanted = Wanted(LOOPS["two"], Pace.TODAY)
    given = [ana.platform.commands(ana.account, "mock full two", "study") for _ in range(5)]
    core = ana.core
    await asyncio.gather(*(start_loop(core, ana.group, person, one, wanted) for one in given))
    assert len(await ana.loop_states()) == 1
    assert len(await rounds_of(ana)) == 1


async def test_the_same_step_done_five_times_at_once_is_done_once(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    await ana.goes_on()
    await ana.plays()
    loop = await ana.loop()
    await asyncio.gather(*(advance_loop(ana.core, loop.id) for _ in range(5)))
    keys = [seen.key for seen in ana.told()]
    assert len(set(keys)) == len(keys)
    assert len(ana.packets()) == 1


async def test_a_card_that_landed_unheard_of_is_not_sent_twice(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    await ana.says("Ana levels 333333333 and I would stop it at 9")
    await ana.stops()
    ana.platform.after_landing.append(RetryLater("The connection broke."))
    await ana.settle()
    await ana.waits(minutes=5)
    assert not ana.platform.after_landing, "nothing broke"
    assert len(ana.of_loops()) == 1
    assert await ana.loop_states() == [LoopState.OFFERED]


async def test_the_sweep_finds_a_loop_whose_job_was_lost(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.settle()
    await ana.says("Ana levels 333333333 and I would stop it at 9")
    await ana.stops()
    async with ana.store.engine.begin() as connection:
        await connection.execute(text("delete from procrastinate_jobs"))
        await connection.execute(text("update loops set lease_until = null"))
    await sweep(ana.core)
    async with ana.store.engine.connect() as connection:
        rows = await connection.execute(
            text("select count(*) from procrastinate_jobs where task_name = 'loop.advance'")
        )
        assert rows.scalar_one() == 1


async def whole(it: Looper) -> None:
    await it.types("mock full three today")
    await it.plays("444444444")
    await it.types("mock")
    await it.plays("444444444")
    await it.types("mock")
    await it.plays("000000000")
    await it.types("mock bar-raiser")
    await it.plays("333333333")
    await it.settle()


def is_to_die(it: Looper) -> bool:
    return it.store.dies is not None


def shown(it: Looper) -> list[str]:
    """What arrived, in order, without the numbers that differ from member to member."""
    return [f"{seen.key.split('-', 2)[2]} {type(seen.card).__name__}" for seen in it.told()]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_death_at_any_commit_changes_nothing(
    looper: Callable[[str], Awaitable[Looper]], when: str
) -> None:
    unharmed = await looper(f"member-{next(NUMBERS)}")
    await whole(unharmed)
    assert len(unharmed.packets()) == 1
    total = unharmed.store.transactions
    # Every seventh of them, so that both ways together look at each step of a loop in some seconds.
    for number in range(1 if when == "before" else 4, total + 1, 7):
        harmed = await looper(f"member-{next(NUMBERS)}")
        harmed.store.dies = (number, when)
        await whole(harmed)
        assert not is_to_die(harmed), "nobody died"
        assert set(await harmed.loop_states()) <= ENDED
        assert shown(harmed) == shown(unharmed), f"died {when} the commit of transaction {number}"
