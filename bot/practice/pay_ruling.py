"""What a later verdict on an answer changes in the ledger: the difference, so that nothing is paid twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.grade import Graded
from bot.domain.ids import GradeId
from bot.domain.points import LedgerKind, Tally, Timeliness
from bot.store.grades import StoredGrade
from bot.store.ledger import Occasion, for_answer
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Verdict:
    """A grade that was written down just now, to stand for an earlier one of its revision."""

    revision: int
    grade: GradeId
    graded: Graded
    counts: bool = True
    """Its band is of the season's source, or a person's own throughout."""
    own_words: bool = False
    """It was taken for a copy, and isn't one."""
    kind: LedgerKind = LedgerKind.RULING


async def pay_ruling(
    work: Work, answer: Answer, verdict: Verdict, grades: Sequence[StoredGrade], now: datetime
) -> None:
    """`grades` are the answer's from before, oldest first. A verdict on a later try is practice."""
    occasion = await work.ledger.occasion(answer)
    if occasion.is_copy and not verdict.own_words:
        return
    made = made_since(occasion, grades)
    if made and made[0].revision != verdict.revision:
        return
    if not verdict.counts and occasion.standing == occasion.arrival:
        return
    if verdict.own_words:
        await work.answers.change(answer, copy_of=None)
    group = await work.groups.get(answer.group)
    # What comes after the reveal has seen the others: no verdict on it earns anything.
    late = answer.timeliness is Timeliness.AFTER_REVEAL
    earned = Tally() if late else group.points.for_grade(verdict.graded)
    difference = occasion.arrival + earned + -occasion.standing
    if difference:
        key = verdict.grade
        await work.ledger.enter(for_answer(answer, verdict.kind, difference, key, verdict.grade), now)
    await work.grades.thaw(answer.group, answer.id)


def made_since(occasion: Occasion, grades: Sequence[StoredGrade]) -> list[StoredGrade]:
    """Without those of words that were taken back before."""
    return [grade for grade in grades if grade.created_at >= occasion.arrived_at]
