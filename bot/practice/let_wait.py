"""Lets an answer wait that can't be graded now. Its author hears of it once, and what the check says."""

import logging
from asyncio import timeout
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.answer import WaitsFor
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded
from bot.domain.model import GraderAway
from bot.ports import Nudge
from bot.practice.ask_grader import Route, check_of
from bot.practice.budget import book
from bot.practice.core import Core
from bot.practice.take_up_answer import Draft
from bot.store.grade_rows import GradeStatus
from bot.store.work import Work

log = logging.getLogger(__name__)

SOON = timedelta(minutes=2)
"""A grader that asks for more time than this won't be back in a moment."""
ONCE_MORE = timedelta(seconds=30)
TELL_AFTER = 2
"""Failures in a row, however soon each was to pass."""


@dataclass(frozen=True, slots=True)
class Wait:
    until: datetime
    waits_for: WaitsFor
    failed: bool
    tell: bool
    """Its author is told, unless they were."""
    word: Graded | None = None
    """The automatic check's, which counts for nothing."""


async def wait_as_decided(core: Core, draft: Draft) -> None:
    """Grading is switched off, or today's money is spent."""
    until = draft.until or core.clock.now()
    word = await _word(core, draft) if draft.route is Route.CHECK else None
    await _put_off(core, draft, Wait(until, draft.waits_for, failed=False, tell=True, word=word))


async def wait_after_failure(core: Core, draft: Draft, after: timedelta, away: GraderAway | None) -> None:
    """Tried again by itself, later and later; after a while its author hears of it."""
    failures = draft.answer.failures + 1
    tell = failures >= TELL_AFTER or after > SOON
    word = await _word(core, draft) if tell and core.fallback else None
    now = core.clock.now()
    until = core.timings.put_off(now, max(after, pause_after(core, failures)))
    waits_for = WaitsFor.REPLY if _is_unreadable(away) else WaitsFor.GRADER
    await _put_off(core, draft, Wait(until, waits_for, failed=True, tell=tell, word=word), away)


def pause_after(core: Core, failures: int) -> timedelta:
    """Whoever pressed a button hears nothing before the second failure, so that one comes soon."""
    return ONCE_MORE if failures == 1 else core.timings.lease_for(failures)


def _is_unreadable(away: GraderAway | None) -> bool:
    return away is not None and away.failure is not None and away.failure.is_unreadable


async def _word(core: Core, draft: Draft) -> Graded | None:
    """None when the author has been told before, or the check has nothing to say."""
    async with core.store.work() as work:
        if await work.deliveries.under(draft.answer.group, _key(draft)):
            return None
    async with timeout(core.timings.grading):
        outcome = await check_of(core).grade(draft.scenario, draft.text)
    return outcome if isinstance(outcome, Graded) else None


async def _put_off(core: Core, draft: Draft, wait: Wait, away: GraderAway | None = None) -> None:
    answer, now = draft.answer, core.clock.now()
    async with core.store.work() as work:
        if away:
            await book(work, answer.group, now, away)
        stands = await work.answers.lock(answer.group, answer.id)
        if not await work.answers.put_off(answer, wait.until, wait.waits_for, failed=wait.failed):
            return
        log.info(
            "An answer waits for its grade.",
            extra={"answer": answer.id, "why": _kind(wait, away), "until": wait.until.isoformat()},
        )
        if wait.tell:
            # A word on what was written before may quote what was deleted meanwhile.
            word = wait.word if stands.revision == answer.revision else None
            owed = await _promise(work, draft, word, now)
            await work.nudge(
                Nudge.SEND_DELIVERY, *await work.deliveries.owe([owed], now + core.timings.lease)
            )


def _kind(wait: Wait, away: GraderAway | None) -> str:
    """Of the failure where there was one: what a model or endpoint said of it stands in a log of its own."""
    return str(away.failure) if away and away.failure else str(wait.waits_for)


async def _promise(work: Work, draft: Draft, word: Graded | None, now: datetime) -> Owed:
    """With the check's word, if there is one."""
    answer = draft.answer
    if word is None:
        return Owed(
            answer.group, DeliveryKind.PROMISE, _key(draft), now, answer.person, answer.post, answer.id
        )
    grade = await work.grades.append(answer, word, now, status=GradeStatus.PROVISIONAL)
    kind = DeliveryKind.PROVISIONAL
    return Owed(answer.group, kind, _key(draft), now, answer.person, answer.post, answer.id, grade)


def _key(draft: Draft) -> str:
    """Once a try, whatever it waits for, and however often it is edited meanwhile."""
    return f"{DeliveryKind.PROMISE}:{draft.answer.id}:{draft.answer.tries}"
