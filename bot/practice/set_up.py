"""Brings a group into the world, or a channel into a group."""

from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.domain.calendar import next_after, zone_named
from bot.domain.group import DAILY, Role, Schedule
from bot.domain.happenings import Account, Source
from bot.domain.ids import GroupId
from bot.domain.mode import Mode
from bot.errors import ChannelGone, UserMustAct
from bot.practice.band_source import settle_band_source
from bot.practice.core import Core
from bot.practice.public_holidays import check_holidays_of
from bot.practice.take_up_day import take_up_day
from bot.practice.weekly_time import first_weekly
from bot.store.work import Work

NOT_HERE = (
    "I can't post in this channel, so nothing was changed. {why} Invite me as you would a member, "
    "and run setup again."
)
EVERY_WEEKDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Wish:
    """What an organiser asks for when a group is set up."""

    name: str
    platform: str
    installation_ref: str
    channel_ref: str
    organiser: Account
    zone: str
    at: time = time(9)
    weekdays: frozenset[int] = EVERY_WEEKDAY
    mode: Mode = Mode.OPEN
    holidays_of: str = ""
    tracks: frozenset[str] = frozenset()
    quiet: timedelta = timedelta(minutes=10)


async def check_home(core: Core, source: Source, channel_ref: str, account: Account) -> None:
    """Raises UserMustAct when the platform says that no group can live there, or not by this account.

    Never inside a transaction. Raises RetryLater while the platform can't be asked.
    """
    platform = core.platforms.get(source.platform)
    if platform is None:
        return
    try:
        await platform.check_home(source.installation_ref, channel_ref, account)
    except ChannelGone as gone:
        raise UserMustAct(NOT_HERE.format(why=gone.message)) from gone


async def set_up_group(core: Core, wish: Wish) -> GroupId:
    """Make a group with its channel, schedule and first organiser. Raises UserMustAct on a bad wish."""
    zone_named(wish.zone)
    check_holidays_of(wish.holidays_of)
    now = core.clock.now()
    async with core.store.work() as work:
        group = await work.groups.add(wish.name, wish.mode, now)
        await work.seasons.open(group, "", now)
        await settle_band_source(core, work, group)
        minutes = int(wish.quiet.total_seconds() // 60)
        await work.groups.change(group, tracks=sorted(wish.tracks), quiet_minutes=minutes)
        await _open_channel(core, work, group, wish)
        person = await work.people.recognise(wish.organiser, wish.installation_ref, now)
        await work.people.join(group, person, now)
        await work.people.set_role(group, person, Role.ORGANISER)
        await work.schedules.put(_first_schedule(group, wish, core))
        await first_weekly(work, group, wish.zone, now)
        await work.audit.note(group, person, "group set up", now, name=wish.name, zone=wish.zone)
    return group


async def add_channel(core: Core, group: GroupId, wish: Wish) -> bool:
    """Let a group post into one more channel, on the same platform or another.

    True when today's scenario, which had no channel at its time, comes now.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        await _open_channel(core, work, group, wish)
        await work.audit.note(group, None, "channel added", now, channel=wish.channel_ref)
        return await take_up_day(work, group, now)


async def _open_channel(core: Core, work: Work, group: GroupId, wish: Wish) -> None:
    now = core.clock.now()
    installation = await work.groups.note_installation(wish.platform, wish.installation_ref, now)
    if await work.groups.open_channel(group, installation, wish.channel_ref, now) is None:
        raise UserMustAct(
            "This channel belongs to another study group already. Nothing was changed. "
            "Run setup in another channel, or ask that group's organiser to give this one up."
        )


def _first_schedule(group: GroupId, wish: Wish, core: Core) -> Schedule:
    schedule = Schedule(
        group=group,
        slot=DAILY,
        at=wish.at,
        zone=wish.zone,
        weekdays=wish.weekdays,
        catch_up=timedelta(hours=6),
        holidays_of=wish.holidays_of,
        paused_from=None,
        paused_until=None,
        next_post_at=None,
        version=1,
    )
    return replace(schedule, next_post_at=next_after(schedule.rhythm, core.clock.now()))
