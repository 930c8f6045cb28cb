"""What organisers decide, and what becomes of days on which nothing can be posted."""

from dataclasses import replace
from datetime import date, time, timedelta
from types import MappingProxyType

import pytest

from bot.domain.ids import PersonId, ScenarioId
from bot.domain.mode import Mode
from bot.domain.round_kinds import Kind
from bot.errors import UserMustAct
from bot.library.library import Library
from bot.practice.change_settings import SettingsChange, change_settings
from bot.practice.organise import (
    RestDay,
    ScheduleChange,
    change_schedule,
    pause,
    post_now,
    rest_on,
    resume,
    set_queue,
)
from bot.practice.packs.lookup import titles_in
from bot.practice.packs.shelves import entries_in
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage


@pytest.fixture
async def lou(stage: Stage) -> PersonId:
    return await stage.member("Lou").id()


async def skips_of(stage: Stage) -> list[tuple[date, str]]:
    async with stage.house.core.store.work() as work:
        skipped = await work.posts.skipped_before(stage.group, date(2030, 1, 1))
    return [(day.local_date, str(day.reason)) for day in skipped]


def posted(stage: Stage) -> int:
    return len(stage.platform.in_channel(CHANNEL))


async def test_a_group_without_a_channel_uses_up_no_scenarios(stage: Stage) -> None:
    await stage.happens(stage.platform.closes(CHANNEL))
    await stage.at("Tue 09:00")
    await stage.at("Wed 09:00")
    assert [reason for _, reason in await skips_of(stage)] == ["no channel to post in"] * 2
    async with stage.house.core.store.work() as work:
        assert len((await work.posts.seen([stage.group]))[stage.group]) == 1


async def test_a_change_while_a_post_is_overdue_does_not_lose_the_post(
    stage: Stage, lou: PersonId, clock: FakeClock
) -> None:
    clock.at(stage.instant("Tue 09:30").isoformat())
    change = ScheduleChange(at=time(8))
    await change_schedule(stage.house.core, stage.group, lou, 1, change)
    await stage.settle()
    assert posted(stage) == 2
    await stage.at("Wed 08:00")
    assert posted(stage) == 3


async def test_a_pause_a_skip_and_a_holiday_post_nothing_and_say_why(stage: Stage, lou: PersonId) -> None:
    core, group = stage.house.core, stage.group
    await rest_on(core, group, lou, RestDay(stage.instant("Tue 09:00").date()))
    await rest_on(core, group, lou, RestDay(stage.instant("Wed 09:00").date(), "Founders' day"))
    await stage.at("Thu 08:00")
    await pause(core, group, lou, until=stage.instant("Thu 09:00").date())
    await stage.at("Thu 09:00")
    assert [reason for _, reason in await skips_of(stage)] == ["skipped by an organiser", "holiday", "paused"]
    await stage.at("Fri 09:00")
    assert posted(stage) == 2


async def test_resume_ends_a_pause_at_the_next_posting_time(stage: Stage, lou: PersonId) -> None:
    await pause(stage.house.core, stage.group, lou)
    await stage.at("Wed 10:00")
    await resume(stage.house.core, stage.group, lou)
    await stage.at("Thu 09:00")
    assert posted(stage) == 2


async def test_post_now_posts_once_and_then_says_that_today_is_done(
    stage: Stage, lou: PersonId, clock: FakeClock
) -> None:
    clock.at(stage.instant("Sat 12:00").isoformat())
    await stage.settle()
    before = posted(stage)
    await post_now(stage.house.core, stage.group, lou)
    await stage.settle()
    assert posted(stage) == before + 1
    with pytest.raises(UserMustAct, match="a day has one"):
        await post_now(stage.house.core, stage.group, lou)


async def test_post_now_on_a_day_without_posts_keeps_the_day(
    stage: Stage, lou: PersonId, clock: FakeClock
) -> None:
    core, group = stage.house.core, stage.group
    clock.at(stage.instant("Tue 08:00").isoformat())
    await pause(core, group, lou)
    with pytest.raises(UserMustAct, match=r"paused\. Nothing was posted\. Resume first"):
        await post_now(core, group, lou)
    await resume(core, group, lou)
    tuesday = stage.instant("Tue 08:00").date()
    for rest, said in (
        (RestDay(tuesday), "skip today"),
        (RestDay(tuesday, "Founders' day"), "Founders' day"),
    ):
        await rest_on(core, group, lou, rest)
        with pytest.raises(UserMustAct, match=said):
            await post_now(core, group, lou)
    await stage.settle()
    assert await skips_of(stage) == []
    clock.at(stage.instant("Wed 08:00").isoformat())
    await stage.settle()
    before = posted(stage)
    await post_now(core, group, lou)
    await stage.settle()
    assert posted(stage) == before + 1


