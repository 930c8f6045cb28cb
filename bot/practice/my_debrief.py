"""Shows somebody their own debrief on a click, for instance because their direct messages are closed."""

from datetime import datetime

from bot.domain.answering import AnswerState
from bot.domain.cards import Card, Note
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.practice import words
from bot.practice.debrief_card import debrief_card
from bot.store.work import Work


async def my_debrief(work: Work, post: Post, person: PersonId, now: datetime) -> Card:
    """The newest debrief of the person's answer to the post, or where the answer stands."""
    answer = await work.answers.of(post.group, post.id, person)
    # A row without a revision: a message that was deleted before it came in.
    if answer is None or answer.revision == 0 or answer.state is AnswerState.WITHDRAWN:
        return Note("I have no answer of yours here. Write in the thread, or press Answer privately.")
    grades = await work.grades.of(post.group, answer.id)
    if grades:
        await work.deliveries.seen(post.group, answer.id, now)
        return await debrief_card(work, post, answer, grades[-1])
    if answer.grade_due_at is None:
        await work.deliveries.seen(post.group, answer.id, now)
        reason = await work.grades.why_ungraded(post.group, answer.id, answer.revision)
        if reason is not None:
            return words.ungraded(reason)
        return Note("Your answer is kept, and it isn't graded yet. Press Grade me when it's whole.")
    minutes = max(0, round((answer.grade_due_at - now).total_seconds() / 60))
    return Note(f"Your answer is kept. I grade it in about {minutes} minutes, or when you press Grade me.")
