"""Grades one answer: frozen text out, outcome in behind the fence, points and debrief in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer import Answer, DeliveryKind, Owed
from bot.domain.answering import AnswerState, answer_text, long_enough
from bot.domain.grade import Graded, GradeOutcome, GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.group import Group
from bot.domain.ids import AnswerId, GradeId
from bot.domain.likeness import is_copy
from bot.domain.points import LedgerKind
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.ports import Hint
from bot.practice.answer_touched import current
from bot.practice.core import Core
from bot.store.ledger import LedgerEntry
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer taken up for grading: the frozen text, and in `answer` the fence its result must pass."""

    answer: Answer
    text: str
    scenario: Scenario


async def grade_answer(core: Core, answer_id: AnswerId) -> None:
    """Grade an answer that is due. A result that comes too late for its revision is dropped."""
    draft = await _take_up(core, answer_id)
    if draft is None:
        return
    try:
        outcome = await _grade(core, draft)
    except RetryLater as later:
        async with core.store.work() as work:
            until = core.timings.put_off(
                core.clock.now(), max(later.after, core.timings.lease_for(draft.answer.attempt))
            )
            await work.answers.put_off(draft.answer, until)
    else:
        async with core.store.work() as work:
            await _settle(core, work, draft, outcome)


async def _take_up(core: Core, answer_id: AnswerId) -> Draft | None:
    now = core.clock.now()
    async with core.store.work() as work:
        answer = await work.answers.take_up(answer_id, now, core.timings.lease)
        if answer is None:
            return None
        post = await work.posts.get(answer.group, answer.post)
        parts = await work.messages.parts(answer.group, answer.id)
        text = answer_text(current(answer, parts))
        if post is None or not text:
            await work.answers.change(answer, grade_due_at=None)
            return None
        await work.answers.freeze(answer, text, now)
        return Draft(answer, text, await work.posts.scenario(post.scenario_hash))


async def _grade(core: Core, draft: Draft) -> GradeOutcome:
    if long_enough(draft.text):
        return await core.grader.grade(draft.scenario, draft.text)
    source = Provenance(GraderKind.AUTOMATIC, "length rule", draft.scenario.digest)
    return Ungraded(UngradedReason.TOO_SHORT, "Fewer than 8 words: too short to say anything fair.", source)


async def _settle(core: Core, work: Work, draft: Draft, outcome: GradeOutcome) -> None:
    now = core.clock.now()
    if isinstance(outcome, Graded):
        debts = await _debrief(work, draft, outcome, now)
    else:
        debts = await _no_grade(work, draft, outcome, now)
    await work.hint(Hint.SEND_DELIVERY, *await work.deliveries.owe(debts, now + core.timings.lease))


async def _debrief(work: Work, draft: Draft, graded: Graded, now: datetime) -> list[Owed]:
    answer = draft.answer
    passed = await work.answers.settle(
        answer,
        state=AnswerState.DEBRIEFED,
        grade_due_at=None,
        debriefed_at=now,
        debriefed_revision=answer.revision,
        reopened=False,
        asked=False,
        gradings=answer.gradings + 1,
    )
    if not passed:
        return []
    grade = await work.grades.append(answer, graded, now)
    await _score(work, draft, grade, now)
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    return [Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, answer.post, answer.id, grade)]


async def _score(work: Work, draft: Draft, grade: GradeId, now: datetime) -> None:
    """Points for the first graded revision; an answer copied from somebody's earlier one keeps none."""
    answer = draft.answer
    first, *later = await work.grades.of(answer.group, answer.id)
    counts_now = not later or answer.debriefed_at is None  # first grading, or back after a withdrawal
    if not counts_now:
        return
    earned = sum(points for _, points in await work.ledger.of_answer(answer.group, answer.id))
    for earlier, text in await work.answers.earlier_texts(answer):
        if is_copy(draft.text, text):
            await work.answers.change(answer, copy_of=earlier)
            entry = LedgerEntry(answer, LedgerKind.COPY, -earned, answer.arrivals, grade)
            await work.ledger.enter(entry, now)
            return
    group: Group = await work.groups.get(answer.group)
    points = group.points.for_band(first.graded.band, first.graded.provenance.kind)
    if points:
        await work.ledger.enter(LedgerEntry(answer, LedgerKind.BAND, points, answer.arrivals, grade), now)


async def _no_grade(work: Work, draft: Draft, outcome: Ungraded, now: datetime) -> list[Owed]:
    answer = draft.answer
    if not await work.answers.settle(answer, grade_due_at=None, asked=False):
        return []
    await work.grades.append(answer, outcome, now)
    too_short = outcome.reason is UngradedReason.TOO_SHORT
    kind = DeliveryKind.TOO_SHORT if too_short else DeliveryKind.UNGRADED
    key = f"{kind}:{answer.id}:{answer.revision}"
    return [Owed(answer.group, kind, key, now, answer.person, answer.post, answer.id)]
