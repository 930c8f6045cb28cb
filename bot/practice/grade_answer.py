"""Grades one answer: frozen text out, outcome in behind the fence, points and debrief in one transaction."""

from asyncio import timeout, to_thread
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import MOST_GRADINGS, answer_text
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded, GradeOutcome, GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.ids import AnswerId, GradeId
from bot.domain.likeness import first_copied, stood_at
from bot.domain.points import LedgerKind, Timeliness
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.ports import Nudge
from bot.practice.answer_touched import current
from bot.practice.ask_grader import ask_grader
from bot.practice.core import Core
from bot.practice.first_verdict import first_verdict
from bot.store.ledger import for_answer
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer taken up for grading: the frozen text, and in `answer` the fence its result must pass."""

    answer: Answer
    text: str
    stood_at: datetime
    scenario: Scenario
    opens_at: datetime
    """From then on the senior answer may be read."""


@dataclass(frozen=True, slots=True)
class Copied:
    """The answer that was copied; None for the scenario's own senior answer."""

    answer: AnswerId | None


TELL_AFTER = 5
"""Failures after which the member hears that no grader answers."""


async def grade_answer(core: Core, answer_id: AnswerId) -> None:
    """Grade an answer that is due. A result that comes too late for its revision is dropped."""
    draft = await _take_up(core, answer_id)
    if draft is None:
        return
    try:
        async with timeout(core.timings.grading):
            outcome = await ask_grader(core, draft.scenario, draft.text)
    except (RetryLater, TimeoutError) as later:
        await _failed(core, draft, later.after if isinstance(later, RetryLater) else timedelta(0))
    except Exception:
        await _failed(core, draft, timedelta(0))
        raise
    else:
        await _settle(core, draft, outcome)


async def _take_up(core: Core, answer_id: AnswerId) -> Draft | None:
    now = core.clock.now()
    async with core.store.work() as work:
        answer = await work.answers.take_up(answer_id, now, core.timings.lease_for)
        if answer is None:
            return None
        post = await work.posts.get(answer.group, answer.post)
        parts = current(answer, await work.messages.parts(answer.group, answer.id))
        text = answer_text(parts)
        if post is None or not text or answer.gradings >= MOST_GRADINGS:
            await work.answers.change(answer, grade_due_at=None, taken_until=None)
            return None
        await work.answers.freeze(answer, text, now)
        stood = stood_at((part.written_at, len(part.text)) for part in parts)
        scenario = await work.posts.scenario(post.scenario_hash)
        return Draft(answer, text, stood, scenario, opens_at=post.deadline_at)


async def _failed(core: Core, draft: Draft, after: timedelta) -> None:
    """Try again later; after some failures the member is told, once, and it is still tried."""
    now = core.clock.now()
    failures = draft.answer.failures + 1
    until = core.timings.put_off(now, max(after, core.timings.lease_for(failures)))
    async with core.store.work() as work:
        await work.answers.put_off(draft.answer, until)
        if failures == TELL_AFTER:
            source = Provenance(GraderKind.AUTOMATIC, "none", draft.scenario.digest)
            reason = UngradedReason.GRADER_UNAVAILABLE
            outcome = Ungraded(reason, "No grader answered; it is tried again every hour.", source)
            await work.grades.append(draft.answer, outcome, now)
            debts = [_word(draft.answer, DeliveryKind.UNGRADED, now)]
            await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(debts, now + core.timings.lease))


async def _settle(core: Core, draft: Draft, outcome: GradeOutcome) -> None:
    copy_of = await _copied(core, draft) if isinstance(outcome, Graded) else None
    now = core.clock.now()
    async with core.store.work() as work:
        if isinstance(outcome, Graded):
            debts = await _debrief(work, draft, outcome, copy_of, now)
        else:
            debts = await _no_grade(work, draft, outcome, now)
        if not debts:
            await work.answers.let_go(draft.answer)
        await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(debts, now + core.timings.lease))


async def _copied(core: Core, draft: Draft) -> Copied | None:
    """Whose text this is, if it isn't the member's own. Compared off the event loop: a group may be large."""
    async with core.store.work() as work:
        length = len(draft.text)
        earlier = await work.answers.earlier_texts(draft.answer, draft.stood_at, length)
    # The senior answer is open to members from the deadline on, however old the rest of their words is.
    known = [draft.scenario.answers.senior.text] if core.clock.now() >= draft.opens_at else []
    texts = [*known, *(found.text for found in earlier)]
    place = await to_thread(first_copied, draft.text, texts)
    if place is None:
        return None
    return Copied(None if place < len(known) else earlier[place - len(known)].answer)


async def _debrief(
    work: Work, draft: Draft, graded: Graded, copied: Copied | None, now: datetime
) -> list[Owed]:
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
        return []
    grade = await work.grades.append(answer, graded, now)
    if answer.debriefed_at is None:  # first grading, or back after a withdrawal: later ones are practice
        await _score(work, answer, grade, copied, now)
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    return [Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, answer.post, answer.id, grade)]


async def _score(work: Work, answer: Answer, grade: GradeId, copied: Copied | None, now: datetime) -> None:
    """Points by the band; an answer that isn't the member's own keeps its streak credit alone."""
    if copied:
        earned = await work.ledger.tally(answer.group, answer.id)
        taken = replace(-earned, answers=0, credit=0)
        await work.answers.change(answer, copy_of=copied.answer)
        await work.ledger.enter(for_answer(answer, LedgerKind.COPY, taken, answer.arrivals, grade), now)
        return
    if answer.timeliness is Timeliness.AFTER_REVEAL:
        return
    group = await work.groups.get(answer.group)
    grades = await work.grades.of(answer.group, answer.id)
    # Somebody who withdrew and came back is paid by the poorer of the two: neither tried twice for it
    # nor swapped a good text for a bad one.
    paid = min((first_verdict(grades), grades[-1]), key=lambda stored: stored.graded.band.rank)
    tally = group.points.for_grade(paid.graded)
    if tally:
        await work.ledger.enter(for_answer(answer, LedgerKind.BAND, tally, answer.arrivals, paid.id), now)


async def _no_grade(work: Work, draft: Draft, outcome: Ungraded, now: datetime) -> list[Owed]:
    answer = draft.answer
    if not await work.answers.settle(answer, grade_due_at=None):
        return []
    await work.grades.append(answer, outcome, now)
    too_short = outcome.reason is UngradedReason.TOO_SHORT
    return [_word(answer, DeliveryKind.TOO_SHORT if too_short else DeliveryKind.UNGRADED, now)]


def _word(answer: Answer, kind: DeliveryKind, now: datetime) -> Owed:
    key = f"{kind}:{answer.id}:{answer.revision}"
    return Owed(answer.group, kind, key, now, answer.person, answer.post, answer.id)
