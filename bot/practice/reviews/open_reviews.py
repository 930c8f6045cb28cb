"""Asks a person to look at a grade that was just made: for its own doubts, or because chance picked it."""

from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.delivery import Owed
from bot.domain.grade import GradeOutcome, ReviewReason, Ungraded
from bot.domain.ids import GradeId
from bot.domain.review import is_audited
from bot.practice.reviews.letters import letters_about
from bot.store.work import Work


async def open_reviews(
    work: Work, answer: Answer, grade: GradeId, outcome: GradeOutcome, now: datetime
) -> list[Owed]:
    """Called by whoever wrote the grade down, in the same transaction; returns the letters that are owed.

    Only what somebody waits for is worth a letter; doubts and audits are seen when the queue is.
    """
    for reason in _reasons(answer, outcome):
        await work.reviews.open(answer.group, answer.id, grade, reason, now)
    return await letters_about(work, answer, now) if _somebody_waits(outcome) else []


def _somebody_waits(outcome: GradeOutcome) -> bool:
    if isinstance(outcome, Ungraded):
        return outcome.reason.is_for_a_person
    return outcome.held


def _reasons(answer: Answer, outcome: GradeOutcome) -> list[ReviewReason]:
    if isinstance(outcome, Ungraded):
        return [ReviewReason.REFUSED] if outcome.reason.is_for_a_person else []
    reasons = list(outcome.reviews)
    if outcome.held and not reasons:
        reasons.append(ReviewReason.SUSPECT)
    if is_audited(answer.group, answer.id):
        reasons.append(ReviewReason.AUDIT)
    return reasons
