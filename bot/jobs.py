"""Procrastinate tasks: an id in, one use case called. What is due stands in rows; these are nudges."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Status

from bot.domain.ids import AnswerId, DeliveryId, OwnQuestionId, PostId, PostingId
from bot.domain.loop_states import LoopId
from bot.domain.round import RoundId
from bot.ports import Nudge
from bot.practice.close_post import close_post
from bot.practice.core import Core
from bot.practice.grade_answer import grade_answer
from bot.practice.loops.advance import advance_loop
from bot.practice.mark_message import mark_message
from bot.practice.questions.grade import grade_question
from bot.practice.rounds.advance import advance_round
from bot.practice.send_delivery import send_delivery
from bot.practice.send_posting import send_posting
from bot.store.work import NETWORK

COUNTED = 50_000
# The library's own way builds an object a job and costs as much as the rest of a message's transaction:
# this is the SQL function beneath it. The test of the queue's schema fails when a new version changes it.
_GIVE = b"""
    select procrastinate_defer_jobs_v1(array(
      select row(%(nudge)s::text, %(nudge)s::text, %(priority)s::int, null, null,
                 jsonb_build_object('id', id), null)::procrastinate_job_to_defer_v1
      from unnest(%(ids)s::bigint[]) id))
"""
_WAITING = (
    "select count(*) from (select 1 from procrastinate_jobs"
    " where queue_name = %(queue)s and status = 'todo' limit %(most)s) waiting"
)
SILENT_FOR = 120.0
"""Seconds without a heartbeat after which a worker counts as dead."""

PRIORITY = {
    Nudge.SEND_POSTING: 50,
    Nudge.CLOSE_POST: 40,
    Nudge.SEND_DELIVERY: 30,
    Nudge.ADVANCE_ROUND: 25,
    Nudge.ADVANCE_LOOP: 24,
    Nudge.GRADE_ANSWER: 20,
    Nudge.GRADE_QUESTION: 15,
    Nudge.MARK_MESSAGE: 10,
}
"""A pile of answers to grade never delays a post."""
SLOW = frozenset({Nudge.GRADE_ANSWER, Nudge.GRADE_QUESTION, Nudge.ADVANCE_ROUND})
"""Kinds of which a job may wait for a grader, for a minute and more. They have workers of their own."""


URGENT = 5


def jobs_app(conninfo: str) -> App:
    """The queue, without its tasks: enough to give nudges."""
    return App(connector=PsycopgConnector(conninfo=conninfo, kwargs=dict(NETWORK), min_size=0, max_size=4))


class JobNudges:
    """Enqueues through the caller's own connection, so that a rolled-back transaction nudges nobody."""

    async def give(  # the driver's own type, which the port must not name
        self,
        driver_connection: Any,  # noqa: ANN401
        nudge: Nudge,
        ids: Sequence[int],
        *,
        urgent: bool,
    ) -> None:
        priority = PRIORITY[nudge] + (URGENT if urgent else 0)
        jobs = {"nudge": nudge, "priority": priority, "ids": list(ids)}
        await driver_connection.execute(_GIVE, jobs, prepare=True)

    async def waiting(self, driver_connection: Any, nudge: Nudge) -> int:  # noqa: ANN401  as above
        found = await driver_connection.execute(_WAITING, {"queue": nudge, "most": COUNTED})
        (waiting,) = await found.fetchone()
        return int(waiting)


async def drop_stalled(app: App) -> int:
    """Forget the jobs of workers that died. Their rows are still due, so the sweep has found them again."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR))
    for job in stalled:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
    return len(stalled)


def register(app: App, core: Core) -> None:
    """Give the app its tasks. Nothing is retried by the queue: a row that is still due is found again."""
    calls: dict[Nudge, Callable[[int], Awaitable[None]]] = {
        Nudge.SEND_POSTING: lambda found: send_posting(core, PostingId(found)),
        Nudge.GRADE_ANSWER: lambda found: grade_answer(core, AnswerId(found)),
        Nudge.SEND_DELIVERY: lambda found: send_delivery(core, DeliveryId(found)),
        Nudge.MARK_MESSAGE: lambda found: mark_message(core, found),
        Nudge.CLOSE_POST: lambda found: close_post(core, PostId(found)),
        Nudge.ADVANCE_ROUND: lambda found: advance_round(core, RoundId(found)),
        Nudge.ADVANCE_LOOP: lambda found: advance_loop(core, LoopId(found)),
        Nudge.GRADE_QUESTION: lambda found: grade_question(core, OwnQuestionId(found)),
    }
    for nudge, call in calls.items():
        app.task(name=nudge)(_task(call))


def _task(call: Callable[[int], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    async def task(*, id: int) -> None:  # noqa: A002  the job's one argument, named for people who read the queue
        await call(id)

    return task
