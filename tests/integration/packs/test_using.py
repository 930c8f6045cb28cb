"""A group's own scenarios are posted, queued and asked like the library's, and in no other group."""

import re
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import text

from adapters.main import House
from bot.domain.ids import ScenarioId
from bot.errors import UserMustAct
from bot.practice.packs.add import Added
from bot.practice.packs.listing import pack_of
from bot.practice.post_daily import post_due
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.conversation.reading import buttons_of
from tests.fakes.own_pack import ending_of, own_file, own_text
from tests.integration.packs.conftest import SHARED, Circle
from tests.integration.tenant_sql import listening

PAINT, DOCK = ScenarioId("wet-paint"), ScenarioId("dry-dock")


async def days(house: House, clock: FakeClock, count: int) -> None:
    for _ in range(count):
        clock.forward(days=1)
        await house.settle()


async def test_all_of_the_shelf_is_posted_before_anything_comes_again(
    alder: Circle, birch: Circle, house: House, clock: FakeClock
) -> None:
    await alder.adds("wet-paint", "dry-dock")
    await days(house, clock, 4)
    assert set(await alder.seen()) == {*SHARED, PAINT, DOCK}
    assert set(await birch.seen()) == set(SHARED)
    assert len(await birch.seen()) == 4
    assert {"Wet paint", "Dry dock"} <= set(alder.posted())


async def test_two_groups_may_use_one_id_for_different_scenarios(
    alder: Circle, birch: Circle, house: House, clock: FakeClock
) -> None:
    await alder.adds("wet-paint")
    other = own_file("wet-paint", title="Quite another one")
    assert isinstance(await birch.gives(other), Added)
    for circle in (alder, birch):
        await circle.queues("wet-paint")
    await days(house, clock, 1)
    assert alder.posted() == ["Wet paint"]
    assert birch.posted() == ["Quite another one"]


async def test_an_organiser_queues_it_by_title_and_by_id_and_others_cannot(
    alder: Circle, birch: Circle, house: House, clock: FakeClock
) -> None:
    await alder.adds("wet-paint", "dry-dock")
    assert "`wet-paint`" in await alder.types("queue")
    assert "wet-paint" not in await birch.types("queue")
    assert "Added: Wet paint." in await alder.types("queue add Wet paint")
    assert "1. Wet paint (`wet-paint`)" in await alder.types("queue")
    assert "The library has no scenario `wet-paint`" in await birch.types("queue add wet-paint")
    assert "Wet paint" not in await birch.types("queue add wet-pain")
    with pytest.raises(UserMustAct, match="There is no scenario `wet-paint`"):
        await birch.queues("wet-paint")
    await days(house, clock, 1)
    assert alder.posted() == ["Wet paint"]


async def test_a_mock_round_asks_one_of_them(
    alder: Circle, birch: Circle, house: House, platform: FakePlatform
) -> None:
    await alder.adds("wet-paint")
    bare = replace(house.core, library=replace(house.core.library, scenarios={}))
    for circle in (alder, birch):
        account = platform.account(f"lou-{circle.channel}")
        await receive(bare, platform.commands(account, "mock", circle.channel))
    await house.settle()
    mine, theirs = (repr(platform.told(platform.account(f"lou-{c.channel}"))) for c in (alder, birch))
    assert f"HeatDesk{ending_of(PAINT)}" in mine
    assert f"HeatDesk{ending_of(PAINT)}" not in theirs


async def test_what_was_posted_stays_when_its_file_is_changed_or_taken_out(
    alder: Circle, house: House, platform: FakePlatform, clock: FakeClock
) -> None:
    await alder.adds("wet-paint")
    await alder.queues("wet-paint")
    await days(house, clock, 1)
    account = platform.account("Ana")
    (seen,) = platform.in_channel("alder")
    hint = next(button for button in buttons_of(seen.card) if button.label == "Hint")
    await alder.drops("wet-paint")
    card = await receive(house.core, platform.presses(account, hint))
    assert "Which of the two kinds of mistake can be put right tomorrow?" in repr(card)
    assert await pack_of(house.core, alder.group) == []


async def test_one_that_this_version_cannot_read_is_passed_over(
    alder: Circle, birch: Circle, house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    await alder.adds("wet-paint", "dry-dock")
    await alder.queues("wet-paint")
    async with house.core.store.engine.begin() as connection:
        await connection.execute(text("update pack_scenarios set body = body - 'minutes'"))
    assert [(listed.own.id, listed.readable) for listed in await pack_of(house.core, alder.group)] == [
        (DOCK, False),
        (PAINT, False),
    ]
    await days(house, clock, 2)
    assert set(await alder.seen()) == set(await birch.seen()) == set(SHARED)
    account = platform.account("lou-alder")
    await receive(house.core, platform.commands(account, "mock", "alder"))
    await house.settle()
    assert any(house.core.library.get(name).prompt[:40] in repr(platform.told(account)) for name in SHARED)
    assert "can't be read by this version of Debrief" in await alder.types("queue add dry-dock")
    with pytest.raises(UserMustAct, match="Add its file anew"):
        await alder.queues("dry-dock")
    assert isinstance(await alder.adds("dry-dock"), Added)
    await alder.queues("dry-dock")


async def test_any_history_of_packs_shows_no_group_anothers(
    alder: Circle, birch: Circle, house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    """Adding, taking out, queueing and posting in any order."""
    chance = Random(11)
    circles = {"alder": alder, "birch": birch}
    names = [f"{name}-{n}" for name in circles for n in ("one", "two", "six")]
    for _ in range(60):
        circle, name = chance.choice((alder, birch)), chance.choice(names)
        act = chance.choice(("add", "queue", "drop", "day"))
        if act == "add":
            assert isinstance(await circles[name[:5]].adds(name), Added)
        elif act == "day":
            await days(house, clock, 1)
        else:
            with suppress(UserMustAct):
                await (circle.queues(name) if act == "queue" else circle.drops(name))
    for circle, other in ((alder, birch), (birch, alder)):
        said = [platform.in_channel(circle.channel), await circle.types("queue"), await circle.seen()]
        theirs = rf"{other.channel}-(one|two|six)|{other.channel.title()} (one|two|six)"
        assert not re.search(theirs, repr(said))
        assert any(name.startswith(circle.channel) for name in await circle.seen())


async def test_many_groups_are_planned_with_one_look_at_their_packs(
    house: House, clock: FakeClock, platform: FakePlatform
) -> None:
    clock.at("2026-03-01T12:00")
    circles = [await Circle(house, platform, f"group-{n}").opens() for n in range(12)]
    for circle in circles[:6]:
        await circle.adds("wet-paint", "dry-dock")
        await circle.queues("wet-paint")
    clock.at("2026-03-02T09:00")
    with listening() as listener:
        assert await post_due(house.core) == 12
    looks = [s for s in listener.statements if "pack_scenarios" in s]
    assert len(looks) == 2
    assert sum("body" in s for s in looks) == 1
    assert all("text" not in s.partition("FROM")[0] for s in looks)


def test_the_example_says_its_own_title() -> None:
    assert "title: Wet paint\n" in own_text("wet-paint")
