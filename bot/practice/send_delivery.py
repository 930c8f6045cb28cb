"""Sends what is owed to somebody, once; what can't be delivered waits behind a button."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cards import Card
from bot.domain.delivery import REVISIONS, Delivery, DeliveryKind
from bot.domain.ids import DeliveryId
from bot.errors import ChannelGone, InstallationGone, PrivateMessagesClosed, RetryLater, UserMustAct
from bot.ports import ChatPlatform, Place
from bot.practice.core import Core
from bot.practice.delivery_address import address_of
from bot.practice.delivery_card import card_of
from bot.practice.in_time import in_time
from bot.practice.lost_installation import note_installation_lost
from bot.practice.revise import earlier, revised, same
from bot.practice.spoken_here import SpokenElsewhereError, spoken_here
from bot.practice.way_back import with_the_way_back
from bot.practice.weekly_card import illustrated
from bot.store.work import Work

KEPT = timedelta(days=7)
"""So long somebody has to allow what a platform refuses."""


@dataclass(frozen=True, slots=True)
class _Letter:
    delivery: Delivery
    platform: ChatPlatform
    place: Place
    card: Card
    replaces: str = ""
    """The key of the card that stands there already, for a revision."""
    rather: str = ""
    """Of one that came after it, if it did: that is replaced instead."""

    @property
    def key(self) -> str:
        return f"delivery-{self.delivery.id}"


@dataclass(frozen=True, slots=True)
class _End:
    state: str
    failure: str = ""


SENT = _End("sent")


async def send_delivery(core: Core, delivery_id: DeliveryId) -> None:
    """Make the words from the rows as they stand now, and send them; or find that it was done."""
    letter = await _begin(core, delivery_id)
    if letter is None:
        return
    if letter.delivery.owed.weekly_board is not None:
        letter = replace(letter, card=await illustrated(core.painter, letter.card))
    ended = await _send(core, letter)
    now = core.clock.now()
    async with core.store.work() as work:
        if isinstance(ended, datetime):
            await work.deliveries.put_off(letter.delivery, ended)
        elif ended is SENT and letter.replaces and await _is_outdated(work, letter):
            await work.deliveries.put_off(letter.delivery, now)
        else:
            await work.deliveries.settle(letter.delivery, ended.state, now, ended.failure)


async def _send(core: Core, letter: _Letter) -> _End | datetime:
    """How it ended, or when to try again."""
    begun = core.clock.now()
    try:
        async with in_time(core):
            if letter.delivery.owed.kind is DeliveryKind.INSTALLATION_LOST:
                letter = replace(
                    letter, card=await with_the_way_back(core, letter.delivery.owed, letter.card)
                )
            await _land(letter)
    except RetryLater as later:
        return core.timings.put_off(core.clock.now(), later.after)
    except InstallationGone as gone:
        named = letter.platform.name, letter.place.installation_ref
        return await note_installation_lost(core, *named, gone.message, begun)
    except UserMustAct as refused:
        return _refused(core, letter, refused)
    return SENT


def _refused(core: Core, letter: _Letter, refusal: UserMustAct) -> _End | datetime:
    """What somebody can allow is tried again for a while; what nobody can waits for a click, or is over."""
    now = core.clock.now()
    match refusal:
        case PrivateMessagesClosed():
            return _End("waiting", refusal.message)
        case ChannelGone():
            return _End("failed", refusal.message)
    if now - letter.delivery.owed.due_at < KEPT:
        return now + core.timings.longest_lease
    return _End("failed", refusal.message)


async def _is_outdated(work: Work, letter: _Letter) -> bool:
    """Of two revisions at once the earlier may land last."""
    return not same(await revised(work, letter.delivery), letter.card)


async def _land(letter: _Letter) -> None:
    if letter.replaces:
        later = bool(letter.rather) and await letter.platform.find(letter.place, letter.rather)
        key = letter.rather if later else letter.replaces
        await letter.platform.revise(letter.place, key, letter.card)
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
    card = await card_of(work, delivery, core.clock.now()) if addressed else None
    lost = delivery.owed.kind in REVISIONS and replaced is None
    if addressed is None or platform is None or card is None or lost:
        await work.deliveries.settle(delivery, "dropped", core.clock.now())
        return None
    letter = _Letter(delivery, platform, addressed[1], card)
    return replace(letter, replaces=replaced.card_key, rather=replaced.later_key) if replaced else letter
