"""The form behind `setup`, and what stands in it once it was filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.commanding import Typed
from bot.domain.forms import Choice, Field, FieldForm
from bot.domain.group import Group, Schedule
from bot.domain.happenings import Action
from bot.domain.ids import GroupId
from bot.domain.mode import Mode
from bot.domain.setup_words import LONGEST_NAME, SetupWords
from bot.domain.typed_times import time_typed, weekdays_typed, zone_typed
from bot.errors import UserMustAct
from bot.practice.change_settings import check_quiet
from bot.practice.core import Core
from bot.practice.group_sheet import how_it_runs, schedule_in
from bot.practice.public_holidays import check_holidays_of
from bot.practice.schedule_words import MODES, days_to_type

NAME, AT, ZONE, WEEKDAYS, MODE, QUIET, HOLIDAYS = (
    *("name", "at", "zone", "weekdays", "mode", "quiet", "holidays"),
)
NEW = "new"
NEW_NAME = "Study group"
NO_ZONE = (
    "A time zone is still missing. Nothing was changed. Write your city, or a name such as Europe/Berlin."
)
_MINUTES = re.compile("[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a form, as far as it can be read."""

    words: SetupWords
    quiet: timedelta


def new_form(channel_ref: str, draft: SetupWords) -> FieldForm:
    """For a channel without a group, with what was said already."""
    says = (
        "Every day at its time I post a scenario in this channel. You organise the group; "
        "whoever answers is in it."
    )
    days = days_to_type(draft.weekdays or frozenset(range(5)))
    drafts = {
        NAME: draft.name or NEW_NAME,
        AT: f"{draft.at:%H:%M}" if draft.at else "09:00",
        ZONE: draft.zone or "",
        WEEKDAYS: days,
        MODE: draft.mode or Mode.OPEN,
        QUIET: "10",
        HOLIDAYS: draft.holidays_of or "none",
    }
    return form_of(f"{NEW}/{channel_ref}", "A new study group", says, drafts, "Make the group")


async def changing_form(core: Core, group: GroupId, zone: str | None) -> FieldForm:
    """With how the group runs now."""
    now = core.clock.now()
    async with core.store.work() as work:
        found, schedule = await work.groups.get(group), await schedule_in(work, group)
        about = "\n".join(await how_it_runs(work, group, zone, now))
    says = "What you change holds from the next scenario on. One that is out stays as it is."
    form = form_of(subject_of(schedule), found.name, says, drafts_of(found, schedule), "Change it")
    return replace(form, about=about)


def form_of(subject: str, title: str, says: str, drafts: Mapping[str, str], sends: str) -> FieldForm:
    """With drafts by the fields' names."""

    def field(name: str, label: str, most: int) -> Field:
        return Field(name, label, drafts.get(name, ""), most)

    modes = tuple(Choice(mode, says) for mode, says in MODES.items())
    return FieldForm(
        action=Action.SET_UP,
        subject=subject,
        title=title,
        says=says,
        fields=(
            field(NAME, "Name of the group", LONGEST_NAME),
            field(AT, "Posting time, such as 09:30", 10),
            field(ZONE, "Time zone: a city, or a name such as Europe/Berlin", 60),
            field(WEEKDAYS, "Days, such as mon-fri, or mon, wed, fri, or daily", 60),
            Field(MODE, "Answers", drafts.get(MODE, ""), choices=modes),
            field(QUIET, "Quiet minutes after which an answer is graded, 1 to 120", 4),
            field(HOLIDAYS, "Holidays to rest on: a country such as DE or US, or none", 10),
        ),
        sends=sends,
    )


def drafts_of(group: Group, schedule: Schedule) -> dict[str, str]:
    """How a group runs, as it would be typed."""
    return {
        NAME: group.name,
        AT: f"{schedule.at:%H:%M}",
        ZONE: schedule.zone,
        WEEKDAYS: days_to_type(schedule.weekdays),
        MODE: group.mode,
        QUIET: str(int(group.quiet.total_seconds() // 60)),
        HOLIDAYS: schedule.holidays_of or "none",
    }


def subject_of(schedule: Schedule) -> str:
    return f"{schedule.group}/{schedule.version}"


def read_form(values: Mapping[str, str]) -> Filled:
    """Raises UserMustAct for the first field that says nothing that can be done."""
    name = " ".join(values.get(NAME, "").split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UserMustAct(f"A name takes 1 to {LONGEST_NAME} letters. Nothing was changed.")
    at = time_typed(_plain(values, AT))
    if at is None:
        raise UserMustAct("That is no posting time. Nothing was changed. Write one such as 09:30 or 5pm.")
    zone = zone_typed(_plain(values, ZONE))
    if not _plain(values, ZONE):
        raise UserMustAct(NO_ZONE)
    if zone is None:
        raise UserMustAct(
            "I know no such time zone. Nothing was changed. Write a city or a whole name, such as "
            "Europe/Berlin; short names such as EST know no summer time."
        )
    mode = values.get(MODE, "")
    if mode not in tuple(Mode):
        raise UserMustAct("Choose whether answers are open or sealed. Nothing was changed.")
    holidays = _plain(values, HOLIDAYS).upper()
    kept = "" if holidays in ("", "NONE") else holidays
    check_holidays_of(kept)
    words = SetupWords(at, zone, _weekdays(_plain(values, WEEKDAYS)), Mode(mode), kept, name)
    return Filled(words, _quiet(_plain(values, QUIET)))


def _plain(values: Mapping[str, str], name: str) -> str:
    return " ".join(Typed(word).plain for word in values.get(name, "").split())


def _weekdays(text: str) -> frozenset[int]:
    found: frozenset[int] = frozenset()
    for word in text.replace(",", " ").split():
        days = weekdays_typed(word)
        if days is None and word not in ("and", "to"):
            raise UserMustAct(
                f"I can't read the day `{word[:40]}`. Nothing was changed. "
                "Write days such as mon-fri, or mon, wed, fri."
            )
        found |= days or frozenset()
    if not found:
        raise UserMustAct("A group posts on at least one weekday. Nothing was changed. Write mon-fri, say.")
    return found


def _quiet(text: str) -> timedelta:
    quiet = timedelta(minutes=int(text) if _MINUTES.fullmatch(text) else 0)
    check_quiet(quiet)
    return quiet
