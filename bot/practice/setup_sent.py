"""Takes the form behind `setup`: makes a group in a channel, or changes how one runs."""

import re
from dataclasses import replace

from bot.domain.cards import Card, Note
from bot.domain.forms import FieldForm
from bot.domain.group import Group, Schedule
from bot.domain.happenings import FieldsSent
from bot.domain.ids import GroupId, PersonId
from bot.domain.mode import Mode
from bot.domain.setup_words import SetupWords
from bot.errors import Stale, UserMustAct
from bot.practice.change_settings import SettingsChange, change_settings, rename
from bot.practice.core import Core
from bot.practice.group_sheet import group_sheet, schedule_in
from bot.practice.organise import ScheduleChange, change_schedule, require_organiser
from bot.practice.set_up import Wish, check_home, set_up_group
from bot.practice.setup_form import NEW, NEW_NAME, Filled, drafts_of, form_of, new_form, read_form, subject_of
from bot.store.work import Work

HAVE_IT = Note("I have that form already. Type `/debrief-admin setup` to see how the group runs.", again=True)
NOT_HERE = "This form belongs to no group and no channel that I know. Nothing was changed."
OTHER_CHANNEL = (
    "This form is for another channel than the one you sent it in. Nothing was changed. Type "
    "`/debrief-admin setup` in the channel where the group is to practise."
)
_OF_GROUP = re.compile("(?P<group>[0-9]{1,18})/(?P<version>[0-9]{1,9})")


async def setup_sent(core: Core, sent: FieldsSent) -> Card:
    """Do what it says. What can't be read or done comes back in the form, so that nobody types it twice."""
    try:
        filled = read_form(sent.values)
        if sent.subject.startswith(f"{NEW}/"):
            return await _make(core, sent, filled)
        return await _change(core, sent, filled)
    except UserMustAct as refused:
        return (await _same_form(core, sent)).again(sent.values, refused.message)


async def _same_form(core: Core, sent: FieldsSent) -> FieldForm:
    """As it was, but for the version: whoever sends it again has been told what somebody else changed."""
    named = _OF_GROUP.fullmatch(sent.subject)
    if named is None:
        return new_form(sent.subject.removeprefix(f"{NEW}/"), SetupWords())
    async with core.store.work() as work:
        schedule = await work.schedules.of(GroupId(int(named["group"])))
    subject = subject_of(schedule) if schedule else sent.subject
    return form_of(subject, "How the group runs", "", {}, "Change it")


async def _make(core: Core, sent: FieldsSent, filled: Filled) -> Card:
    source, words = sent.source, filled.words
    channel = sent.subject.removeprefix(f"{NEW}/")
    if not channel or words.at is None or words.weekdays is None:
        raise UserMustAct(NOT_HERE)
    if sent.channel_ref not in (None, channel):
        raise UserMustAct(OTHER_CHANNEL)
    wish = Wish(
        name=words.name or NEW_NAME,
        platform=source.platform,
        installation_ref=source.installation_ref,
        channel_ref=channel,
        organiser=sent.account,
        zone=words.zone or "UTC",
        at=words.at,
        weekdays=words.weekdays,
        mode=words.mode or Mode.OPEN,
        holidays_of=words.holidays_of or "",
        quiet=filled.quiet,
    )
    await check_home(core, source, channel, sent.account)
    async with core.store.work() as work:
        if not await _first_time(work, core, sent):
            return HAVE_IT
        # A transaction of its own inside this one: when it fails, the form wasn't taken either.
        group = await set_up_group(core, wish)
    says = "The group is made, and you organise it."
    return await group_sheet(core, group, says, None, core.clock.now())


async def _change(core: Core, sent: FieldsSent, filled: Filled) -> Card:
    named = _OF_GROUP.fullmatch(sent.subject)
    if named is None:
        raise UserMustAct(NOT_HERE)
    group, version = GroupId(int(named["group"])), int(named["version"])
    actor = await _organiser(core, sent, group)
    async with core.store.work() as work:
        before, schedule = await work.groups.get(group), await schedule_in(work, group)
    changed = drafts_of(before, schedule) != _drafts_as_asked(before, schedule, filled)
    if changed and schedule.version != version:
        raise Stale(
            "Another organiser changed how the group runs while you wrote. Your change was not made. "
            "Look at what you wrote, and send it again if you still want it."
        )
    if changed:  # delivered again, it asks for what is so already
        await _apply(core, actor, before, schedule, filled)
    says = "Changed, from the next scenario on." if changed else "It was so already."
    return await group_sheet(core, group, says, None, core.clock.now())


def _drafts_as_asked(group: Group, schedule: Schedule, filled: Filled) -> dict[str, str]:
    """As the form of a group would be that runs as was asked for."""
    return drafts_of(_group_as(group, filled), _schedule_as(schedule, filled.words))


def _group_as(group: Group, filled: Filled) -> Group:
    words = filled.words
    return replace(group, name=words.name or group.name, mode=words.mode or group.mode, quiet=filled.quiet)


def _schedule_as(schedule: Schedule, words: SetupWords) -> Schedule:
    return replace(
        schedule,
        at=schedule.at if words.at is None else words.at,
        zone=words.zone or schedule.zone,
        weekdays=words.weekdays or schedule.weekdays,
        holidays_of=words.holidays_of or "",
    )


async def _organiser(core: Core, sent: FieldsSent, group: GroupId) -> PersonId:
    source = sent.source
    async with core.store.work() as work:
        installation = await work.groups.installation(source.platform, source.installation_ref)
        person = await work.people.known(sent.account)
        served = installation is not None and await work.groups.served_by(group, installation)
        if person is None or not served:
            raise UserMustAct(NOT_HERE)
        await require_organiser(work, group, person)
    return person


async def _apply(core: Core, actor: PersonId, before: Group, schedule: Schedule, filled: Filled) -> None:
    group, words = before.id, filled.words
    wanted = _schedule_as(schedule, words)
    if wanted != schedule:
        change = ScheduleChange(
            at=wanted.at, zone=wanted.zone, weekdays=wanted.weekdays, holidays_of=wanted.holidays_of
        )
        await change_schedule(core, group, actor, schedule.version, change)
    after = _group_as(before, filled)
    settings = SettingsChange(
        mode=after.mode if after.mode is not before.mode else None,
        quiet=after.quiet if after.quiet != before.quiet else None,
    )
    if settings != SettingsChange():
        await change_settings(core, group, actor, settings)
    if after.name != before.name:
        await rename(core, group, actor, after.name)


async def _first_time(work: Work, core: Core, sent: FieldsSent) -> bool:
    """A form that is delivered again makes nothing more."""
    source = sent.source
    installation = await work.groups.installation(source.platform, source.installation_ref)
    if installation is None:
        return True
    return await work.events.admit(installation, source.event_ref, "setup form", None, core.clock.now())
