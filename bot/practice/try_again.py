"""Another try at the same scenario: practice that shows improvement and moves no points."""

from dataclasses import replace
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import MOST_GRADINGS
from bot.domain.cards import Note
from bot.store.work import Work


async def reopen(work: Work, answer: Answer, now: datetime) -> tuple[Answer, Note | None]:
    """Let messages count again, from now on; or say why not. The answer is locked by the caller."""
    if answer.gradings >= MOST_GRADINGS:
        return answer, Note(
            f"This scenario was graded {MOST_GRADINGS} times for you, which is the most. "
            "Your answers are kept; the next scenario is a fresh start."
        )
    # Another revision, so that a grading which is under way finds itself overtaken.
    opened = replace(
        answer,
        reopened=True,
        tried_again_at=now,
        tries=answer.tries + 1,
        revision=answer.revision + 1,
        grade_due_at=None,
    )
    await work.answers.reopen(opened)
    return opened, None
