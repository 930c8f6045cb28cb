"""What organisers get wrong, or get done to them."""

import asyncio
from datetime import time, timedelta
from pathlib import Path

import pytest

from adapters.main import House
from bot.domain.group import Schedule
from bot.domain.ids import PersonId
from bot.errors import Stale, UserMustAct
from bot.library.library import load, shipped
from bot.practice.organise import ScheduleChange, change_schedule
from bot.practice.set_up import Wish, set_up_group
from bot.store.audit import AuditEntry
from bot.testing import FakePlatform
from tests.conversation.stage import CHANNEL, EVERYONE, Stage


async def schedule_of(stage: Stage) -> Schedule:
    async with stage.house.core.store.work() as work:
        found = await work.schedules.of(stage.group)
    assert found is not None
    return found


async def audit_of(stage: Stage) -> list[AuditEntry]:
    async with stage.house.core.store.work() as work:
        return await work.audit.of(stage.group)


BAD_ZONES = ["Europe/Atlantis", "", "../../etc/passwd", "Europe", "UTC\x00", "\ud800", "x" * 5000]


@pytest.mark.parametrize("zone", BAD_ZONES, ids=range(len(BAD_ZONES)))
async def test_a_zone_that_does_not_exist_changes_nothing(stage: Stage, zone: str) -> None:
    before = await schedule_of(stage)
    lou = await stage.member("Lou").id()
    with pytest.raises(UserMustAct, match="There is no time zone called") as refused:
        await change_schedule(stage.house.core, stage.group, lou, 1, ScheduleChange(zone=zone))
    assert "Europe/Berlin" in refused.value.message
    assert len(refused.value.message) < 250
    assert await schedule_of(stage) == before


async def test_a_bad_wish_leaves_no_half_of_a_group(house: House, platform: FakePlatform) -> None:
    account = platform.account("Lou")
    wish = Wish("Night", platform.name, platform.installation_ref, "C9", account, "Mars/Base")
    with pytest.raises(UserMustAct, match="no time zone"):
        await set_up_group(house.core, wish)
    async with house.core.store.work() as work:
        assert await work.groups.channel_at(platform.name, platform.installation_ref, "C9") is None
        assert await work.people.known(account) is None


async def test_a_taken_channel_leaves_no_half_of_a_group(stage: Stage) -> None:
    platform, eve = stage.platform, stage.platform.account("Eve")
    wish = Wish("Second", platform.name, platform.installation_ref, CHANNEL, eve, "UTC")
    with pytest.raises(UserMustAct, match="belongs to another study group already"):
        await set_up_group(stage.house.core, wish)
    async with stage.house.core.store.work() as work:
        assert await work.people.known(eve) is None


async def test_of_changes_at_once_one_stands_and_the_others_are_told(stage: Stage) -> None:
    core, lou = stage.house.core, await stage.member("Lou").id()
    changes = [ScheduleChange(at=time(hour)) for hour in range(10, 18)]
    outcomes = await asyncio.gather(
        *(change_schedule(core, stage.group, lou, 1, change) for change in changes), return_exceptions=True
    )
    (done,) = [found for found in outcomes if isinstance(found, Schedule)]
    refused = [found for found in outcomes if isinstance(found, Stale)]
    stands = await schedule_of(stage)
    assert stands.at == done.at
    assert len(refused) == 7
    for told in refused:
        assert f"it's now {stands.at:%H:%M} Europe/Berlin" in told.message
        assert "Your change was not made" in told.message
    assert [entry.action for entry in await audit_of(stage)].count("schedule changed") == 1


async def test_one_change_after_another_needs_no_second_look(stage: Stage) -> None:
    core, lou = stage.house.core, await stage.member("Lou").id()
    first = await change_schedule(core, stage.group, lou, 1, ScheduleChange(at=time(7)))
    second = await change_schedule(core, stage.group, lou, first.version, ScheduleChange(at=time(8)))
    assert await schedule_of(stage) == second


@pytest.mark.parametrize(
    "change",
    [
        ScheduleChange(weekdays=frozenset()),
        ScheduleChange(catch_up=timedelta(hours=21)),
        ScheduleChange(catch_up=-timedelta(hours=1)),
        ScheduleChange(holidays_of="Atlantis"),
        ScheduleChange(holidays_of="DE-XX"),
    ],
)
async def test_a_change_that_makes_no_sense_says_so(stage: Stage, change: ScheduleChange) -> None:
    before = await schedule_of(stage)
    with pytest.raises(UserMustAct, match="Nothing was changed"):
        await change_schedule(stage.house.core, stage.group, await stage.member("Lou").id(), 1, change)
    assert await schedule_of(stage) == before


async def test_only_organisers_change_a_schedule(stage: Stage) -> None:
    before = await schedule_of(stage)
    for nobody in (PersonId(0), PersonId(2**62)):
        with pytest.raises(UserMustAct, match="Only this group's organisers"):
            await change_schedule(stage.house.core, stage.group, nobody, 1, ScheduleChange(at=time(7)))
    assert await schedule_of(stage) == before


async def test_a_deleted_channel_is_told_to_the_organiser_once(stage: Stage) -> None:
    lou = stage.member("Lou")
    for _ in range(3):
        await stage.happens(stage.platform.closes(CHANNEL))
    await stage.at("Mon 12:00")
    stage.tells(
        lou, "I can't post in a channel of “Mornings”: I'm not in it (never invited, or removed), or it was "
    )
    await stage.at("Wed 12:00")
    stage.said_nothing_else()


async def test_a_channel_found_deleted_at_posting_time_is_told_once(stage: Stage) -> None:
    stage.platform.gone.add(CHANNEL)
    await stage.at("Tue 09:00")
    await stage.at("Thu 12:00")
    stage.tells(stage.member("Lou"), "Answers, points and streaks are kept. Invite me again")
    stage.said_nothing_else()
    assert stage.unread[EVERYONE] == []


async def test_a_scenario_with_a_wrong_field_is_named_and_keeps_no_other_out(tmp_path: Path) -> None:
    broken = (shipped() / "the-hailstorm.yaml").read_text(encoding="utf-8").replace("minutes:", "minuets:", 1)
    (tmp_path / "the-hailstorm.yaml").write_text(broken, encoding="utf-8")
    good = (shipped() / "no-way-up.yaml").read_text(encoding="utf-8")
    (tmp_path / "no-way-up.yaml").write_text(good, encoding="utf-8")
    library = load([tmp_path])
    assert list(library.scenarios) == ["no-way-up"]
    assert any("minuets" in str(p) and "the-hailstorm.yaml" in str(p) for p in library.problems)
