"""Grades the answer whose turn it is: text out, outcome in behind the fence; or it waits, and is promised."""

import logging
from asyncio import timeout
from datetime import timedelta

from bot.domain.answer import WaitsFor
from bot.domain.answering import long_enough
from bot.domain.grade import Graded, GradeOutcome, Ungraded, UngradedReason
from bot.domain.ids import AnswerId
from bot.domain.model import GraderAway
from bot.errors import RetryLater
from bot.practice.ask_grader import Route, check_of, too_short
from bot.practice.budget import book
from bot.practice.core import Core
from bot.practice.let_wait import wait_after_failure, wait_as_decided
from bot.practice.settle_grade import settle
from bot.practice.take_up_answer import Draft, take_up
from bot.store.grade_rows import GradeStatus

log = logging.getLogger(__name__)


async def grade_answer(core: Core, answer_id: AnswerId) -> None:
    """There is something to grade. The id says where to look first; another may be before it in turn."""
    draft = await take_up(core, answer_id)
    if draft is None:
        return
    if draft.waits_for is not WaitsFor.NOTHING:
        await wait_as_decided(core, draft)
        return
    try:
        async with timeout(core.timings.grading):
            outcome = await _asked(core, draft)
    except GraderAway as away:
        await wait_after_failure(core, draft, away.after, away)
    except (RetryLater, TimeoutError) as later:
        after = later.after if isinstance(later, RetryLater) else timedelta(0)
        await wait_after_failure(core, draft, after, None)
    except Exception:
        await wait_after_failure(core, draft, timedelta(0), None)
        raise
    else:
        if isinstance(outcome, Ungraded) and outcome.reason is UngradedReason.GRADER_UNAVAILABLE:
            await wait_after_failure(core, draft, timedelta(0), None)
            return
        await settle(core, draft, outcome)
        if draft.route is Route.CHECK_BESIDE:
            await _look_beside(core, draft)


async def _asked(core: Core, draft: Draft) -> GradeOutcome:
    if draft.decided:
        return draft.decided
    if not long_enough(draft.text):
        return too_short(draft.scenario)
    if draft.route is Route.CHECK_BESIDE:
        return await check_of(core).grade(draft.scenario, draft.text)
    return draft.kept or await core.grader.grade(draft.scenario, draft.text)


async def _look_beside(core: Core, draft: Draft) -> None:
    """What the grader would have said, for operators. It is not tried twice."""
    if draft.kept is not None or not draft.is_paid_for or not long_enough(draft.text):
        return
    answer = draft.answer
    try:
        async with timeout(core.timings.grading):
            outcome = await core.grader.grade(draft.scenario, draft.text)
    except (RetryLater, TimeoutError) as later:
        log.info("The grader beside the check said nothing.", extra={"why": str(later)})
        if isinstance(later, GraderAway):
            async with core.store.work() as work:
                await book(work, answer.group, core.clock.now(), later)
        return
    async with core.store.work() as work:
        now = core.clock.now()
        await book(work, answer.group, now, outcome)
        stands = await work.answers.lock(answer.group, answer.id)
        # What was deleted meanwhile may be quoted in it.
        if isinstance(outcome, Graded) and stands.revision == answer.revision:
            key = draft.content_key if outcome.provenance.is_kept else ""
            await work.grades.append(answer, outcome, now, status=GradeStatus.SHADOW, content_key=key)
