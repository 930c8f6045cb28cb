"""The check finds whatever differs from the ledger, and mends it while members go on."""

import asyncio

import psycopg
import pytest
from typer.testing import CliRunner

from adapters.cli.db import app
from adapters.main import House
from bot.domain.ids import PersonId, PostId
from bot.domain.points import LedgerKind, Tally
from bot.practice.place_on_board import set_on_board
from bot.store.ledger import LedgerEntry
from bot.store.standings_check import StandingsCheck, check_standings, mend_standings
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day

PEOPLE = 6
ROUNDS = 40


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    stage = await first_day(house, clock, platform)
    async with house.core.store.work() as work:
        for number in range(PEOPLE):
            account = platform.account(f"member{number}")
            person = await work.people.recognise(account, platform.installation_ref, clock.now())
            await work.people.join(stage.group, person, clock.now())
    return stage


@pytest.fixture
async def people(stage: Stage) -> list[PersonId]:
    return [await stage.member(f"member{number}").id() for number in range(PEOPLE)]


async def enter(stage: Stage, person: PersonId, key: str, points: int) -> None:
    post, tally = PostId(stage.posts["Mon"].id), Tally(points, 1, 1, 50, 0)
    async with stage.house.core.store.work() as work:
        entry = LedgerEntry(stage.group, person, post, LedgerKind.REPAIR, key, tally)
        await work.ledger.enter(entry, stage.clock.now())


async def drift(stage: Stage) -> tuple[int, int]:
    async with stage.house.core.store.engine.begin() as connection:
        found = await StandingsCheck(connection).drift(stage.group)
    return found.sums, found.misplaced


async def spoil(stage: Stage, statement: str) -> None:
    async with stage.house.core.store.engine.begin() as connection:
        await connection.exec_driver_sql(statement)


SPOILT = {
    "update standings set points = points + 7 where period = 'all'": (PEOPLE, 0),
    "update standings set score = 0": (3 * PEOPLE, 0),
    "delete from standings": (3 * PEOPLE, 0),
    "update ledger set points = points - 1": (3 * PEOPLE, 0),
    "insert into standings select group_id, 'season 0', person_id, 5, 0, 0, 0, true from memberships": (
        PEOPLE + 1,
        0,
    ),
    "update standings set shown = false": (0, PEOPLE),
    "update memberships set listed = false": (0, PEOPLE + 1),
    "update memberships set listed = false, on_board = false": (0, PEOPLE),
    "update memberships set left_at = joined_at": (0, PEOPLE + 1),
    "update groups set staff_on_board = false": (0, 1),
}


@pytest.mark.parametrize("statement", list(SPOILT))
async def test_what_was_spoilt_is_found_and_mended(
    stage: Stage, people: list[PersonId], statement: str
) -> None:
    for person in people:
        await enter(stage, person, f"first {person}", 10)
    assert await drift(stage) == (0, 0)
    await spoil(stage, statement)
    assert await drift(stage) == SPOILT[statement]
    engine = stage.house.core.store.engine
    every, found = await check_standings(engine, mend=True)
    assert (every, [one.group for one in found]) == (1, [stage.group])
    assert await drift(stage) == (0, 0)
    assert await check_standings(engine, mend=False) == (1, [])


async def test_mending_is_right_while_others_write_leave_and_mend(
    stage: Stage, people: list[PersonId]
) -> None:
    for person in people:
        await enter(stage, person, f"first {person}", 10)
    await spoil(
        stage, "update standings set points = points + 7, shown = not shown where mod(person_id, 2) = 0"
    )
    await spoil(stage, "delete from standings where mod(person_id, 3) = 0")
    await asyncio.gather(
        *(writes(stage, person) for person in people),
        *(wavers(stage, person) for person in people[:3]),
        *(comes_and_goes(stage, person) for person in people[3:]),
        mends(stage),
        mends(stage),
    )
    assert await drift(stage) == (0, 0)
    async with stage.house.core.store.work() as work:
        place = await work.standings.place(stage.group, "all", people[0])
    assert place.points == 10 + sum(range(ROUNDS))


async def writes(stage: Stage, person: PersonId) -> None:
    for number in range(ROUNDS):
        await enter(stage, person, f"{person} {number}", number)


async def wavers(stage: Stage, person: PersonId) -> None:
    for number in range(ROUNDS):
        await set_on_board(stage.house.core, stage.group, person, wanted=bool(number % 2))


async def comes_and_goes(stage: Stage, person: PersonId) -> None:
    for _ in range(ROUNDS):
        async with stage.house.core.store.work() as work:
            await work.people.leave(stage.group, person, stage.clock.now())
        async with stage.house.core.store.work() as work:
            await work.people.join(stage.group, person, stage.clock.now())


async def mends(stage: Stage) -> None:
    for _ in range(ROUNDS // 4):
        await mend_standings(stage.house.core.store.engine, stage.group)


async def test_without_a_mender_nothing_drifts_while_people_come_and_go(
    stage: Stage, people: list[PersonId]
) -> None:
    """Each entry is the first of its period, so that its row is new while the membership changes."""
    core = stage.house.core

    async def writes(person: PersonId, number: int) -> None:
        await enter(stage, person, f"{person} {number}", number)

    async def leaves(person: PersonId) -> None:
        async with core.store.work() as work:
            await work.people.leave(stage.group, person, stage.clock.now())

    for number in range(12):
        async with core.store.work() as work:
            for person in people:
                await work.people.join(stage.group, person, stage.clock.now())
        await spoil(stage, "delete from standings; delete from ledger")
        await asyncio.gather(
            *(writes(person, number) for person in people), *(leaves(person) for person in people)
        )
        assert await drift(stage) == (0, 0)


def test_the_command_says_what_differs_and_what_it_mended(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    runner = CliRunner()
    with psycopg.connect(database_url) as sql:
        sql.execute(
            "insert into groups (name, points_on_time, points_late, points_by_band, band_source, created_at)"
            " values ('Mornings', 10, 3, '{0,3,6,8,10}', 'automatic', '2026-03-02')"
        )
        sql.execute("insert into persons (name, created_at) values ('Ana', '2026-03-02')")
    assert runner.invoke(app, ["standings"]).exit_code == 0
    with psycopg.connect(database_url) as sql:
        sql.execute(
            "insert into standings select g.id, 'all', p.id, 5, 1, 1, 5, false from groups g, persons p"
        )
    told = runner.invoke(app, ["standings"])
    assert told.exit_code == 1
    assert "“Mornings”: 1 sums differ" in told.output
    mended = runner.invoke(app, ["standings", "--mend"])
    assert (mended.exit_code, "Mended 1 of 1 groups" in mended.output) == (0, True)
    assert runner.invoke(app, ["standings"]).exit_code == 0
