"""The list outside knows when somebody was forgotten, to the second. No row does: they can't be joined."""

import re

import pytest
from sqlalchemy import text

from adapters.main import House
from bot.practice.forget import forget_person
from bot.store.tables import metadata
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day
from tests.integration.heron import Both, lived

ITSELF = "forgotten_accounts"
"""What the list is owed; a row goes once it stands there."""


@pytest.fixture
async def both(house: House, clock: FakeClock, platform: FakePlatform) -> Both:
    """In the middle of a mock round, on a Friday when nothing else has happened for a while."""
    return await lived(await first_day(house, clock, platform))


async def rows_of(stage: Stage, moment: str) -> dict[str, list[str]]:
    """The rows, by table, that hold such a moment."""
    found: dict[str, list[str]] = {}
    async with stage.house.core.store.engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(text(f'select t::text from "{table.name}" t'))
            found[table.name] = [row for row in rows.scalars() if re.search(moment, row)]
    return {name: rows for name, rows in found.items() if rows}


async def test_no_row_tells_when_somebody_was_forgotten(both: Both) -> None:
    clock = both.stage.clock
    await both.later(minutes=41, seconds=17)
    minutes = "|".join(f"{clock.now():%H}:{clock.now().minute + n:02}" for n in range(4))
    moment = rf"{clock.now():%Y-%m-%d} ({minutes}):"
    assert await rows_of(both.stage, moment) == {}, "or the test would blame others"
    await forget_person(both.house.core, await both.person())
    await both.house.settle()
    await both.later(minutes=2)
    await both.later(minutes=1)
    assert set(await rows_of(both.stage, moment)) == {ITSELF}


async def test_what_ended_by_it_ended_when_it_began_or_last_moved(both: Both) -> None:
    await both.later(minutes=41)
    person = await both.person()
    await forget_person(both.house.core, person)
    async with both.house.core.store.engine.connect() as connection:
        left = text("select left_at = joined_at from memberships where person_id = :p")
        assert (await connection.execute(left, {"p": person})).scalars().all() == [True]
        ended = text("select ended_at = entered_at from rounds where person_id = :p")
        assert set((await connection.execute(ended, {"p": person})).scalars()) == {True}


async def test_the_groups_log_has_the_day(both: Both) -> None:
    await both.later(minutes=41)
    await forget_person(both.house.core, await both.person())
    async with both.house.core.store.work() as work:
        (entry,) = [one for one in await work.audit.of(both.stage.group) if one.action == "member forgotten"]
    assert entry.occurred_at.isoformat() == "2026-04-03T00:00:00+00:00"


async def test_a_membership_that_had_ended_keeps_its_end(both: Both) -> None:
    await both.heron.leaves()
    left_at, person = both.stage.clock.now(), await both.person()
    await both.later(minutes=41)
    await forget_person(both.house.core, person)
    async with both.house.core.store.engine.connect() as connection:
        left = text("select left_at from memberships where person_id = :p")
        assert (await connection.execute(left, {"p": person})).scalar_one() == left_at
