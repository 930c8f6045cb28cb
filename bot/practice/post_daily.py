"""Claims the groups that are due and writes each one's day down: a post and its postings, or a skip."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import Day, SkipReason, deadline, local_date, next_day_after, skip_reason
from bot.domain.group import Manner, Schedule
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.post import PlannedPost
from bot.domain.results import Results
from bot.domain.rotation import NO_RESULTS, Choice, choose
from bot.domain.scenario import Scenario
from bot.domain.wishes import StandingWishes
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.group_results import results_of
from bot.practice.packs.shelves import Shelves, shelves_for, unreadable
from bot.practice.public_holidays import holiday_on
from bot.store.packs import Own
from bot.store.planning import OpenChannel
from bot.store.work import Work

BATCH = 500
LOOK_AGAIN = timedelta(hours=1)
A_DAY = timedelta(days=1)
"""As far behind UTC's date as a group's own may be."""
OLDEST_REST_DAY = timedelta(days=60)

NOTHING_WISHED = StandingWishes()

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything that deciding about some due groups needs, read in one go."""

    now: datetime
    due: Sequence[Schedule]
    manners: Mapping[GroupId, Manner]
    seen: Mapping[GroupId, Sequence[ScenarioId]]
    queues: Mapping[GroupId, Sequence[ScenarioId]]
    wishes: Mapping[GroupId, StandingWishes]
    results: Mapping[GroupId, Results]
    rest_days: Mapping[tuple[GroupId, date], tuple[str, str]]
    channels: Sequence[OpenChannel]
    shelves: Shelves


@dataclass(frozen=True, slots=True)
class Decision:
    plan: PlannedPost | None
    following: datetime | None


async def post_due(core: Core) -> int:
    """One batch of due groups, in one transaction. Returns how many were claimed."""
    now = core.clock.now()
    async with core.store.work() as work:
        due = await work.schedules.claim_due(now, BATCH)
        if not due:
            return 0
        batch = await _read(core, work, due, now)
        decisions, own = await _decide_all(work, batch)
        await _write(core, work, batch, [d.plan for d in decisions if d.plan], own)
        nexts = [(s.group, s.slot, d.following) for s, d in zip(due, decisions, strict=True)]
        await work.schedules.advance(nexts)
    return len(due)


async def _read(core: Core, work: Work, due: Sequence[Schedule], now: datetime) -> Batch:
    ids = [schedule.group for schedule in due]
    return Batch(
        now=now,
        due=due,
        manners=await work.planning.manners(ids),
        seen=await work.posts.seen(ids),
        queues=await work.queue.of(ids),
        wishes=await work.wishes.of(ids, (now - A_DAY).date()),
        results=await results_of(work, core.library.scenarios, ids),
        rest_days=await work.schedules.rest_days(ids, (now - OLDEST_REST_DAY).date()),
        channels=await work.planning.open_channels(ids),
        shelves=await shelves_for(core, work, ids),
    )


async def _decide_all(work: Work, batch: Batch) -> tuple[list[Decision], Mapping[Own, Scenario | None]]:
    """With those of the groups' own scenarios that were chosen; what can't be read is chosen around."""
    reachable = {group for group, _ in batch.channels}
    while True:
        decisions = [_decide_alone(batch, schedule, reachable) for schedule in batch.due]
        chosen = [(d.plan.group, d.plan.scenario) for d in decisions if d.plan and d.plan.scenario]
        own = [one for one in chosen if batch.shelves.is_own(*one)]
        read = await work.packs.read(own) if own else {}
        broken = await unreadable(work, own, read)
        if not broken:
            return decisions, read
        batch = replace(batch, shelves=batch.shelves.without(broken))


def _decide_alone(batch: Batch, schedule: Schedule, reachable: set[GroupId]) -> Decision:
    """One group's trouble (a zone that was abolished, say) must not keep the others from their post."""
    try:
        return _decide(batch, schedule, reachable)
    except Exception:  # the cause is logged, the group is looked at again, the batch goes on
        log.exception("could not decide a group's day", extra={"group": schedule.group})
        return Decision(None, batch.now + LOOK_AGAIN)


def _decide(batch: Batch, schedule: Schedule, reachable: set[GroupId]) -> Decision:
    due = schedule.next_post_at
    assert due is not None  # noqa: S101  claimed because it is due
    group, rhythm = schedule.group, schedule.rhythm
    day = _day(batch, schedule, due)
    skipped = skip_reason(day, batch.now - due, schedule.catch_up)
    if skipped is None and group not in reachable:
        skipped = SkipReason.NO_CHANNEL
    choice = _choose(batch, group, day.on) if skipped is None else None
    if skipped is None and choice is None:
        skipped = SkipReason.NO_SCENARIO
    plan = PlannedPost(
        group=group,
        slot=schedule.slot,
        local_date=day.on,
        due_at=due,
        deadline_at=deadline(rhythm, due),
        mode=batch.manners[group].mode,
        skipped=skipped,
        scenario=choice.id if choice else None,
        queued=choice is not None and choice.queued,
        repeated=choice is not None and choice.repeated,
        theme=_wishes(batch, group).theme_on(day.on) if choice is not None and choice.themed else "",
    )
    return Decision(plan, next_day_after(rhythm, due))


def _day(batch: Batch, schedule: Schedule, due: datetime) -> Day:
    on = local_date(due, schedule.zone)
    kind, label = batch.rest_days.get((schedule.group, on), ("", ""))
    own_holiday = (label or "holiday") if kind == "holiday" else ""
    return Day(
        on=on,
        holiday=own_holiday or holiday_on(on, schedule.holidays_of),
        asked_to_skip=kind == "skip",
        paused=schedule.paused_on(on),
    )


def _choose(batch: Batch, group: GroupId, on: date) -> Choice | None:
    return choose(
        group,
        batch.shelves.for_group(group),
        batch.seen.get(group, ()),
        batch.manners[group].tracks,
        wishes=_wishes(batch, group).on(on, batch.queues.get(group, ())),
        results=batch.results.get(group, NO_RESULTS),
    )


def _wishes(batch: Batch, group: GroupId) -> StandingWishes:
    return batch.wishes.get(group, NOTHING_WISHED)


async def _write(
    core: Core,
    work: Work,
    batch: Batch,
    plans: Sequence[PlannedPost],
    own: Mapping[Own, Scenario | None],
) -> None:
    wanted = [(plan.group, plan.scenario) for plan in plans if plan.scenario]
    scenarios = {one: own.get(one) or core.library.get(one[1]) for one in wanted}
    versions = {one: scenario.digest for one, scenario in scenarios.items()}
    await work.posts.keep_scenarios({scenario.digest: scenario for scenario in scenarios.values()}, batch.now)
    new = await work.posts.write(plans, versions, batch.now)
    posted = {group for group, _ in new}
    taken = [(p.group, p.scenario) for p in plans if p.queued and p.scenario and p.group in posted]
    await work.queue.take(taken)
    await work.wishes.take(taken)
    postings = await work.postings.write(new, batch.channels, batch.now + core.timings.lease)
    await work.nudge(Nudge.SEND_POSTING, *postings)
