"""Where a delivery goes: the platform and the place, as rows say now."""

from bot.domain.delivery import ABOUT_A_MESSAGE, BESIDE, OF_ROUNDS, Delivery, DeliveryKind, Owed
from bot.domain.ids import PersonId
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from bot.store.work import Work

Address = tuple[str, Place]
"""The platform's name, and the place on it."""


async def address_of(work: Work, delivery: Delivery) -> Address | None:
    """None when there is nobody to reach, or no channel left."""
    owed = delivery.owed
    if owed.kind in OF_ROUNDS:
        return await _in_round(work, owed)
    if owed.kind is DeliveryKind.ROUND_RULED and (played := await _in_round(work, owed)):
        return played
    if owed.weekly_board is not None:
        return await _channel(work, owed)
    if owed.person is None:
        return await _thread(work, owed)
    return await _in_private(work, owed, owed.person)


async def _in_private(work: Work, owed: Owed, person: PersonId) -> Address | None:
    accounts = await work.people.accounts(person)
    if not accounts:
        return None
    reached = accounts[0]
    if len(accounts) > 1 and owed.kind is not DeliveryKind.LINKED:
        near = await work.links.near(person, owed)
        reached = next((one for one in accounts if one.account.platform == near), reached)
    if owed.kind not in ABOUT_A_MESSAGE:
        return reached.account.platform, Direct(reached.installation_ref, reached.account)
    channel = await work.groups.channel(owed.group, owed.channel) if owed.channel else None
    if channel is None:
        return None
    mine = next((a for a in accounts if a.account.platform == channel.platform), reached)
    thread = await _thread_of(work, owed) if owed.kind is DeliveryKind.AFTER_DEBRIEF else None
    return channel.platform, Whispered(channel.installation_ref, channel.ref, thread, mine.account)


async def _thread_of(work: Work, owed: Owed) -> str | None:
    """Where the message stood; None for one beside the thread."""
    if owed.post is None or owed.key.startswith(f"{owed.kind}:{BESIDE}:"):
        return None
    places = await work.postings.places(owed.group, owed.post)
    return next((thread for channel, thread in places if channel.id == owed.channel), None)


async def _in_round(work: Work, owed: Owed) -> Address | None:
    it = await work.rounds.get(owed.group, owed.round) if owed.round else None
    reached = await work.rounds.reached(it) if it else None
    return (reached.account.platform, Direct(reached.installation_ref, reached.account)) if reached else None


async def _channel(work: Work, owed: Owed) -> Address | None:
    channel = await work.groups.channel(owed.group, owed.channel) if owed.channel else None
    return (channel.platform, InChannel(channel.installation_ref, channel.ref)) if channel else None


async def _thread(work: Work, owed: Owed) -> Address | None:
    if owed.post is None:
        return None
    for channel, thread_ref in await work.postings.places(owed.group, owed.post):
        if channel.id == owed.channel:
            return channel.platform, InThread(channel.installation_ref, channel.ref, thread_ref)
    return None
