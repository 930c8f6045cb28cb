"""A member in a loop is forgotten, exported, or wants to be one person in two chats."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.domain.cards import FileCard
from bot.domain.loop_states import LoopState, Pace
from bot.library.library import Library
from bot.practice.export import export_person
from bot.practice.forget import forget_person
from bot.practice.loops.begin import Wanted, start_loop
from bot.testing import FakeClock
from tests.integration.linked import TwoChats, two_chats
from tests.integration.loops.stage import LOOPS, Looper


async def test_the_export_tells_of_a_loop_and_of_each_rounds_place(ana: Looper) -> None:
    await ana.types("mock full two days")
    await ana.plays()
    card = await export_person(ana.house.core, (await ana.loop()).person)
    assert isinstance(card, FileCard)
    told = json.loads(card.content)
    (loop,) = told["Your company loops"]
    assert (loop["loop"], loop["pace"], loop["state"]) == ("Loop two", "days", "resting")
    assert [one["place in its loop"] for one in told["Your mock rounds"]] == [1]


@pytest.mark.parametrize("acts", [0, 1, 2])
async def test_whoever_is_forgotten_in_a_loop_hears_nothing_more_of_it(ana: Looper, acts: int) -> None:
    await ana.types("mock full two days")
    if acts:
        await ana.plays()
    if acts == 2:
        await ana.goes_on()
    loop = await ana.loop()
    seen = len(ana.told())
    await forget_person(ana.house.core, loop.person)
    ana.clock.forward(days=2)
    await ana.house.settle()
    ana.clock.forward(days=9)
    await ana.house.settle()
    assert len(ana.told()) == seen
    async with ana.store.engine.connect() as connection:
        (row,) = await connection.execute(text("select state, scope, due_at from loops"))
    assert (row.state, row.scope, row.due_at) == (LoopState.OVER, "", None)


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds("circle", chats.near)
        await chats.spans("circle", chats.far)
        yield chats


async def test_nobody_becomes_one_person_in_the_middle_of_a_loop(chats: TwoChats) -> None:
    for platform, ref in ((chats.near, "Organiser"), (chats.far, "MonaFar")):
        await chats.types(platform, ref, "link", "circle")
    person = await chats.person(chats.near, "Organiser")
    assert person is not None
    core = replace(chats.house.core, loops=LOOPS)
    given = chats.near.commands(chats.account(chats.near, "Organiser"), "mock full two", "circle")
    await start_loop(core, chats.groups["circle"], person, given, Wanted(LOOPS["two"], Pace.DAYS))
    async with core.store.engine.begin() as connection:
        # Between two rounds: no round is live.
        await connection.execute(
            text("update rounds set state = 'over', due_at = null, ended_at = entered_at")
        )
        await connection.execute(text("update loops set state = 'resting'"))
    refused = await chats.link((chats.near, "Organiser"), (chats.far, "MonaFar"))
    assert "or a company loop, is under way" in refused
