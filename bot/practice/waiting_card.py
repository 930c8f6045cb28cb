"""What the author of an answer that waits is shown: what the check says meanwhile, or why it waits."""

from datetime import datetime

from bot.domain.answer import Answer, WaitsFor
from bot.domain.cards import Card
from bot.domain.delivery import Delivery
from bot.domain.post import Post
from bot.practice.debrief_card import debrief_card
from bot.practice.waiting_words import WAITING
from bot.store.work import Work


async def waiting_card(work: Work, post: Post, answer: Answer, now: datetime) -> Card | None:
    """None when it doesn't wait, or somebody has it in hand."""
    waits_for = await work.answers.waits_for(answer.group, answer.id, now)
    if waits_for is WaitsFor.NOTHING:
        return None
    word = await work.grades.provisional(answer.group, answer.id)
    if word is not None and word.revision == answer.revision:
        return await debrief_card(work, post, answer, word)
    return WAITING[waits_for]


async def promise(work: Work, delivery: Delivery) -> Card | None:
    """For a direct message. None when it came to be graded meanwhile."""
    owed = delivery.owed
    post = await work.posts.get(owed.group, owed.post) if owed.post else None
    answer = await work.answers.get(owed.group, owed.answer) if owed.answer else None
    if post is None or answer is None or answer.grade_due_at is None:
        return None
    if owed.grade is not None:
        return await debrief_card(work, post, answer, await work.grades.get(owed.group, owed.grade))
    waits_for = await work.answers.waits_for(answer.group, answer.id, owed.due_at)
    return WAITING[waits_for or WaitsFor.GRADER]
