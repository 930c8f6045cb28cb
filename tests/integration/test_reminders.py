"""Reminders go to whoever wished for one and has neither answered nor skipped, and to nobody else."""

import pytest

from adapters.main import House
from bot.domain.points import PointsTable
from bot.errors import RetryLater
from bot.practice.streak import current_streak
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
EVENING = "Tue 22:00"
"""Half an hour after a reminder, which comes before the night rather than at seven in the morning."""


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    """Tuesday, nine o'clock, in a group in which Ana and Bo wish to be reminded and Cem doesn't."""
    stage = await first_day(house, clock, platform)
    for name in ("Ana", "Bo", "Cem"):
        await stage.member(name).says(ANSWER)
    async with house.core.store.work() as work:
        for name in ("Ana", "Bo"):
            await work.people.set_reminders(stage.group, await stage.member(name).id(), wanted=True)
    await stage.at("Tue 09:00")
    stage.unread.clear()
    return stage


@pytest.fixture
def bo(stage: Stage) -> Member:
    return stage.member("Bo")


async def test_it_comes_once_and_unasked_to_nobody(stage: Stage, ana: Member, bo: Member) -> None:
    await stage.at("Tue 21:29")
    stage.said_nothing_else()
    await stage.at("Tue 21:30")
    for member in (ana, bo):
        stage.tells(member, "closes Wednesday 09:00 (Europe/Berlin), and there is no answer of yours yet.")
    await stage.at("Wed 08:59")
    stage.said_nothing_else()


async def test_the_deadline_is_told_where_they_live(stage: Stage, ana: Member, bo: Member) -> None:
    async with stage.house.core.store.work() as work:
        await work.people.set_zone(await ana.id(), "Asia/Kolkata")
        await work.people.set_zone(await bo.id(), "Europe/Abolished")
    await stage.at(EVENING)
    stage.tells(ana, "closes Wednesday 12:30 (Asia/Kolkata), and there is no answer of yours yet.")
    stage.tells(bo, "closes Wednesday 09:00 (Europe/Berlin), and there is no answer of yours yet.")


async def test_whoever_skips_today_is_not_reminded(stage: Stage, ana: Member, bo: Member) -> None:
    await ana.presses("Skip today", on="Tue")
    stage.tells(ana, "Skipped for today, without a reminder.")
    await stage.at(EVENING)
    stage.is_silent_to(ana)
    stage.tells(bo, "there is no answer of yours yet")


async def test_an_answer_after_a_skip_counts_like_any_other(stage: Stage, ana: Member, bo: Member) -> None:
    before = await stage.points()
    for member in (ana, bo):
        await member.presses("Skip today", on="Tue")
    said = await ana.says(
        f"{ANSWER} I found the time after all, and would ring the first three who complained."
    )
    await bo.fills_in(
        "Whoever was misled hears it from us by noon; until then nobody else is answered by it."
    )
    await stage.at("Tue 10:00")
    assert said.at.message_ref in stage.platform.marks
    for member, *told in ((ana,), (bo, "Kept, seen by nobody else.")):
        stage.tells(member, "Skipped for today", *told, "Debrief of")
        assert (await stage.points())[member.ref] >= before[member.ref] + PointsTable().on_time
        async with stage.house.core.store.work() as work:
            assert await current_streak(work, stage.group, await member.id(), stage.clock.now()) == 2
    await stage.at(EVENING)
    stage.said_nothing_else()


async def test_skipping_a_day_that_is_over_costs_no_reminder_of_today(stage: Stage, ana: Member) -> None:
    await ana.presses("Skip today", on="Mon")
    await stage.at(EVENING)
    stage.tells(ana, "there is nothing to skip", "there is no answer of yours yet")


async def test_skipping_costs_nobody_a_debrief_that_is_on_its_way(
    stage: Stage, ana: Member, platform: FakePlatform
) -> None:
    await ana.says(ANSWER)
    platform.before_landing.append(RetryLater("The platform is away."))
    await ana.presses("Grade me")
    await ana.presses("Skip today", on="Tue")
    await stage.at("Tue 10:00")
    stage.tells(ana, "Reading it now.", "there is nothing to skip", "Debrief of")


async def test_whoever_has_answered_has_nothing_to_skip(stage: Stage, ana: Member) -> None:
    said = await ana.says(ANSWER)
    await ana.presses("Skip today", on="Tue")
    await ana.presses("Grade me", on="Tue")
    await ana.presses("Skip today", on="Tue")
    stage.tells(ana, "You have answered this one already;", "Reading", "Debrief of", "You have answered")
    await ana.deletes(said)
    await ana.presses("Skip today", on="Tue")
    stage.tells(ana, "Skipped for today")


async def test_whoever_answered_meanwhile_is_not_reminded(stage: Stage, ana: Member, bo: Member) -> None:
    await stage.at("Tue 20:00")
    await ana.says(ANSWER)
    await stage.at(EVENING)
    stage.tells(ana, "Debrief of")
    stage.is_silent_to(ana)
    stage.tells(bo, "there is no answer of yours yet")


async def test_whoever_took_the_answer_back_is_reminded(stage: Stage, ana: Member) -> None:
    said = await ana.says(ANSWER)
    await ana.deletes(said)
    await stage.at(EVENING)
    stage.tells(ana, "closes Wednesday 09:00 (Europe/Berlin), and there is no answer of yours yet.")


async def test_an_answer_to_another_day_does_not_count_for_this_one(stage: Stage, ana: Member) -> None:
    await ana.says(f"{ANSWER} Then I would sleep on it.", on="Mon")
    await stage.at(EVENING)
    stage.tells(ana, "there is no answer of yours yet")
