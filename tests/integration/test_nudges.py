"""A job says which row may be due, and nothing that could hold another job up."""

from dataclasses import replace

from sqlalchemy import text

from adapters.main import House
from bot.ports import Nudge
from bot.practice.core import Timings
from bot.practice.sweep import sweep
from bot.testing import FakeClock

FORTY_DUE = """
with g as (insert into groups (name, points_on_time, points_late, points_by_band, band_source, created_at)
  values ('Mornings', 10, 3, '{0,3,6,8,10}', 'automatic', :now) returning id)
insert into deliveries (group_id, kind, key, due_at)
  select id, 'too short', 'k' || n, :now from g, generate_series(1, 40) n
"""


async def test_no_job_is_locked_or_dated(house: House) -> None:
    async with house.core.store.work() as work:
        for nudge in Nudge:
            await work.nudge(nudge, 1, 2)
            await work.nudge(nudge, 3, urgent=True)
    async with house.core.store.engine.connect() as connection:
        jobs = (
            await connection.execute(
                text(
                    "select queue_name, task_name, lock, queueing_lock, scheduled_at, args"
                    " from procrastinate_jobs order by id"
                )
            )
        ).all()
    assert len(jobs) == 3 * len(Nudge)
    assert {(job.lock, job.queueing_lock, job.scheduled_at) for job in jobs} == {(None, None, None)}
    assert all(job.queue_name == job.task_name and set(job.args) == {"id"} for job in jobs)


async def test_an_overloaded_queue_is_not_piled_with_repetitions(house: House, clock: FakeClock) -> None:
    """Nobody works, and every lease runs out again and again."""
    core = replace(house.core, timings=Timings(most_waiting=7))
    async with core.store.engine.begin() as connection:
        await connection.execute(text(FORTY_DUE), {"now": clock.now()})
    for _ in range(5):
        await sweep(core)
        clock.forward(hours=2)
    async with core.store.work() as work:
        assert await work.nudged(Nudge.SEND_DELIVERY) == 7


async def test_a_look_finds_what_a_claim_would(house: House, clock: FakeClock) -> None:
    store, leases = house.core.store, house.core.timings.leases
    async with store.engine.begin() as connection:
        await connection.execute(text(FORTY_DUE), {"now": clock.now()})
    seen = []
    for forward in (-1, 1, 0, 24, -23):  # early, due, leased, run out, leased by a clock that was ahead
        clock.forward(hours=forward)
        async with store.work() as work:
            seen.append(await work.due.kinds(clock.now(), leases))
            claimed = await work.due.claim(Nudge.SEND_DELIVERY, clock.now(), leases, 100)
        assert bool(seen[-1]) == bool(claimed)
    assert seen == [[], [Nudge.SEND_DELIVERY], [], [Nudge.SEND_DELIVERY], [Nudge.SEND_DELIVERY]]
