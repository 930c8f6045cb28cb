"""Whatever a group goes through, its standings are the sums of its ledger, and what a person would count."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from adapters.main import House
from bot.store.standings_check import StandingsCheck
from bot.store.work import Store
from bot.testing import FakeClock, FakePlatform
from tests.fakes.banded_grader import BandedGrader
from tests.fakes.database import empty
from tests.integration.standings_history import NAMES, History, ListedNudges, Step
from tests.integration.standings_reference import Sums

EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "20"))
STARTS = (date(2026, 3, 4), date(2026, 3, 27), date(2026, 10, 23), date(2026, 12, 30))
OFTEN = ("writes", "writes", "writes", "waits", "sleeps", "asks")
SELDOM = (
    "copies",
    "edits",
    "deletes",
    "tries_again",
    "is_ruled_on",
    "leaves",
    "decides_on_boards",
    "organises",
    "decides_on_staff",
    "turns_the_season",
    "moves",
)
_STANDINGS = text(
    "select case when s.period = 'all' or starts_with(s.period, 'week') then s.period"
    " else 'season ' || n.number end as period, p.name, s.points, s.answers, s.scored, s.score, s.shown"
    " from standings s join persons p on p.id = s.person_id"
    " left join seasons n on s.period = 'season ' || n.id where s.group_id = :group"
)
_CREDITS = text(
    "select p.name, l.post_id, sum(l.credit) as credit from ledger l join persons p on p.id = l.person_id"
    " where l.group_id = :group group by p.name, l.post_id having sum(l.credit) <> 0"
)

Lives = Callable[[date, list[Step]], Awaitable[None]]

steps = st.builds(
    Step,
    what=st.sampled_from(OFTEN) | st.sampled_from(SELDOM),
    who=st.sampled_from(NAMES),
    back=st.sampled_from((0, 0, 0, 1, 2)),
    number=st.integers(0, 11),
)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(starts=st.sampled_from(STARTS), history=st.lists(steps, min_size=8, max_size=30))
async def test_standings_are_what_a_person_would_count(
    lives: Lives, starts: date, history: list[Step]
) -> None:
    await lives(starts, history)


@pytest.fixture
async def lives(house: House, database_url: str) -> Lives:
    """One house for all examples; each begins with an empty database."""

    async def live(starts: date, steps: list[Step]) -> None:
        empty(database_url)
        clock = FakeClock()
        platform, nudges = FakePlatform(clock), ListedNudges()
        core = replace(
            house.core,
            store=Store(house.core.store.engine, nudges),
            clock=clock,
            grader=BandedGrader(),
            platforms={platform.name: platform},
        )
        history = History(core, nudges, clock, platform, starts)
        await history.begins()
        for step in steps:
            await history.does(step)
        await _is_right(history)

    return live


async def _is_right(history: History) -> None:
    truth = history.truth
    async with history.core.store.engine.begin() as connection:
        drift = await StandingsCheck(connection).drift(history.group)
        rows = await connection.execute(_STANDINGS, {"group": history.group})
        found: dict[tuple[str, str], tuple[Sums, bool]] = {
            (r.period, r.name): ((r.points, r.answers, r.scored, r.score), r.shown) for r in rows
        }
        credited = (await connection.execute(_CREDITS, {"group": history.group})).all()
    assert (drift.sums, drift.misplaced) == (0, 0)
    assert {key: (sums, shown) for key, (sums, shown) in found.items() if any(sums)} == truth.standings()
    numbers = {int(subject): number for number, (subject, _) in enumerate(history.posts)}
    assert {(r.name, numbers[r.post_id], r.credit) for r in credited} == {
        (name, number, 1) for name, number in truth.credits()
    }
    await _the_board_is_in_order(history)


async def _the_board_is_in_order(history: History) -> None:
    """The ranks of everybody shown, by counting who has more."""
    standings = history.truth.standings()
    points = {
        name: sums[0] for (period, name), (sums, shown) in standings.items() if period == "all" and shown
    }
    points = {name: n for name, n in points.items() if n > 0}
    async with history.core.store.work() as work:
        top = await work.standings.top(history.group, "all", len(NAMES) + 1)
        assert sorted((row.name, row.points) for row in top) == sorted(points.items())
        for row in top:
            place = await work.standings.place(history.group, "all", row.person)
            assert place.rank == 1 + sum(n > row.points for n in points.values())
            assert place.took_part == len(points)
