"""The button by which a member asks for the debrief at once."""

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import GradeRequest, answer_text, on_grade_request
from bot.domain.cards import Card
from bot.domain.grade import UngradedReason
from bot.ports import Nudge
from bot.practice import words
from bot.practice.answer_touched import current
from bot.practice.pressed import Press
from bot.practice.take_up_answer import foreseen
from bot.practice.ungraded_card import ungraded_card
from bot.practice.waiting_card import waiting_card
from bot.practice.waiting_words import IN_HAND, WAITING
from bot.practice.way_in import writes_privately
from bot.store.work import Work


async def is_outside(it: Press) -> bool:
    """Somebody who has answered and isn't a member. They would be one again, if the platform agrees."""
    return not it.named.is_member and await it.own() is not None


async def press_grade_me(it: Press) -> Card:
    if await is_outside(it):
        # Whoever has answered takes part. Before the answer is locked: everywhere in this order.
        await it.work.people.join(it.post.group, it.person, it.now)
    answer = await it.answer()
    parts = await it.parts(answer)
    private = writes_privately(it.post, parts)
    if answer is None or answer.state is AnswerState.WITHDRAWN:
        return words.refusal(GradeRequest.NOTHING_YET, it.post, private=private)
    request = on_grade_request(
        text=answer_text(current(answer, parts)),
        revision=answer.revision,
        debriefed_revision=answer.debriefed_revision,
        gradings=answer.gradings,
    )
    if request is not GradeRequest.START:
        return words.refusal(request, it.post, private=private)
    if answer.grade_due_at is None and (reason := await _unreadable(it.work, answer)):
        return await ungraded_card(it.work, it.post, answer.person, reason)
    if waiting := await waiting_card(it.work, it.post, answer, it.now):
        return waiting
    due = min(answer.grade_due_at or it.now, it.now)  # who pressed before keeps their place
    await it.work.answers.change(answer, grade_due_at=due, lease_until=it.now + it.core.timings.lease)
    await it.work.nudge(Nudge.GRADE_ANSWER, answer.id, urgent=True)
    waits_for = await foreseen(it.core, it.work, answer, it.now)
    return WAITING[waits_for] if waits_for else IN_HAND


async def _unreadable(work: Work, answer: Answer) -> UngradedReason | None:
    """The same words would get the same reply, at the same price."""
    reason = await work.grades.why_ungraded(answer.group, answer.id, answer.revision)
    if reason is UngradedReason.UNSUPPORTED_LANGUAGE or (reason and reason.is_for_a_person):
        return reason
    return None
