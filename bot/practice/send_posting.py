"""Puts a post into one channel: pending, sending, sent; never twice, and never after its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import SkipReason
from bot.domain.cards import ScenarioCard
from bot.domain.group import Schedule
from bot.domain.ids import PostingId
from bot.domain.post import Post, Posting
from bot.errors import ChannelGone, InstallationGone, RetryLater, UserMustAct
from bot.ports import ChatPlatform, InChannel, Nudge, Published
from bot.practice.channel_gone import note_channel_gone
from bot.practice.core import Core
from bot.practice.in_time import in_time
from bot.practice.lost_installation import note_installation_lost
from bot.practice.note_landed import note_landed
from bot.practice.posted_scenario import posted_scenario
from bot.practice.scenario_card import scenario_card
from bot.practice.spoken_here import SpokenElsewhereError, spoken_here
from bot.store.work import Work

SENDING_MAY_TAKE = timedelta(minutes=10)
"""A post that was planned in time isn't late because many are sent at once."""

LOOK_AGAIN = timedelta(minutes=10)
"""Until a post is tried again where the bot was removed: it may be back."""

UNREACHED = "I could not reach the platform."
TOO_LATE = "Then it was too late to post this, and the day was skipped."


@dataclass(frozen=True, slots=True)
class _Taken:
    posting: Posting
    card: ScenarioCard
    platform: ChatPlatform
    too_late: bool


async def send_posting(core: Core, posting_id: PostingId) -> None:
    """Send one posting, or find that an earlier attempt did."""
    taken = await _begin(core, posting_id)
    if taken is None:
        return
    posting, begun = taken.posting, core.clock.now()
    try:
        async with in_time(core):
            landed = await _land(taken)
    except RetryLater as later:
        await _put_off(core, posting, core.timings.put_off(core.clock.now(), later.after))
    except ChannelGone as gone:
        await _lose_channel(core, posting, gone.message, begun)
    except InstallationGone as gone:
        await _lose_installation(core, posting, gone.message, begun)
    except UserMustAct as refused:
        await _wait_for_leave(core, taken, refused.message)
    else:
        if landed:
            await note_landed(core, posting, landed)
        else:
            await _give_up(core, posting)


async def _begin(core: Core, posting_id: PostingId) -> _Taken | None:
    now = core.clock.now()
    try:
        async with core.store.work() as work:
            posting = await work.postings.begin(posting_id, now, core.timings.lease_for)
            if posting is None:
                return None
            platform = spoken_here(core, posting.channel.platform)
            post = posting.post
            scenario = await posted_scenario(core, work, post)
            skipped = await work.posts.skipped_before(post.group, post.local_date)
            late = _is_too_late(post, await work.schedules.of(post.group, post.slot), now)
            card = scenario_card(post, scenario, skipped, now, read_by=core.read_by)
            return _Taken(posting, card, platform, late)
    except SpokenElsewhereError:
        return None


def _is_too_late(post: Post, schedule: Schedule | None, now: datetime) -> bool:
    if now >= post.deadline_at:
        return True
    return schedule is not None and now - post.due_at > schedule.catch_up + SENDING_MAY_TAKE


async def _land(taken: _Taken) -> Published | None:
    """Where it stands, from an earlier attempt or now. None when it never stood and its time is over."""
    posting = taken.posting
    place = InChannel(posting.channel.installation_ref, posting.channel.ref)
    found = await taken.platform.find(place, posting.key) if posting.tried_before else None
    if found or taken.too_late:
        return found
    return await taken.platform.publish(place, taken.card, posting.key)


async def _put_off(core: Core, posting: Posting, until: datetime) -> None:
    async with core.store.work() as work:
        await work.postings.put_off(posting, until)


async def _give_up(core: Core, posting: Posting) -> None:
    async with core.store.work() as work:
        if refusal := await work.postings.refusal(posting):
            await _fail(work, posting, f"{refusal} {TOO_LATE}", SkipReason.NOT_ALLOWED)
        else:
            await _fail(work, posting, f"{UNREACHED} {TOO_LATE}", SkipReason.TOO_LATE)


async def _wait_for_leave(core: Core, taken: _Taken, refusal: str) -> None:
    """Somebody can mend it while the post's time lasts; asking more often doesn't make them faster."""
    async with core.store.work() as work:
        if taken.too_late:
            await _fail(work, taken.posting, f"{refusal} {TOO_LATE}", SkipReason.NOT_ALLOWED)
        else:
            again = core.clock.now() + core.timings.longest_lease
            await work.postings.put_off(taken.posting, again, refusal)


async def _lose_channel(core: Core, posting: Posting, reason: str, begun: datetime) -> None:
    now = core.clock.now()
    async with core.store.work() as work:
        if await _fail(work, posting, reason, SkipReason.NO_CHANNEL):
            owed = await note_channel_gone(work, posting.channel, reason, begun, now)
            await work.nudge(Nudge.SEND_DELIVERY, *owed)


async def _lose_installation(core: Core, posting: Posting, reason: str, begun: datetime) -> None:
    """It may stand there, of an earlier attempt or in part: that is looked at when the bot is back."""
    now = core.clock.now()
    async with core.store.work() as work:
        if now < posting.post.deadline_at:
            await work.postings.put_off(posting, min(now + LOOK_AGAIN, posting.post.deadline_at))
        else:
            await _fail(work, posting, reason, SkipReason.NO_CHANNEL)
    channel = posting.channel
    await note_installation_lost(core, channel.platform, channel.installation_ref, reason, begun)


async def _fail(work: Work, posting: Posting, reason: str, skip: SkipReason) -> bool:
    """A post that stands in no channel was no post: the next card says so, and its scenario comes again."""
    post = posting.post
    await work.posts.lock(post.group, post.id)  # two channels that fail at once: the second sees the first
    failed = await work.postings.failed(posting, reason)
    if failed:
        await work.posts.skip_if_nowhere(post.group, post.id, skip)
    return failed
