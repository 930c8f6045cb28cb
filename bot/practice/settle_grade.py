"""Writes a grading's outcome behind the fence: grade, points, reviews and debrief in one transaction."""

from asyncio import to_thread
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded, GradeOutcome, GraderKind, Ungraded, UngradedReason
from bot.domain.grader_mode import moves
from bot.domain.ids import AnswerId, GradeId
from bot.domain.likeness import first_copied
from bot.domain.points import LedgerKind, Timeliness
from bot.domain.post import Post
from bot.ports import Nudge
from bot.practice.budget import book
from bot.practice.core import Core
from bot.practice.pay_band import pay_band
from bot.practice.reviews.open_reviews import open_reviews
from bot.practice.take_up_answer import Draft
from bot.store.ledger import for_answer
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Copied:
    """The answer that was copied; None for the scenario's own senior answer."""

    answer: AnswerId | None


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
            return
        await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(debts, now + core.timings.lease))


async def _copied(core: Core, draft: Draft) -> Copied | None:
    """Whose text this is, if it isn't the member's own. Compared off the event loop: a group may be large."""
    async with core.store.work() as work:
        length = len(draft.text)
        earlier = await work.answers.earlier_texts(draft.answer, draft.stood_at, length)
    # The senior answer is open to members from the deadline on, however old the rest of their words is.
    is_open = core.clock.now() >= draft.post.deadline_at
    known = [draft.scenario.answers.senior.text] if is_open else []
    texts = [*known, *(found.text for found in earlier)]
    place = await to_thread(first_copied, draft.text, texts)
    if place is None:
        return None
    return Copied(None if place < len(known) else earlier[place - len(known)].answer)


async def _debrief(
    work: Work, draft: Draft, graded: Graded, copied: Copied | None, now: datetime
) -> list[Owed] | None:
    answer = draft.answer
    passed = await work.answers.settle(
        answer,
        state=AnswerState.DEBRIEFED,
        grade_due_at=None,
        debriefed_at=now,
        debriefed_revision=answer.revision,
        reopened=False,
        gradings=answer.gradings + 1,
    )
    if not passed:
        return None
    key = draft.content_key if graded.provenance.kind is GraderKind.MODEL else ""
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
    grade = await work.grades.append(answer, graded, now, content_key=key, frozen=frozen)
    if graded.held:
        await work.answers.change(answer, held=True)
    if first and copied:
        await _as_copy(work, answer, copied, grade, now)
    elif earns and not frozen:
        await pay_band(work, answer, grade, now)
    letters = await open_reviews(work, answer, grade, graded, now)
    return [_debt(answer, draft.post, grade, now), *letters]


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


async def _as_copy(work: Work, answer: Answer, copied: Copied, grade: GradeId, now: datetime) -> None:
    """An answer that isn't the member's own keeps its streak credit alone."""
    earned = await work.ledger.tally(answer.group, answer.id)
    taken = replace(-earned, answers=0, credit=0)
    await work.answers.change(answer, copy_of=copied.answer)
    await work.ledger.enter(for_answer(answer, LedgerKind.COPY, taken, answer.arrivals, grade), now)


async def _no_grade(work: Work, draft: Draft, outcome: Ungraded, now: datetime) -> list[Owed] | None:
    answer = draft.answer
    if not await work.answers.settle(answer, grade_due_at=None):
        return None
    grade = await work.grades.append(answer, outcome, now)
    letters = await open_reviews(work, answer, grade, outcome, now)
    too_short = outcome.reason is UngradedReason.TOO_SHORT
    kind = DeliveryKind.TOO_SHORT if too_short else DeliveryKind.UNGRADED
    key = f"{kind}:{answer.id}:{answer.revision}"
    return [Owed(answer.group, kind, key, now, answer.person, answer.post, answer.id), *letters]


def _debt(answer: Answer, post: Post, grade: GradeId, now: datetime) -> Owed:
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    return Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, post.id, answer.id, grade)
