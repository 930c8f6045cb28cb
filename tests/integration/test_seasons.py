"""Seasons are begun and ended by organisers, one at a time."""

import asyncio

import pytest

from bot.domain.ids import PersonId
from bot.errors import UserMustAct
from bot.practice.season import close_season, open_season, season_sheet
from tests.conversation.stage import Stage


@pytest.fixture
async def lou(stage: Stage) -> PersonId:
    return await stage.member("Lou").id()


async def test_a_new_season_closes_the_one_before_and_the_sheet_lists_both(
    stage: Stage, lou: PersonId
) -> None:
    await stage.at("2026-04-14 12:00")
    await open_season(stage.house.core, stage.group, lou, "Spring")
    async with stage.house.core.store.work() as work:
        sheet = await season_sheet(work, stage.group)
        entry = (await work.audit.of(stage.group, 1))[0]
    assert [(section.heading, section.lines) for section in sheet.sections] == [
        ("Open", ("Spring, since 14 April 2026",)),
        ("Earlier", ("Season 1, 29 March 2026 to 14 April 2026",)),
    ]
    assert (entry.action, entry.actor, entry.details) == (
        "season opened",
        lou,
        {"name": "Spring", "number": 2},
    )


async def test_between_seasons_the_sheet_says_how_to_open_one(stage: Stage, lou: PersonId) -> None:
    await close_season(stage.house.core, stage.group, lou)
    async with stage.house.core.store.work() as work:
        sheet = await season_sheet(work, stage.group)
    assert sheet.sections[0].lines == ("None.",)
    assert "season new" in sheet.closing
    with pytest.raises(UserMustAct, match="No season is open"):
        await close_season(stage.house.core, stage.group, lou)


async def test_a_nameless_season_is_numbered(stage: Stage, lou: PersonId) -> None:
    opened = await open_season(stage.house.core, stage.group, lou, " ")
    assert (opened.name, opened.number) == ("Season 2", 2)


async def test_the_same_name_twice_and_a_name_too_long_are_refused(stage: Stage, lou: PersonId) -> None:
    await open_season(stage.house.core, stage.group, lou, "Spring")
    for name, said in (("Spring", "open already"), ("x" * 41, "40 characters")):
        with pytest.raises(UserMustAct, match=said):
            await open_season(stage.house.core, stage.group, lou, name)


async def test_only_organisers_may(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says("I would stop it, tell everyone whom it misled, and read what it said.")
    for change in (
        open_season(stage.house.core, stage.group, await ana.id(), "Mine"),
        close_season(stage.house.core, stage.group, await ana.id()),
    ):
        with pytest.raises(UserMustAct, match="organisers"):
            await change


async def test_two_at_once_leave_one_open(stage: Stage, lou: PersonId) -> None:
    await asyncio.gather(
        *(open_season(stage.house.core, stage.group, lou, f"Season of {n}") for n in range(4))
    )
    async with stage.house.core.store.work() as work:
        seasons = await work.seasons.latest(stage.group, 10)
    assert [season.number for season in seasons] == [5, 4, 3, 2, 1]
    assert [season.closed_at is None for season in seasons] == [True, False, False, False, False]
