"""A job says which row may be due, and nothing that could hold another job up."""

from sqlalchemy import text

from adapters.main import House
from bot.ports import Nudge


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
