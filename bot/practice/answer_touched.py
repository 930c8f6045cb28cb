"""What follows when an answer's content changed: a new revision, its arrival, when it's graded next.

Every way in ends here (message, form, edit, deletion, a message taken out), so this is the one place
that decides about arrival, points for it, and withdrawal. The answer is locked by the caller.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import Part, answer_text, grade_due_at, long_enough
from bot.domain.group import Group
from bot.domain.mode import Mode
from bot.domain.points import LedgerKind, arrival_of
from bot.domain.post import Post
from bot.store.ledger import LedgerEntry
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Touch:
    group: Group
    post: Post
    answer: Answer
    now: datetime


def current(answer: Answer, parts: list[Part]) -> list[Part]:
    """The parts of the latest try."""
    return [part for part in parts if part.try_number == answer.tries]


async def answer_touched(work: Work, touch: Touch) -> None:
    """Count a revision up and draw the consequences."""
    parts = await work.messages.parts(touch.answer.group, touch.answer.id)
    if not parts:
        await _withdraw(work, touch)
        return
    back = touch.answer.state is AnswerState.WITHDRAWN
    latest = current(touch.answer, parts)
    answer = replace(
        touch.answer,
        revision=touch.answer.revision + 1,
        grade_due_at=_due(touch, answer_text(latest)),
        state=AnswerState.COLLECTING if back else touch.answer.state,
    )
    if answer.debriefed_at is None:
        answer = await _arrive(work, touch, answer, latest)
    await work.answers.touch(answer)


def _due(touch: Touch, text: str) -> datetime | None:
    # After a debrief nothing is graded unasked: the member presses Try again or Grade again.
    if not text or not touch.answer.takes_words:
        return None
    return grade_due_at(touch.now, touch.group.quiet, touch.post.deadline_at, gradable=long_enough(text))


async def _arrive(work: Work, touch: Touch, answer: Answer, parts: list[Part]) -> Answer:
    """Arrival stands while the words do: it is counted again when they change, and paid once."""
    sealed = touch.post.mode is Mode.SEALED
    arrival = arrival_of(parts, touch.post.deadline_at, sealed=sealed)
    when = arrival.timeliness if arrival else None
    if when is answer.timeliness:
        return replace(answer, arrived_at=arrival.at if arrival else None)
    if answer.timeliness is not None:
        await _take_back_points(work, touch)
    if arrival is None:
        return replace(answer, arrived_at=None, timeliness=None)
    occasion = answer.arrivals + 1
    points = touch.group.points.for_arrival(arrival.timeliness)
    await work.ledger.enter(LedgerEntry(answer, LedgerKind.ARRIVAL, points, occasion), touch.now)
    return replace(answer, arrived_at=arrival.at, timeliness=arrival.timeliness, arrivals=occasion)


async def _take_back_points(work: Work, touch: Touch) -> None:
    answer = touch.answer
    standing = sum(points for _, points in await work.ledger.of_answer(answer.group, answer.id))
    if standing:
        entry = LedgerEntry(answer, LedgerKind.WITHDRAWAL, -standing, answer.arrivals)
        await work.ledger.enter(entry, touch.now)


async def _withdraw(work: Work, touch: Touch) -> None:
    answer = touch.answer
    await _take_back_points(work, touch)
    await work.answers.blank_revisions(answer)
    await work.grades.blank_words(answer.group, answer.id)
    await work.deliveries.drop_pending(answer.group, answer.id)
    await work.answers.change(
        answer,
        state=AnswerState.WITHDRAWN,
        revision=answer.revision + 1,
        grade_due_at=None,
        arrived_at=None,
        timeliness=None,
        debriefed_at=None,
        debriefed_revision=None,
        reopened=False,
        tried_again_at=None,
        copy_of=None,
    )
