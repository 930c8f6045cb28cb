"""Whose text an answer is, if it isn't the member's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.ids import AnswerId, GradeId
from bot.domain.likeness import first_copied
from bot.domain.points import LedgerKind
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.store.ledger import for_answer
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Copied:
    """The answer that was copied; None for the scenario's own senior answer."""

    answer: AnswerId | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A text that was there before."""

    text: str
    copied: Copied


@dataclass(frozen=True, slots=True)
class Written:
    """An answer's text, and since when most of it stood there."""

    answer: Answer
    text: str
    stood_at: datetime


async def written_earlier(
    work: Work, written: Written, post: Post, scenario: Scenario, now: datetime
) -> list[Earlier]:
    """What it could have been copied from."""
    found = await work.texts.earlier_texts(written.answer, written.stood_at, len(written.text))
    others = [Earlier(one.text, Copied(one.answer)) for one in found]
    # The senior answer is open to members from the deadline on, however old the rest of their words is.
    senior = [Earlier(scenario.answers.senior.text, Copied(None))] if now >= post.deadline_at else []
    return [*senior, *others]


def copied_from(text: str, earlier: Sequence[Earlier]) -> Copied | None:
    """Takes a while where a group is large."""
    place = first_copied(text, [one.text for one in earlier])
    return None if place is None else earlier[place].copied


async def count_as_copy(work: Work, answer: Answer, copied: Copied, grade: GradeId, now: datetime) -> None:
    """An answer that isn't the member's own keeps its streak credit alone."""
    earned = await work.ledger.tally(answer.group, answer.id)
    taken = replace(-earned, answers=0, credit=0)
    await work.answers.change(answer, copy_of=copied.answer)
    await work.ledger.enter(for_answer(answer, LedgerKind.COPY, taken, answer.arrivals, grade), now)
