"""What organisers decide about a group's days. Every change is in the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import local_date, next_after, zone_named
from bot.domain.group import Role, Schedule
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.errors import Stale, UserMustAct
from bot.practice.core import Core
from bot.practice.packs.lookup import daily_in
from bot.practice.public_holidays import check_holidays_of, holiday_on
from bot.practice.schedule_words import day
from bot.practice.weekly_time import move_weekly
from bot.store.work import Work

LONGEST_CATCH_UP = timedelta(hours=20)
SKIP = "skip"
"""The kind of a rest day that an organiser asked for."""
QUEUE_SET = "queue set"
"""In the audit log."""


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What to change; None leaves a thing as it is."""

    at: time | None = None
    zone: str | None = None
    weekdays: frozenset[int] | None = None
    catch_up: timedelta | None = None
    holidays_of: str | None = None


async def change_schedule(
    core: Core, group: GroupId, actor: PersonId, seen_version: int, change: ScheduleChange
) -> Schedule:
    """Change when a group posts. Raises Stale when somebody changed it since the actor looked."""
    _check(change)
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        before = await work.schedules.lock(group)
        if before.version != seen_version:
            raise Stale(
                f"Another organiser changed the schedule a moment ago: it's now {describe(before)}. "
                "Your change was not made. Make it again if you still want to."
            )
        after = replace(_with_next(_merged(before, change), now), version=before.version + 1)
        await work.schedules.put(after)
        if after.zone != before.zone:
            await move_weekly(work, group, after.zone, now)
        await work.audit.note(
            group, actor, "schedule changed", now, before=describe(before), after=describe(after)
        )
    return after


async def pause(core: Core, group: GroupId, actor: PersonId, until: date | None = None) -> None:
    """No posts from today on, up to and including `until`, or until somebody resumes."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        today = local_date(now, schedule.zone)
        if until is not None and until < today:
            raise UserMustAct(
                f"{day(until)} has passed. Nothing was changed. Give a day from {day(today)} on."
            )
        await work.schedules.put(replace(schedule, paused_from=today, paused_until=until))
        await work.audit.note(group, actor, "paused", now, until=str(until or "further notice"))


async def resume(core: Core, group: GroupId, actor: PersonId) -> None:
    """Post again from the next posting time on."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        await work.schedules.put(replace(schedule, paused_from=None, paused_until=None))
        await work.audit.note(group, actor, "resumed", now)


@dataclass(frozen=True, slots=True)
class RestDay:
    """A local date without a post: skipped, or a holiday of the group's own when it has a label."""

    on: date
    holiday: str = ""

    @property
    def kind(self) -> str:
        return "holiday" if self.holiday else SKIP


async def rest_on(core: Core, group: GroupId, actor: PersonId, rest: RestDay) -> None:
    """No post on one local date to come. Streaks aren't touched."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        await require_day_to_come(work, schedule, rest.on, now)
        await work.schedules.add_rest_day(group, rest.on, rest.kind, rest.holiday)
        await work.audit.note(group, actor, rest.kind, now, day=str(rest.on), label=rest.holiday)


async def take_back_skip(core: Core, group: GroupId, actor: PersonId, on: date) -> None:
    """A post on a day to come that was to be skipped. Raises UserMustAct when it wasn't."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        await require_day_to_come(work, schedule, on, now)
        if not await work.schedules.remove_rest_day(group, on, SKIP):
            raise UserMustAct(f"No skip is set for {day(on)}. Nothing was changed.")
        await work.audit.note(group, actor, "skip taken back", now, day=str(on))


async def require_day_to_come(work: Work, schedule: Schedule, on: date, now: datetime) -> None:
    """Raises UserMustAct for a day that is over, or was decided already."""
    today = local_date(now, schedule.zone)
    if on < today or await work.posts.on(schedule.group, schedule.slot, on):
        raise UserMustAct(
            f"{day(on)} is over, or has had its post or its skip. Nothing was changed. "
            f"Give a day after {day(today)}."
        )


