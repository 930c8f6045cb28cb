"""Sends what is owed to somebody, once; what can't be delivered waits behind a button."""

import logging
from asyncio import timeout
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import zone_named
from bot.domain.cards import Card
from bot.domain.delivery import REVISIONS, Delivery, DeliveryKind
from bot.domain.group import Member
from bot.domain.ids import DeliveryId
from bot.domain.post import Post
from bot.errors import ChannelGone, InstallationGone, PrivateMessagesClosed, RetryLater, UserMustAct
from bot.ports import ChatPlatform, Place
from bot.practice import words
from bot.practice.core import Core
from bot.practice.debrief_card import debrief_card
from bot.practice.delivery_address import address_of
from bot.practice.lost_installation import installation_letter, note_installation_lost
from bot.practice.missed_letter import missed_letter
from bot.practice.questions.card import own_debrief
from bot.practice.reveal_card import reveal_card
from bot.practice.reviews.letters import review_letter
from bot.practice.revise import earlier, revised, same
from bot.practice.spoken_here import SpokenElsewhereError, spoken_here
from bot.practice.ungraded_card import ungraded_card
from bot.practice.waiting_card import promise
from bot.practice.weekly_card import illustrated, weekly_card
from bot.practice.when_graded import zone_of
from bot.store.work import Work

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Letter:
    delivery: Delivery
    platform: ChatPlatform
    place: Place
    card: Card
    replaces: str = ""
    """The key of the card that stands there already, for a revision."""

    @property
    def key(self) -> str:
        return f"delivery-{self.delivery.id}"


async def send_delivery(core: Core, delivery_id: DeliveryId) -> None:
    """Make the words from the rows as they stand now, and send them; or find that it was done."""
    letter = await _begin(core, delivery_id)
    if letter is None:
        return
    if letter.delivery.owed.weekly_board is not None:
        letter = replace(letter, card=await illustrated(core.painter, letter.card))
    state, failure = "sent", ""
    try:
        async with timeout(core.timings.network):
            await _land(letter)
    except RetryLater as later:
        async with core.store.work() as work:
            until = core.timings.put_off(core.clock.now(), later.after)
            await work.deliveries.put_off(letter.delivery, until)
        return
    except InstallationGone as gone:
        await note_installation_lost(core, letter.platform.name, letter.place.installation_ref, gone.message)
        async with core.store.work() as work:
            await work.deliveries.put_off(letter.delivery, core.clock.now() + core.timings.longest_lease)
        return
    except PrivateMessagesClosed as closed:
        state, failure = "waiting", closed.message
    except ChannelGone as gone:
        state, failure = "failed", gone.message
    async with core.store.work() as work:
        if state == "sent" and letter.replaces and await _is_outdated(work, letter):
            await work.deliveries.put_off(letter.delivery, core.clock.now())
            return
        await work.deliveries.settle(letter.delivery, state, core.clock.now(), failure)


async def _is_outdated(work: Work, letter: _Letter) -> bool:
    """Of two revisions at once the earlier may land last."""
    return not same(await revised(work, letter.delivery), letter.card)


async def _land(letter: _Letter) -> None:
    if letter.replaces:
        await letter.platform.revise(letter.place, letter.replaces, letter.card)
        return
    if letter.delivery.tried_before and await letter.platform.find(letter.place, letter.key):
        return
    await letter.platform.publish(letter.place, letter.card, letter.key)


async def _begin(core: Core, delivery_id: DeliveryId) -> _Letter | None:
    try:
        async with core.store.work() as work:
            delivery = await work.deliveries.begin(delivery_id, core.clock.now(), core.timings.lease_for)
            return await _write(core, work, delivery) if delivery else None
    except SpokenElsewhereError:
        return None


async def _write(core: Core, work: Work, delivery: Delivery) -> _Letter | None:
    replaced = await earlier(work, delivery)
    if replaced and replaced.under_way:
        await work.deliveries.put_off(delivery, core.clock.now() + core.timings.lease)
        return None
    addressed = await address_of(work, delivery)
    if addressed and await work.installations.is_lost(addressed[0], addressed[1].installation_ref):
        await work.deliveries.put_off(delivery, core.clock.now() + core.timings.longest_lease)
        return None
    platform = spoken_here(core, addressed[0]) if addressed else None
    card = await _card(work, delivery, core.clock.now()) if addressed else None
    lost = delivery.owed.kind in REVISIONS and replaced is None
    if addressed is None or platform is None or card is None or lost:
        await work.deliveries.settle(delivery, "dropped", core.clock.now())
        return None
    return _Letter(delivery, platform, addressed[1], card, replaced.card_key if replaced else "")


async def _card(work: Work, delivery: Delivery, now: datetime) -> Card | None:
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


async def _offer(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    channel = await work.groups.channel(owed.group, owed.channel) if owed.channel else None
    post = await work.posts.get(owed.group, owed.post) if owed.post else None
    return words.offer(post, f"{post.id}/{channel.ref}/{owed.message_ref}") if channel and post else None


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


async def _ask_for_text(_work: Work, _delivery: Delivery) -> Card | None:
    return words.ASK_FOR_TEXT


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
    DeliveryKind.OFFER: _offer,
    DeliveryKind.CHANNEL_GONE: _channel_gone,
    DeliveryKind.INSTALLATION_LOST: installation_letter,
    DeliveryKind.MISSED_TIME: missed_letter,
    DeliveryKind.TOO_SHORT: _too_short,
    DeliveryKind.UNGRADED: _ungraded,
    DeliveryKind.PROMISE: promise,
    DeliveryKind.PROVISIONAL: promise,
    DeliveryKind.ASK_FOR_TEXT: _ask_for_text,
    DeliveryKind.OWN_DEBRIEF: _own_question,
    DeliveryKind.OWN_WAITS: _own_question,
}
