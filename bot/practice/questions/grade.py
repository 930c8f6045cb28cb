"""Grades an answer to a question that a member brought: no points, no boards, a debrief to its author."""

from asyncio import timeout
from datetime import timedelta

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded, GradeOutcome, Ungraded, UngradedReason
from bot.domain.ids import OwnQuestionId
from bot.domain.own_question import OwnQuestion
from bot.errors import RetryLater
from bot.library.own_question import own_question
from bot.ports import Nudge
from bot.practice.ask_grader import Route, ask_grader, route
from bot.practice.core import Core
from bot.practice.let_wait import SOON, TELL_AFTER, pause_after
from bot.store.work import Work


async def grade_question(core: Core, question: OwnQuestionId) -> None:
    """Grade one that is due. A result that comes too late is dropped."""
    async with core.store.work() as work:
        it = await work.questions.take_up(question, core.clock.now(), core.timings.grading_lease_for)
    if it is None:
        return
    try:
        async with timeout(core.timings.grading):
            outcome, key = await _asked(core, it)
    except (RetryLater, TimeoutError) as later:
        await _failed(core, it, later.after if isinstance(later, RetryLater) else timedelta(0))
    except Exception:
        await _failed(core, it, timedelta(0))
        raise
    else:
        if isinstance(outcome, Ungraded) and outcome.reason is UngradedReason.GRADER_UNAVAILABLE:
            await _failed(core, it, timedelta(0))
        else:
            await _settle(core, it, outcome, key)


async def _asked(core: Core, it: OwnQuestion) -> tuple[GradeOutcome, str]:
    """The same question and answer get the same grade, as long as the same grader is trusted."""
    scenario = own_question(it.question)
    key = core.grade_keys.key(scenario, it.answer) if core.grade_keys else ""
    async with core.store.work() as work:
        state = await work.switch.state()
        asks = key and route(core, state.mode) is Route.GRADER
        said = await work.questions.graded_like(it.group, key) if asks else None
    return said or await ask_grader(core, it.group, scenario, it.answer), key


async def _settle(core: Core, it: OwnQuestion, outcome: GradeOutcome, key: str) -> None:
    now = core.clock.now()
    kept = isinstance(outcome, Graded) and outcome.provenance.is_kept
    async with core.store.work() as work:
        if await work.questions.settle(it, outcome, key if kept else "", now):
            await _owe(core, work, it, DeliveryKind.OWN_DEBRIEF)


async def _failed(core: Core, it: OwnQuestion, after: timedelta) -> None:
    """Tried again by itself, later and later; after a while its author hears of it, once."""
    failures = it.failures + 1
    until = core.timings.put_off(core.clock.now(), max(after, pause_after(core, failures)))
    async with core.store.work() as work:
        tell = failures >= TELL_AFTER or after > SOON
        if await work.questions.put_off(it, until) and tell:
            await _owe(core, work, it, DeliveryKind.OWN_WAITS)


async def _owe(core: Core, work: Work, it: OwnQuestion, kind: DeliveryKind) -> None:
    now = core.clock.now()
    owed = Owed(it.group, kind, f"{kind}:{it.id}", now, it.person, own_question=it.id)
    await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe([owed], now + core.timings.lease))