async def post_now(core: Core, group: GroupId, actor: PersonId) -> None:
    """Post today's scenario at once. Raises UserMustAct when today has one, rests, or the group is paused."""
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        schedule = await work.schedules.lock(group)
        today = local_date(now, schedule.zone)
        if await work.posts.on(group, schedule.slot, today):
            raise UserMustAct("Today has had its post or its skip, and a day has one. Nothing was changed.")
        await _require_posting_day(work, schedule, today)
        await work.schedules.due_now(group, schedule.slot, now)
        await work.audit.note(group, actor, "posted now", now)


async def _require_posting_day(work: Work, schedule: Schedule, today: date) -> None:
    """Asked for on a day without posts, it would be written down as a skip, and the day be over."""
    if schedule.paused_on(today):
        raise UserMustAct("The group is paused. Nothing was posted. Resume first.")
    kind, label = (await work.schedules.rest_days([schedule.group], today)).get(
        (schedule.group, today), ("", "")
    )
    if kind == SKIP:
        raise UserMustAct(
            "An organiser has asked to skip today. Nothing was posted. The next post comes at its usual time."
        )
    holiday = label or kind or holiday_on(today, schedule.holidays_of)
    if holiday:
        raise UserMustAct(
            f"Today is a holiday of this group ({holiday}). Nothing was posted. "
            "The next post comes at its usual time."
        )
    if not await work.groups.channels([schedule.group]):
        raise UserMustAct(
            "This group has no channel to post in. Nothing was posted. "
            "Invite me to a channel, as you would a member, and run setup there first."
        )


async def set_queue(core: Core, group: GroupId, actor: PersonId, scenarios: list[ScenarioId]) -> None:
    """What is posted next, in this order. Raises UserMustAct for an unknown scenario."""
    now = core.clock.now()
    wanted = list(dict.fromkeys(scenarios))
    async with core.store.work() as work:
        await locked_queue(work, group, actor)
        for scenario in wanted:
            await daily_in(core, work, group, scenario)
        await write_queue(work, group, actor, wanted, now)


async def locked_queue(work: Work, group: GroupId, actor: PersonId) -> list[ScenarioId]:
    """What waits now, which nobody else changes until it is written."""
    await require_organiser(work, group, actor)
    await work.schedules.lock(group)
    return (await work.queue.of([group])).get(group, [])


async def write_queue(
    work: Work, group: GroupId, actor: PersonId | None, scenarios: Sequence[ScenarioId], now: datetime
) -> None:
    """For a queue that is locked."""
    await work.queue.replace(group, scenarios, actor, now)
    await work.audit.note(group, actor, QUEUE_SET, now, queue=", ".join(scenarios))


async def require_organiser(work: Work, group: GroupId, actor: PersonId) -> None:
    member = await work.people.member(group, actor)
    if member is None or member.role is not Role.ORGANISER:
        raise UserMustAct("Only this group's organisers can do that. Nothing was changed. Ask one of them.")


def describe(schedule: Schedule) -> str:
    days = "".join("MTWTFSS"[d] if d in schedule.weekdays else "–" for d in range(7))
    return f"{schedule.at:%H:%M} {schedule.zone}, {days}"


def _check(change: ScheduleChange) -> None:
    if change.zone is not None:
        zone_named(change.zone)
    check_holidays_of(change.holidays_of or "")
    if change.weekdays is not None and not change.weekdays:
        raise UserMustAct("A schedule needs at least one weekday. Nothing was changed. To stop, use pause.")
    if change.catch_up is not None and not timedelta(0) <= change.catch_up <= LONGEST_CATCH_UP:
        raise UserMustAct("A missed post can go out up to 20 hours late, no more. Nothing was changed.")


def _merged(schedule: Schedule, change: ScheduleChange) -> Schedule:
    return replace(
        schedule,
        at=schedule.at if change.at is None else change.at,
        zone=change.zone or schedule.zone,
        weekdays=schedule.weekdays if change.weekdays is None else change.weekdays,
        catch_up=schedule.catch_up if change.catch_up is None else change.catch_up,
        holidays_of=schedule.holidays_of if change.holidays_of is None else change.holidays_of,
    )


def _with_next(schedule: Schedule, now: datetime) -> Schedule:
    if schedule.next_post_at is not None and schedule.next_post_at <= now:
        return schedule  # the post that is due now is still owed, at its old time
    # Counted from now: a date that was posted already keeps its one post by its unique key.
    return replace(schedule, next_post_at=next_after(schedule.rhythm, now))