async def test_post_now_without_a_channel_keeps_the_day(
    stage: Stage, lou: PersonId, clock: FakeClock
) -> None:
    await stage.happens(stage.platform.closes(CHANNEL))
    clock.at(stage.instant("Tue 08:00").isoformat())
    with pytest.raises(UserMustAct, match=r"no channel to post in\. Nothing was posted"):
        await post_now(stage.house.core, stage.group, lou)


async def test_the_queue_is_posted_in_its_order(stage: Stage, lou: PersonId) -> None:
    wanted = [ScenarioId("no-way-up"), ScenarioId("white-text")]
    await set_queue(stage.house.core, stage.group, lou, wanted)
    await stage.at("Tue 09:00")
    await stage.at("Wed 09:00")
    async with stage.house.core.store.work() as work:
        assert (await work.posts.seen([stage.group]))[stage.group][1:] == wanted
        assert await work.queue.of([stage.group]) == {}


async def test_what_mock_rounds_ask_is_never_queued_or_posted(stage: Stage, lou: PersonId) -> None:
    library = stage.house.core.library
    for_rounds = library.get(ScenarioId("white-text")).model_copy(update={"round": Kind.VALUES})
    scenarios = MappingProxyType({**library.scenarios, ScenarioId("white-text"): for_rounds})
    core = replace(stage.house.core, library=Library(scenarios))
    with pytest.raises(UserMustAct, match=r"`white-text` is asked in mock rounds and never posted\. Nothing"):
        await set_queue(core, stage.group, lou, [ScenarioId("no-way-up"), ScenarioId("white-text")])
    async with core.store.work() as work:
        assert await work.queue.of([stage.group]) == {}
        assert ScenarioId("white-text") not in await titles_in(core, work, stage.group)
        assert ScenarioId("no-way-up") in await titles_in(core, work, stage.group)
        entries = await entries_in(core, work, stage.group)
    assert "white-text" not in {entry.id for entry in entries}


async def test_rules_change_for_posts_to_come(stage: Stage, lou: PersonId) -> None:
    change = SettingsChange(mode=Mode.SEALED, quiet=timedelta(minutes=5), points_late=1)
    await change_settings(stage.house.core, stage.group, lou, change)
    async with stage.house.core.store.work() as work:
        group = await work.groups.get(stage.group)
        (entry, *_) = await work.audit.of(stage.group)
    assert (group.mode, group.quiet, group.points.late) == (Mode.SEALED, timedelta(minutes=5), 1)
    assert entry.action == "settings changed"


@pytest.mark.parametrize(
    "change",
    [
        SettingsChange(quiet=timedelta(0)),
        SettingsChange(tracks=frozenset({"cooking"})),
        SettingsChange(points_on_time=101),
        SettingsChange(points_late=-1),
    ],
    ids=["quiet", "tracks", "points", "late"],
)
async def test_a_rule_that_cannot_be_is_refused_in_words(
    stage: Stage, lou: PersonId, change: SettingsChange
) -> None:
    with pytest.raises(UserMustAct, match=r"Nothing was changed"):
        await change_settings(stage.house.core, stage.group, lou, change)


async def test_only_organisers_organise(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says("I would first ask who is hurt when this is wrong, and stop that today.")
    with pytest.raises(UserMustAct, match="Only this group's organisers"):
        await change_settings(stage.house.core, stage.group, await ana.id(), SettingsChange(points_late=0))


async def test_one_groups_trouble_does_not_keep_another_from_its_post(
    stage: Stage, platform: FakePlatform
) -> None:
    wish = Wish(
        "Evenings", platform.name, platform.installation_ref, "C2", platform.account("Ola"), stage.zone
    )
    troubled = await set_up_group(stage.house.core, wish)
    async with stage.house.core.store.work() as work:
        schedule = await work.schedules.lock(troubled)
        await work.schedules.put(replace(schedule, zone="Europe/Abolished"))
    await stage.at("Tue 09:00")
    assert posted(stage) == 2
    assert platform.in_channel("C2") == []
    async with stage.house.core.store.work() as work:
        await work.schedules.put(replace(await work.schedules.lock(troubled), zone=stage.zone))
    await stage.at("Tue 10:01")
    assert len(platform.in_channel("C2")) == 1
