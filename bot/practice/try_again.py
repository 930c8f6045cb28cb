"""Another try at the same scenario: practice that shows improvement and moves no points."""

from dataclasses import replace
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import MOST_GRADINGS
from bot.domain.cards import Note
from bot.practice.graded_anew import is_graded_anew
from bot.store.work import Work


async def reopen(work: Work, answer: Answer, now: datetime) -> tuple[Answer, Note | None]:
    """Let messages count again, from now on; or say why not. The answer is locked by the caller."""
    if answer.gradings >= MOST_GRADINGS:
        return answer, Note(
            f"This scenario was graded {MOST_GRADINGS} times for you, which is the most. "
            "Your answers are kept; the next scenario is a fresh start."
        )
    # Another revision, so that a grading which is under way finds itself overtaken.
    anew = answer.grade_due_at is not None and await is_graded_anew(work, answer)
    opened = replace(
        answer,
        reopened=True,
        tried_again_at=now,
        tries=answer.tries + 1,
        revision=answer.revision + 1,
        grade_due_at=answer.grade_due_at if anew else None,
    )
    await work.answers.reopen(opened)
    return opened, None
