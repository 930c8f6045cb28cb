"""The words of what is owed to somebody, made from rows when they are sent."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import zone_named
from bot.domain.cards import Card
from bot.domain.delivery import Delivery, DeliveryKind
from bot.domain.group import Member
from bot.domain.post import Post
from bot.errors import UserMustAct
from bot.practice import words
from bot.practice.debrief_card import debrief_card
from bot.practice.linking.letter import linked_letter, shared_letter
from bot.practice.lost_installation import installation_letter
from bot.practice.message_letters import after_debrief_letter, ask_for_text_letter, offer_letter
from bot.practice.missed_letter import missed_letter
from bot.practice.questions.card import own_debrief
from bot.practice.refused import refusal_letter
from bot.practice.reveal_card import reveal_card
from bot.practice.reviews.letters import review_letter
from bot.practice.reviews.round_told import ruling_letter
from bot.practice.revise import revised
from bot.practice.ungraded_card import ungraded_card
from bot.practice.waiting_card import promise
from bot.practice.weekly_card import weekly_card
from bot.practice.when_graded import zone_of
from bot.store.work import Work

log = logging.getLogger(__name__)


async def card_of(work: Work, delivery: Delivery, now: datetime) -> Card | None:
    """As things stand now; None when it is owed no more."""
    if delivery.owed.kind is DeliveryKind.REMINDER:
        return await _reminder(work, delivery, now)
    if delivery.owed.kind is DeliveryKind.WEEKLY_BOARD:
        return await weekly_card(work, delivery, now)
    if delivery.owed.kind is DeliveryKind.REVIEWS_WAIT:
        return await review_letter(work, delivery, now)
    return await _CARDS[delivery.owed.kind](work, delivery)


async def _debrief(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    if owed.post is None or owed.answer is None or owed.grade is None:
        return None
    post = await work.posts.get(owed.group, owed.post)
    answer = await work.answers.get(owed.group, owed.answer)
    grade = await work.grades.get(owed.group, owed.grade)
    return await debrief_card(work, post, answer, grade) if post else None


async def _reveal(work: Work, delivery: Delivery) -> Card | None:
    post = await work.posts.get(delivery.owed.group, delivery.owed.post) if delivery.owed.post else None
    return await reveal_card(work, post) if post else None


async def _reminder(work: Work, delivery: Delivery, now: datetime) -> Card | None:
    owed = delivery.owed
    post = await work.posts.get(owed.group, owed.post) if owed.post else None
    if post is None or owed.person is None or now >= post.deadline_at:
        return None
    member = await work.people.member(owed.group, owed.person)
    if member is None:
        return None
    answer = await work.answers.of(owed.group, owed.post, owed.person) if owed.post else None
    if answer and answer.arrived_at:
        return None
    zone = await _lives_in(work, member, post)
    return words.reminder(await work.posts.scenario(post.scenario_hash), post, zone)


async def _lives_in(work: Work, member: Member, post: Post) -> ZoneInfo:
    groups_own = await zone_of(work, post)
    try:
        return zone_named(member.zone) if member.zone else groups_own
    except UserMustAct:
        log.warning("a member's zone is unknown; the group's is used", extra={"person": member.person})
        return groups_own


async def _channel_gone(work: Work, delivery: Delivery) -> Card | None:
    return words.channel_gone((await work.groups.get(delivery.owed.group)).name)


async def _too_short(_work: Work, _delivery: Delivery) -> Card | None:
    return words.TOO_SHORT


async def _ungraded(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    if owed.answer is None:
        return None
    answer = await work.answers.get(owed.group, owed.answer)
    post = await work.posts.get(owed.group, answer.post)
    reason = await work.grades.why_ungraded(owed.group, answer.id, answer.revision)
    return await ungraded_card(work, post, answer.person, reason) if post and reason else None


async def _own_question(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    found = await work.questions.get(owed.group, owed.own_question) if owed.own_question else None
    if found is None or (owed.kind is DeliveryKind.OWN_WAITS and found.outcome):
        return None
    return own_debrief(found)


_CARDS: dict[DeliveryKind, Callable[[Work, Delivery], Awaitable[Card | None]]] = {
    DeliveryKind.DEBRIEF: _debrief,
    DeliveryKind.REVEAL: _reveal,
    DeliveryKind.REVISE_REVEAL: revised,
    DeliveryKind.REVISE_WEEKLY: revised,
    DeliveryKind.REVISE_QUESTION: revised,
    DeliveryKind.REVISE_PACKET: revised,
    DeliveryKind.ROUND_RULED: ruling_letter,
    DeliveryKind.OFFER: offer_letter,
    DeliveryKind.CHANNEL_GONE: _channel_gone,
    DeliveryKind.INSTALLATION_LOST: installation_letter,
    DeliveryKind.MISSED_TIME: missed_letter,
    DeliveryKind.REFUSED: refusal_letter,
    DeliveryKind.TOO_SHORT: _too_short,
    DeliveryKind.UNGRADED: _ungraded,
    DeliveryKind.PROMISE: promise,
    DeliveryKind.PROVISIONAL: promise,
    DeliveryKind.ASK_FOR_TEXT: ask_for_text_letter,
    DeliveryKind.AFTER_DEBRIEF: after_debrief_letter,
    DeliveryKind.LINKED: linked_letter,
    DeliveryKind.CHANNEL_SHARED: shared_letter,
    DeliveryKind.OWN_DEBRIEF: _own_question,
    DeliveryKind.OWN_WAITS: _own_question,
}
