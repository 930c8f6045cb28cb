"""Claims the groups that are due and writes each one's day down: a post and its postings, or a skip."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import Day, SkipReason, deadline, local_date, next_day_after, skip_reason
from bot.domain.group import Group, Schedule
from bot.domain.ids import GroupId
from bot.domain.post import PlannedPost
from bot.domain.rotation import Choice, choose
from bot.ports import Hint
from bot.practice.core import Core
from bot.practice.rest import holiday_on
from bot.store.work import Work

BATCH = 500


async def post_due(core: Core) -> int:
    """One batch of due groups, in one transaction. Returns how many were claimed."""
    now = core.clock.now()
    async with core.store.work() as work:
        due = await work.schedules.claim_due(now, BATCH)
        if not due:
            return 0
        plans = await _plan(core, work, due, now)
        await _write(core, work, plans, now)
        await work.schedules.advance([(s.group, s.slot, _following(s)) for s in due])
    return len(due)


def _following(schedule: Schedule) -> datetime | None:
    assert schedule.next_post_at is not None  # noqa: S101  claimed because it is due
    return next_day_after(schedule.rhythm, schedule.next_post_at)


async def _plan(core: Core, work: Work, due: Sequence[Schedule], now: datetime) -> list[PlannedPost]:
    ids = [schedule.group for schedule in due]
    groups = await work.groups.many(ids)
    seen = await work.posts.seen(ids)
    queues = await work.queue.of(ids)
    own_rest = await work.schedules.rest_days(ids, (now - timedelta(days=60)).date())
    reachable = {channel.group for channel in await work.groups.channels(ids)}
    entries = core.library.entries()
    plans = []
    for schedule in due:
        group = groups[schedule.group]
        choice = choose(group.id, entries, seen.get(group.id, []), queues.get(group.id, []), group.tracks)
        plan = _decide(schedule, group, choice, _day(schedule, own_rest), now)
        if plan.skipped is None and group.id not in reachable:
            plan = replace(plan, scenario=None, skipped=SkipReason.NO_CHANNEL)
        plans.append(plan)
    return plans


def _day(schedule: Schedule, own_rest: dict[tuple[GroupId, date], tuple[str, str]]) -> Day:
    assert schedule.next_post_at is not None  # noqa: S101  claimed because it is due
    on = local_date(schedule.next_post_at, schedule.zone)
    kind, label = own_rest.get((schedule.group, on), ("", ""))
    own_holiday = (label or "holiday") if kind == "holiday" else ""
    return Day(
        on=on,
        holiday=own_holiday or holiday_on(on, schedule.holidays_of),
        asked_to_skip=kind == "skip",
        paused=schedule.paused_on(on),
    )


def _decide(schedule: Schedule, group: Group, choice: Choice | None, day: Day, now: datetime) -> PlannedPost:
    due = schedule.next_post_at
    assert due is not None  # noqa: S101  claimed because it is due
    reason = skip_reason(day, now - due, schedule.catch_up)
    if reason is None and choice is None:
        reason = SkipReason.NO_SCENARIO
    picked = None if reason else choice
    return PlannedPost(
        group=group.id,
        slot=schedule.slot,
        local_date=day.on,
        due_at=due,
        deadline_at=deadline(schedule.rhythm, due),
        mode=group.mode,
        scenario=picked.id if picked else None,
        queued=bool(picked and picked.queued),
        repeated=bool(picked and picked.repeated),
        skipped=reason,
    )


async def _write(core: Core, work: Work, plans: Sequence[PlannedPost], now: datetime) -> None:
    scenarios = {plan.scenario: core.library.get(plan.scenario) for plan in plans if plan.scenario}
    versions = {name: scenario.digest for name, scenario in scenarios.items()}
    await work.posts.keep_scenarios({versions[name]: scenarios[name] for name in scenarios}, now)
    new = await work.posts.write(plans, versions, now)
    posted = {group for group, _ in new}
    taken = [(p.group, p.scenario) for p in plans if p.queued and p.scenario and p.group in posted]
    await work.queue.take(taken)
    channels = await work.groups.channels(sorted(posted))
    postings = await work.postings.write(new, channels, now + core.timings.lease)
    await work.hint(Hint.SEND_POSTING, *postings)
