"""Points by the band of a first grading: paid at once, or once ratings move again."""

from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.ids import GradeId
from bot.domain.points import LedgerKind
from bot.practice.first_verdict import first_verdict
from bot.store.ledger import for_answer
from bot.store.work import Work


async def pay_band(work: Work, answer: Answer, grade: GradeId, now: datetime) -> None:
    """Once an arrival; doing it again changes nothing."""
    if await _was_a_copy(work, answer):
        return
    group = await work.groups.get(answer.group)
    grades = await work.grades.of(answer.group, answer.id)
    this = next(stored for stored in grades if stored.id == grade)
    # Somebody who withdrew and came back is paid by the poorer of the two: neither tried twice for it
    # nor swapped a good text for a bad one.
    paid = min((first_verdict(grades), this), key=lambda stored: stored.graded.band.rank)
    tally = group.points.for_grade(paid.graded)
    if tally:
        await work.ledger.enter(for_answer(answer, LedgerKind.BAND, tally, answer.arrivals, paid.id), now)


async def _was_a_copy(work: Work, answer: Answer) -> bool:
    """Whoever posted another's words has had a debrief on them; what comes after was written with it."""
    moves = await work.ledger.of_answer(answer.group, answer.id)
    told = [move.kind for move in moves if move.kind in (LedgerKind.COPY, LedgerKind.RULING)]
    return bool(told) and told[-1] is LedgerKind.COPY
