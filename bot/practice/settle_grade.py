"""Writes a grading's outcome behind the fence: grade, points, reviews and debrief in one transaction."""

from asyncio import to_thread
from dataclasses import replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded, GradeOutcome, GraderKind, Ungraded, UngradedReason
from bot.domain.grader_mode import moves
from bot.domain.ids import GradeId
from bot.domain.points import Timeliness
from bot.domain.post import Post
from bot.ports import Nudge
from bot.practice.budget import book
from bot.practice.copied import Copied, Written, copied_from, count_as_copy, written_earlier
from bot.practice.core import Core
from bot.practice.pay_band import pay_band
from bot.practice.reviews.open_reviews import open_reviews
from bot.practice.take_up_answer import Draft
from bot.store.work import Work


async def settle(core: Core, draft: Draft, outcome: GradeOutcome) -> None:
    """A result that comes too late for its revision is dropped; what it cost is booked all the same."""
    copy_of = await _copied(core, draft) if isinstance(outcome, Graded) else None
    now, answer = core.clock.now(), draft.answer
    async with core.store.work() as work:
        await book(work, answer.group, now, outcome)
        if isinstance(outcome, Graded):
            debts = await _debrief(work, draft, outcome, copy_of, now)
        else:
            debts = await _no_grade(work, draft, outcome, now)
        if debts is None:
            await work.answers.let_go(answer)
            if draft.kept is None and outcome.provenance.kind is GraderKind.MODEL:
                await work.answers.drop_grading(answer)
            return
        await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(debts, now + core.timings.lease))


async def _copied(core: Core, draft: Draft) -> Copied | None:
    """Compared off the event loop, and outside of a transaction."""
    written = Written(draft.answer, draft.text, draft.stood_at)
    async with core.store.work() as work:
        earlier = await written_earlier(work, written, draft.post, draft.scenario, core.clock.now())
    return await to_thread(copied_from, draft.text, earlier)


async def _debrief(
    work: Work, draft: Draft, graded: Graded, copied: Copied | None, now: datetime
) -> list[Owed] | None:
    answer = draft.answer
    passed = await work.answers.settle(
        answer,
        state=AnswerState.DEBRIEFED,
        grade_due_at=await _due_again(work, draft, now),
        debriefed_at=now,
        debriefed_revision=draft.revision,
        reopened=answer.reopened and draft.is_earlier,
        gradings=answer.gradings + 1,
    )
    if not passed:
        return None
    key = draft.content_key if graded.provenance.is_kept else ""
    graded = await _first_word(work, answer, key, graded)
    earlier = await work.grades.of(answer.group, answer.id)
    # Later gradings are practice. One is the first after a withdrawal too, and where none counts any more.
    first = answer.debriefed_at is None or not earlier
    if first and any(grade.graded.held for grade in earlier):
        # Whoever withdraws what waits for a person is paid by the poorer of the two, which only one can tell.
        graded = replace(graded, held=True)
    stands = first and not copied and not graded.held
    earns = stands and answer.timeliness is not Timeliness.AFTER_REVEAL
    frozen = earns and not moves((await work.switch.state()).mode, graded.provenance.kind)
    kept = replace(answer, revision=draft.revision)
    grade = await work.grades.append(kept, graded, now, content_key=key, frozen=frozen)
    if graded.held:
        await work.answers.change(answer, held=True)
    if first and copied:
        await count_as_copy(work, answer, copied, grade, now)
    elif earns and not frozen:
        await pay_band(work, answer, grade, now)
    letters = await open_reviews(work, answer, grade, graded, now)
    return [_debt(answer, draft.post, grade, now), *letters]


async def _due_again(work: Work, draft: Draft, now: datetime) -> datetime | None:
    """Another try that was begun while an earlier text was graded anew comes next, if there is one."""
    if not (draft.answer.reopened and draft.is_earlier):
        return None
    group = await work.groups.get(draft.answer.group)
    return now + group.quiet


async def _first_word(work: Work, answer: Answer, content_key: str, graded: Graded) -> Graded:
    """Two gradings of the same content at once get the same grade: that of whoever settles first."""
    if not content_key:
        return graded
    await work.grades.lock_content(answer.group, content_key)
    kept = await work.grades.kept(answer.group, content_key)
    if kept is None:
        return graded
    cost = graded.provenance.cost_micros
    return replace(kept, provenance=replace(kept.provenance, cost_micros=cost))


async def _no_grade(work: Work, draft: Draft, outcome: Ungraded, now: datetime) -> list[Owed] | None:
    answer = draft.answer
    if not await work.answers.settle(answer, grade_due_at=None):
        return None
    grade = await work.grades.append(replace(answer, revision=draft.revision), outcome, now)
    letters = await open_reviews(work, answer, grade, outcome, now)
    too_short = outcome.reason is UngradedReason.TOO_SHORT
    kind = DeliveryKind.TOO_SHORT if too_short else DeliveryKind.UNGRADED
    key = f"{kind}:{answer.id}:{answer.revision}"
    return [Owed(answer.group, kind, key, now, answer.person, answer.post, answer.id), *letters]


def _debt(answer: Answer, post: Post, grade: GradeId, now: datetime) -> Owed:
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    return Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, post.id, answer.id, grade)
