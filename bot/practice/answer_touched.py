"""What follows when an answer's content changed: a new revision, its arrival, when it's graded next.

Every way in ends here (message, form, edit, deletion, a message taken out), so this is the one place
that decides about arrival, points for it, and withdrawal. The answer is locked by the caller.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import Part, answer_text, grade_due_at, long_enough
from bot.domain.calendar import in_time_for_streak
from bot.domain.group import Group
from bot.domain.mode import Mode
from bot.domain.points import Arrival, LedgerKind, Tally, arrival_of
from bot.domain.post import Post
from bot.practice.forget_words import forget_words
from bot.practice.graded_anew import is_graded_anew
from bot.store.ledger import for_answer
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
    if parts:
        await content_changed(work, touch, parts)
    else:
        await _withdraw(work, touch)


async def content_changed(work: Work, touch: Touch, parts: list[Part]) -> Answer:
    """The same for an answer that has these parts now, of every try. The answer as it stands then."""
    back = touch.answer.state is AnswerState.WITHDRAWN
    latest = current(touch.answer, parts)
    answer = replace(
        touch.answer,
        revision=touch.answer.revision + 1,
        grade_due_at=await _due(work, touch, answer_text(latest)),
        state=AnswerState.COLLECTING if back else touch.answer.state,
    )
    if answer.debriefed_at is None:
        answer = await _arrive(work, touch, answer, latest)
    await work.answers.touch(answer)
    return answer


async def _due(work: Work, touch: Touch, text: str) -> datetime | None:
    waiting = touch.answer.grade_due_at
    if waiting is not None and await is_graded_anew(work, touch.answer):
        return waiting
    # After a debrief nothing is graded unasked: the member presses Try again or Grade again.
    if not text or not touch.answer.takes_words:
        return None
    return grade_due_at(touch.now, touch.group.quiet, touch.post.deadline_at, gradable=long_enough(text))


async def _arrive(work: Work, touch: Touch, answer: Answer, parts: list[Part]) -> Answer:
    """Arrival stands while the words do: it is counted again when they change, and paid once."""
    sealed = touch.post.mode is Mode.SEALED
    arrival = arrival_of(parts, touch.post.deadline_at, sealed=sealed)
    when = arrival.timeliness if arrival else None
    credited = arrival is not None and await _credited(work, touch, arrival)
    if when is answer.timeliness and credited == answer.credited:
        return replace(answer, arrived_at=arrival.at if arrival else None)
    if answer.timeliness is not None:
        await _take_back(work, touch)
    if arrival is None:
        return replace(answer, arrived_at=None, timeliness=None, credited=False)
    occasion = answer.arrivals + 1
    points = touch.group.points.for_arrival(arrival.timeliness)
    tally = Tally(points=points, answers=1, credit=int(credited))
    await work.ledger.enter(for_answer(answer, LedgerKind.ARRIVAL, tally, occasion), touch.now)
    return replace(
        answer,
        arrived_at=arrival.at,
        timeliness=arrival.timeliness,
        credited=credited,
        arrivals=occasion,
    )


async def _credited(work: Work, touch: Touch, arrival: Arrival) -> bool:
    """Whether the streak goes on. The zone that counts is the one in which the member lives today."""
    closes = touch.post.deadline_at
    if arrival.at < closes:
        return True
    zone = await work.people.zone_of(touch.answer.group, touch.answer.person)
    return in_time_for_streak(arrival.at, closes, zone)


async def _take_back(work: Work, touch: Touch) -> None:
    """Points, score and streak credit go; what they were for stays in the ledger."""
    answer = touch.answer
    standing = await work.ledger.tally(answer.group, answer.id)
    if standing:
        entry = for_answer(answer, LedgerKind.WITHDRAWAL, -standing, answer.arrivals)
        await work.ledger.enter(entry, touch.now)


async def _withdraw(work: Work, touch: Touch) -> None:
    answer = touch.answer
    await _take_back(work, touch)
    await forget_words(work, answer)
    await work.deliveries.drop_pending(answer.group, answer.id)
    await work.answers.change(
        answer,
        state=AnswerState.WITHDRAWN,
        revision=answer.revision + 1,
        grade_due_at=None,
        arrived_at=None,
        timeliness=None,
        credited=False,
        debriefed_at=None,
        debriefed_revision=None,
        reopened=False,
        tried_again_at=None,
        copy_of=None,
        held=False,
    )
