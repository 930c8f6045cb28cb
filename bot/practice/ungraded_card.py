"""Why an answer has no grade, and who gives it one."""

from bot.domain.cards import Note
from bot.domain.grade import UngradedReason
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.practice import words
from bot.practice.reviews.letters import can_be_ruled_on
from bot.store.work import Work


async def ungraded_card(work: Work, post: Post, author: PersonId, reason: UngradedReason) -> Note:
    said = words.ungraded(reason)
    if not reason.is_for_a_person or await can_be_ruled_on(work, post, author):
        return said
    return Note(f"{said.text} {words.NOBODY_HERE}")
