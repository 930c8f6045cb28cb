"""Shows somebody their own debrief on a click, for instance because their direct messages are closed."""

from datetime import datetime

from bot.domain.answer import AnswerState
from bot.domain.answering import GradeRequest
from bot.domain.cards import Card, Note
from bot.domain.ids import PersonId
from bot.domain.mode import Mode
from bot.domain.post import Post
from bot.practice import words
from bot.practice.debrief_card import debrief_card
from bot.practice.senior_notes import senior_notes
from bot.practice.ungraded_card import ungraded_card
from bot.practice.waiting_card import waiting_card
from bot.practice.when_graded import when_graded
from bot.store.work import Work


async def my_debrief(work: Work, post: Post, person: PersonId, now: datetime) -> Card:
    """The newest debrief of the person's answer to the post, or where the answer stands."""
    answer = await work.answers.of(post.group, post.id, person)
    # A row without a revision: a message that was deleted before it came in.
    if answer is None or answer.revision == 0 or answer.state is AnswerState.WITHDRAWN:
        opened = await senior_notes(work, post)
        return opened or words.refusal(GradeRequest.NOTHING_YET, post, private=post.mode is Mode.SEALED)
    grades = await work.grades.of(post.group, answer.id)
    if grades and answer.debriefed_at:  # a verdict on words that were taken back is no verdict on these
        await work.deliveries.seen(post.group, answer.id, now)
        return await debrief_card(work, post, answer, grades[-1], now)
    if waiting := await waiting_card(work, post, answer, now):
        await work.deliveries.seen(post.group, answer.id, now)
        return waiting
    reason = await work.grades.why_ungraded(post.group, answer.id, answer.revision)
    if answer.grade_due_at is None and reason is not None:
        await work.deliveries.seen(post.group, answer.id, now)
        return await ungraded_card(work, post, person, reason)
    return Note(f"Your answer is kept. {await when_graded(work, post, answer, now)}")
