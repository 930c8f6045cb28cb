"""`setup`: makes a group in a channel, shows or changes how it runs, or takes it over."""

from dataclasses import replace

from bot.domain.cards import Card
from bot.domain.group import Role, Schedule
from bot.domain.ids import GroupId
from bot.domain.mode import Mode
from bot.domain.setup_words import SetupWords, setup_words
from bot.errors import UserMustAct
from bot.practice.change_settings import SettingsChange, change_settings, rename
from bot.practice.commands.asked import Asked
from bot.practice.commands.stale import refuse_if_overtaken
from bot.practice.commands.take_over import take_over
from bot.practice.group_sheet import group_sheet, schedule_in
from bot.practice.organise import ScheduleChange, change_schedule
from bot.practice.schedule_words import posting_time
from bot.practice.set_up import Wish, add_channel, check_home, set_up_group
from bot.practice.setup_form import NEW_NAME, changing_form, new_form

NEEDS_ZONE = (
    "In which zone? Nothing was changed. Type for instance "
    "`/debrief-admin setup 09:30 Europe/Berlin mon-fri open`: a scenario is then posted here at that time. "
    "Without a time it's 09:00, without days Monday to Friday."
)
TAKEN_OVER = "You organise this group now."
AGAIN = "I post in this channel again."
MOVED = "Your group posts in this channel from now on, as it was."
TODAYS = " Today's scenario could be posted nowhere at its time: it comes within a minute."


async def setup(it: Asked) -> Card:
    """Whatever setup means here and now."""
    wanted = setup_words(it.words)
    if it.here.group is None:
        return await _new(it, wanted)
    if it.organises:
        return await _existing(it, wanted)
    await take_over(it)
    return await _sheet(it, it.group.id, TAKEN_OVER)


async def _new(it: Asked, wanted: SetupWords) -> Card:
    if it.given.channel_ref is None:
        raise UserMustAct(
            "Setup belongs in the channel where the group is to practise. Nothing was changed. "
            "Type `/debrief-admin setup` there."
        )
    await _check_home(it, it.given.channel_ref)
    homeless = await _homeless(it)
    if homeless is not None:
        await it.once()
        comes = await add_channel(it.core, homeless, _wish(it, wanted, ""))
        return await _sheet(it, homeless, MOVED + TODAYS * comes)
    if not it.words:
        return new_form(it.given.channel_ref, wanted)
    if wanted.zone is None:
        raise UserMustAct(NEEDS_ZONE)
    await it.once()
    group = await set_up_group(it.core, _wish(it, wanted, wanted.zone))
    return await _sheet(it, group, "The group is made, and you organise it.")


async def _check_home(it: Asked, channel_ref: str) -> None:
    await check_home(it.core, it.given.source, channel_ref, it.given.account)


def _wish(it: Asked, wanted: SetupWords, zone: str) -> Wish:
    source = it.given.source
    wish = Wish(
        name=wanted.name or NEW_NAME,
        platform=source.platform,
        installation_ref=source.installation_ref,
        channel_ref=it.given.channel_ref or "",
        organiser=it.given.account,
        zone=zone,
        mode=wanted.mode or Mode.OPEN,
        holidays_of=wanted.holidays_of or "",
    )
    return replace(wish, at=wanted.at or wish.at, weekdays=wanted.weekdays or wish.weekdays)


async def _homeless(it: Asked) -> GroupId | None:
    """The typist's own group that lost all its channels: it moves here rather than begin anew."""
    person = it.here.person
    if person is None:
        return None
    async with it.core.store.work() as work:
        mine = await work.people.groups_of(person)
        housed = {channel.group for channel in await work.groups.channels(mine)}
        members = [await work.people.member(group, person) for group in mine if group not in housed]
    lost = [member.group for member in members if member and member.role is Role.ORGANISER]
    return lost[0] if len(lost) == 1 else None


async def _existing(it: Asked, wanted: SetupWords) -> Card:
    back = await reopened(it)
    async with it.core.store.work() as work:
        schedule = await schedule_in(work, it.group.id)
        new = _news(it, schedule, wanted)
        if new:
            await refuse_if_overtaken(work, it, "schedule changed", f"posts {posting_time(schedule)}.")
    if not it.words and not back:
        return await changing_form(it.core, it.group.id, it.member.zone)
    if not new:
        return await _sheet(it, it.group.id, back or ("It was so already." if wanted else ""))
    if not back:
        await it.once()
    await _change(it, schedule, new)
    return await _sheet(it, it.group.id, "Changed, from the next scenario on.")


def _news(it: Asked, now: Schedule, wanted: SetupWords) -> SetupWords:
    """What differs from how things are."""
    return SetupWords(
        at=None if wanted.at == now.at else wanted.at,
        zone=None if wanted.zone == now.zone else wanted.zone,
        weekdays=None if wanted.weekdays == now.weekdays else wanted.weekdays,
        mode=None if wanted.mode is it.group.mode else wanted.mode,
        holidays_of=None if wanted.holidays_of == now.holidays_of else wanted.holidays_of,
        name=None if wanted.name == it.group.name else wanted.name,
    )


async def _change(it: Asked, seen: Schedule, new: SetupWords) -> None:
    group, actor = it.group.id, it.member.person
    change = ScheduleChange(at=new.at, zone=new.zone, weekdays=new.weekdays, holidays_of=new.holidays_of)
    if change != ScheduleChange():
        await change_schedule(it.core, group, actor, seen.version, change)
    if new.mode is not None:
        await change_settings(it.core, group, actor, SettingsChange(mode=new.mode))
    if new.name is not None:
        await rename(it.core, group, actor, new.name)


async def reopened(it: Asked) -> str:
    """A channel that was noted as gone and is spoken in again takes posts again. Empty when it wasn't."""
    async with it.core.store.work() as work:
        living = {channel.ref for channel in await work.groups.channels([it.group.id])}
    if it.given.channel_ref is None or it.given.channel_ref in living:
        return ""
    await _check_home(it, it.given.channel_ref)
    await it.once()
    comes = await add_channel(it.core, it.group.id, _wish(it, SetupWords(), it.here.groups_zone))
    return AGAIN + TODAYS * comes


async def _sheet(it: Asked, group: GroupId, says: str) -> Card:
    """How the group runs now."""
    return await group_sheet(it.core, group, says, it.here.member.zone if it.here.member else None, it.now)
