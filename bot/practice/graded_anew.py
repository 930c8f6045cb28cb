"""Answers whose grade was set aside, so that the same words are graded as if for the first time."""

from bot.domain.answer import Answer, AnswerState
from bot.store.work import Work


async def is_graded_anew(work: Work, answer: Answer) -> bool:
    """Until then whatever is written has been written with a debrief at hand, and isn't the first text."""
    if answer.state is not AnswerState.DEBRIEFED or answer.debriefed_revision is None:
        return False
    return not await work.grades.of(answer.group, answer.id)
