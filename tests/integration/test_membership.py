"""Who belongs to a group: whoever takes part with an answer, until they leave."""

import pytest

from adapters.main import House
from bot.domain.group import Role
from bot.errors import UserMustAct
from bot.practice.organise import pause
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


async def role_of(stage: Stage, member: Member) -> Role | None:
    async with stage.house.core.store.work() as work:
        found = await work.people.member(stage.group, await member.id())
    return found.role if found else None


@pytest.mark.parametrize("label", ["Hint", "My debrief", "Skip today", "Answer privately", "Grade me"])
async def test_pressing_a_button_makes_nobody_a_member(stage: Stage, label: str) -> None:
    ana = stage.member("Ana")
    await ana.presses(label)
    assert await role_of(stage, ana) is None


async def test_an_answer_makes_a_member(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    await ana.says(ANSWER)
    await bo.fills_in(ANSWER)
    assert await role_of(stage, ana) is Role.MEMBER
    assert await role_of(stage, bo) is Role.MEMBER


async def test_grading_an_answer_brings_its_author_back(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.leaves()
    await ana.presses("Hint")
    assert await role_of(stage, ana) is None
    await ana.presses("Grade me")
    assert await role_of(stage, ana) is Role.MEMBER


async def test_an_organiser_who_left_comes_back_as_a_member(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.leaves()
    await lou.presses("Hint")
    with pytest.raises(UserMustAct, match="organisers"):
        await pause(stage.house.core, stage.group, await lou.id())
    await lou.says(ANSWER)
    assert await role_of(stage, lou) is Role.MEMBER
    with pytest.raises(UserMustAct, match="organisers"):
        await pause(stage.house.core, stage.group, await lou.id())


async def test_an_organiser_who_takes_part_stays_one(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.says(ANSWER)
    await lou.fills_in(ANSWER)
    await lou.presses("Grade me", on="Mon")
    assert await role_of(stage, lou) is Role.ORGANISER


async def test_whoever_left_is_not_reminded(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    async with stage.house.core.store.work() as work:
        await work.people.set_reminders(stage.group, await ana.id(), wanted=True)
    await stage.at("Tue 09:00")
    await ana.leaves()
    before = len(stage.heard["Ana"])
    await stage.at("Wed 08:00")
    assert stage.heard["Ana"][before:] == []
    async with stage.house.core.store.engine.begin() as connection:
        kept = await connection.exec_driver_sql("select state from deliveries where kind = 'reminder'")
        assert kept.scalars().all() == ["dropped"]
