"""Commands that come twice, or from two people at once."""

import asyncio
from datetime import time

import pytest

from adapters.main import House
from bot.domain.group import Role
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.conversation.reading import text_of
from tests.conversation.stage import CHANNEL, Stage
from tests.integration.typed_in_chat import ANSWER, counts, role_of, said, second_organiser, typed


@pytest.mark.parametrize(
    ("text", "admin"),
    [
        ("season new Spring", True),
        ("queue add white-text", True),
        ("pause until friday", True),
        ("weekly monday 10:00", True),
        ("staff off", True),
        ("settings zone UTC", False),
        ("settings board off", False),
    ],
)
async def test_a_change_that_is_delivered_twice_is_made_once(stage: Stage, text: str, *, admin: bool) -> None:
    given = stage.platform.commands(stage.member("Lou").account, text, CHANNEL, admin=admin)
    assert "second time" not in await said(stage, given)
    once = await counts(stage.house, "audit", "seasons", "queue_items", "events")
    assert "This reached me a second time, and I go by the first." in await said(stage, given)
    assert await counts(stage.house, "audit", "seasons", "queue_items", "events") == once


async def test_a_new_workspace_sets_up_its_first_group(house: House, clock: FakeClock) -> None:
    platform = FakePlatform(clock)
    zoe = platform.account("Zoe")
    asks = await receive(house.core, platform.commands(zoe, "setup 9am", "c", admin=True))
    assert asks is not None
    assert "In which zone? Nothing was changed." in text_of(asks)
    assert await counts(house, "groups", "persons") == [0, 0]
    given = platform.commands(zoe, "setup 8am lisbon mon,wed sealed named Early Birds", "c", admin=True)
    made = await receive(house.core, given)
    assert made is not None
    assert "Early Birds. : The group is made, and you organise it." in text_of(made)
    assert "08:00 (Europe/Lisbon), Mon, Wed" in text_of(made)
    again = await receive(house.core, given)
    assert again is not None
    assert "It was so already." in text_of(again)
    assert await counts(house, "groups") == [1]


async def test_two_organisers_at_once_and_the_second_is_told(stage: Stage) -> None:
    max_ = await second_organiser(stage)
    accounts = (stage.member("Lou").account, max_.account)
    given = [
        stage.platform.commands(account, f"setup {hour}:00", CHANNEL, admin=True)
        for account, hour in zip(accounts, (10, 11), strict=True)
    ]
    told = await asyncio.gather(*(said(stage, one) for one in given))
    (first,) = [text for text in told if "Changed, from the next scenario on." in text]
    (second,) = [text for text in told if text != first]
    assert "Your change was not made" in second
    async with stage.house.core.store.work() as work:
        schedule = await work.schedules.of(stage.group)
    assert schedule is not None
    assert f"posts: {schedule.at:%H:%M}" in first
    assert schedule.at in (time(10), time(11))
    assert "Changed" in await typed(stage, accounts[1], "setup 12:00")


async def test_a_number_typed_before_another_changed_the_queue_moves_nothing(stage: Stage) -> None:
    max_ = await second_organiser(stage)
    lou = stage.member("Lou").account
    for scenario in ("white-text", "no-way-up"):
        await typed(stage, lou, f"queue add {scenario}")
    stage.clock.forward(seconds=1)
    late = stage.platform.commands(max_.account, "queue remove 1", CHANNEL, admin=True)
    await typed(stage, lou, "queue move 2 to 1")
    told = await said(stage, late)
    assert "Another organiser changed this while you were typing: it's now 1. " in told
    assert "Your change was not made. Type `/debrief-admin queue remove 1` again" in told
    assert "Removed" in await typed(stage, max_.account, "queue remove 1")


async def test_adding_at_once_loses_nobodys_scenario(stage: Stage) -> None:
    max_ = await second_organiser(stage)
    accounts = (stage.member("Lou").account, max_.account)
    wanted = ("white-text", "no-way-up", "haggle-for-me", "the-heater-stops")
    await asyncio.gather(
        *(
            said(stage, stage.platform.commands(accounts[n % 2], f"queue add {name}", CHANNEL, admin=True))
            for n, name in enumerate(wanted)
        )
    )
    async with stage.house.core.store.work() as work:
        assert sorted((await work.queue.of([stage.group]))[stage.group]) == sorted(wanted)


async def test_two_who_take_a_group_over_at_once_are_one_organiser(stage: Stage) -> None:
    members = [stage.member(name) for name in ("Ana", "Bo", "Cem")]
    for member in members:
        await member.says(f"{member.ref}: {ANSWER}")
    await stage.member("Lou").leaves()
    told = await asyncio.gather(
        *(
            said(stage, stage.platform.commands(member.account, "setup", CHANNEL, admin=True))
            for member in members
        )
    )
    assert sum("You organise this group now." in text for text in told) == 1
    assert [await role_of(stage, member) for member in members].count(Role.ORGANISER) == 1
