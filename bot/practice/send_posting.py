"""Puts a post into one channel: pending, sending, sent; never twice."""

from asyncio import timeout
from datetime import datetime

from bot.domain.answer import DeliveryKind, Owed
from bot.domain.calendar import zone_named
from bot.domain.cards import ScenarioCard
from bot.domain.ids import PostingId
from bot.domain.post import Posting
from bot.domain.reminding import remind_at
from bot.errors import ChannelGone, RetryLater
from bot.ports import ChatPlatform, Hint, InChannel, Published
from bot.practice.channel_gone import note_channel_gone
from bot.practice.core import Core
from bot.practice.scenario_card import scenario_card
from bot.store.work import Work


async def send_posting(core: Core, posting_id: PostingId) -> None:
    """Send one posting, or find that an earlier attempt did."""
    taken = await _begin(core, posting_id)
    if taken is None:
        return
    posting, card = taken
    platform = core.platforms.get(posting.channel.platform)
    if platform is None:
        return  # another process speaks this platform: the lease runs out and the sweep asks again
    try:
        async with timeout(core.timings.network):
            landed = await _land(platform, posting, card)
    except RetryLater as later:
        await _put_off(core, posting, core.timings.put_off(core.clock.now(), later.after))
    except ChannelGone as gone:
        await _give_up(core, posting, gone.message)
    else:
        await note_landed(core, posting, landed)


async def _begin(core: Core, posting_id: PostingId) -> tuple[Posting, ScenarioCard] | None:
    now = core.clock.now()
    async with core.store.work() as work:
        posting = await work.postings.begin(posting_id, now, core.timings.lease_for)
        if posting is None:
            return None
        scenario = await work.posts.scenario(posting.post.scenario_hash)
        skipped = await work.posts.skipped_before(posting.post.group, posting.post.local_date)
        return posting, scenario_card(posting.post, scenario, skipped, now)


async def _land(platform: ChatPlatform, posting: Posting, card: ScenarioCard) -> Published:
    place = InChannel(posting.channel.installation_ref, posting.channel.ref)
    found = await platform.find(place, posting.key) if posting.tried_before else None
    return found or await platform.publish(place, card, posting.key)


async def note_landed(core: Core, posting: Posting, landed: Published) -> None:
    """Write down where a post stands, and owe the reminders that hang on it. Once, whoever knows first."""
    now = core.clock.now()
    async with core.store.work() as work:
        if await work.postings.sent(posting, landed, now):
            await _owe_reminders(work, posting, now)


async def _owe_reminders(work: Work, posting: Posting, now: datetime) -> None:
    post = posting.post
    schedule = await work.schedules.of(post.group, post.slot)
    members = await work.people.members(post.group, reminded=True)
    owed = []
    for member in members:
        zone = zone_named(member.zone or (schedule.zone if schedule else "UTC"))
        due = remind_at(post.deadline_at, zone)
        if due > now:
            key = f"reminder:{post.id}:{member.person}"
            owed.append(Owed(post.group, DeliveryKind.REMINDER, key, due, member.person, post.id))
    await work.deliveries.owe(owed)


async def _put_off(core: Core, posting: Posting, until: datetime) -> None:
    async with core.store.work() as work:
        await work.postings.put_off(posting, until)


async def _give_up(core: Core, posting: Posting, reason: str) -> None:
    now = core.clock.now()
    async with core.store.work() as work:
        if await work.postings.failed(posting, reason):
            owed = await note_channel_gone(work, posting.channel, reason, now)
            await work.hint(Hint.SEND_DELIVERY, *owed)
