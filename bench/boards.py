"""A board with one's own row in the hottest group: after 10 million submissions against after 100,000.

What is generated is what the question reads: people, memberships and standings, by the rows that so many
submissions would have left there. The ledger below is left out: no board reads it.
"""

import random
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles

import psycopg
from sqlalchemy import make_url

from adapters.main import Parts, house
from bot.domain.board import AllTime, OneSeason, Period, Week
from bot.domain.ids import GroupId, PersonId, SeasonId
from bot.library.library import load, shipped
from bot.practice.boards.card import CROWD, board_card
from bot.practice.boards.measures import POINTS
from bot.practice.boards.reading import BoardWanted
from bot.practice.core import Core

HOTTEST = 10_000
CALLS = 2_000
ROUNDS = 5
MOST_MS, MOST_RATIO = 5, 1.5
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
THIS_WEEK = date(2026, 6, 1)
WEEKS_A_SEASON = 12
LIBRARY = load([shipped()])


@dataclass(frozen=True, slots=True)
class Size:
    name: str
    submissions: int
    weeks: int
    a_week: float
    """Answers of one member."""

    @property
    def members(self) -> int:
        return round(self.submissions / self.weeks / self.a_week)


SMALL = Size("100k", 100_000, 4, 2.5)
LARGE = Size("10M", 10_000_000, 100, 2.5)

_PEOPLE = """
    insert into persons (name, created_at)
    select 'Member ' || n, %(now)s from generate_series(1, %(people)s) n
"""
# Person n is in the first group up to its size; the rest are spread so that few groups are large.
_GROUPS = """
    insert into groups (name, points_on_time, points_late, points_by_band, band_source, created_at)
    select 'G' || n, 10, 3, '{0,3,6,8,10}', 'automatic', %(now)s from generate_series(1, %(groups)s) n
"""
_MEMBERS = """
    insert into memberships (group_id, person_id, joined_at)
    select case when id <= %(hottest)s then 1
                else 2 + floor((%(groups)s - 1) * power(random(), 3))::int end, id, %(now)s
    from persons
"""
_SEASONS = """
    insert into seasons (group_id, number, name, opened_at, closed_at)
    select g.id, n, 'Season ' || n, %(now)s, case when n < %(seasons)s then %(now)s::timestamptz end
    from groups g, generate_series(1, %(seasons)s) n
"""
_STANDINGS = """
    insert into standings (group_id, period, person_id, points, answers, scored, score, shown)
    select m.group_id, p.period, m.person_id, floor(p.weeks * %(a_week)s * (4 + 16 * random()))::int,
           p.weeks * 2, p.weeks * 2, p.weeks * 120, random() > 0.03
    from memberships m cross join lateral (
      select 'week ' || to_char(%(monday)s::date - 7 * w, 'YYYY-MM-DD'), 1, w
        from generate_series(0, %(weeks)s - 1) w
      union all select 'season ' || s.id, %(a_season)s, (%(seasons)s - s.number + 1) * %(a_season)s
        from seasons s where s.group_id = m.group_id
      union all select 'all', %(weeks)s, %(weeks)s) p(period, weeks, age)
    order by p.age desc
"""
# Rows lie in the order in which they came about. Since the last vacuum one member in twenty has earned more.
_LATELY = """
    update standings set points = points + 10 where group_id = 1 and mod(person_id, 20) = 0
    and (period in ('all', 'week ' || %(monday)s::date)
         or period = (select 'season ' || id from seasons where group_id = 1 and closed_at is null))
"""


async def measure_boards(url: str) -> dict[str, object]:
    """Both sizes stand side by side and are asked in turns, so that a busy machine slows both."""
    small = _beside(url, "boards_small")
    filled = {size.name: _fill(where, size) for where, size in ((small, SMALL), (url, LARGE))}
    taken: dict[str, list[list[float]]] = {"100k": [], "10M": []}
    for _ in range(ROUNDS):
        taken["100k"].append(await _ask(small, SMALL))
        taken["10M"].append(await _ask(url, LARGE))
    return filled | _figures(taken)


def _beside(url: str, name: str) -> str:
    """A second database of the same cluster, as empty as the first."""
    with psycopg.connect(url, autocommit=True) as sql:
        own = str(sql.info.dbname)
    with psycopg.connect(_at(url, "postgres"), autocommit=True) as sql:
        sql.execute(f"drop database if exists {name}".encode())
        sql.execute(f"create database {name} template {own}".encode())
    return _at(url, name)


def _at(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _fill(url: str, size: Size) -> str:
    began = time.monotonic()
    others = size.members - HOTTEST
    values = {
        "now": NOW,
        "people": size.members,
        "groups": 1 + others // 12,
        "hottest": HOTTEST,
        "seasons": -(-size.weeks // WEEKS_A_SEASON),
        "a_season": min(WEEKS_A_SEASON, size.weeks),
        "weeks": size.weeks,
        "a_week": size.a_week,
        "monday": THIS_WEEK,
    }
    with psycopg.connect(url, autocommit=True) as sql:
        sql.execute("set work_mem = '256MB'")
        for statement in (_PEOPLE, _GROUPS, _MEMBERS, _SEASONS):
            sql.execute(statement.encode(), values)
        _insert_quickly(sql, values)
        sql.execute("vacuum analyze")
        sql.execute(_LATELY.encode(), values)
        row = sql.execute(
            "select count(*), pg_size_pretty(pg_total_relation_size('standings')),"
            " pg_size_pretty(pg_database_size(current_database())) from standings"
        ).fetchone()
    rows, table, database = row or (0, "", "")
    took = time.monotonic() - began
    return f"{rows} standings, {table} with indexes, database {database}, filled in {took:.0f} s"


def _insert_quickly(sql: "psycopg.Connection[tuple[object, ...]]", values: dict[str, object]) -> None:
    """Indexes are built once, after the rows."""
    keys = "select indexdef from pg_indexes where tablename = 'standings' order by indexname"
    definitions = [str(row[0]) for row in sql.execute(keys.encode()).fetchall()]
    sql.execute("alter table standings drop constraint pk_standings")
    sql.execute("drop index ix_standings_rank")
    sql.execute(_STANDINGS.encode(), values)
    sql.execute("set maintenance_work_mem = '512MB'")
    for definition in definitions:
        sql.execute(definition.encode())


async def _ask(url: str, size: Size) -> list[float]:
    """Milliseconds of each call: a transaction, the board and the own row, in the product's own words."""
    periods: list[Period] = [Week(THIS_WEEK), Week(THIS_WEEK - timedelta(days=7)), AllTime()]
    chance = random.Random(size.submissions)
    async with house(url, Parts(library=LIBRARY)) as built:
        async with built.core.store.work() as work:
            season = await work.seasons.current(GroupId(1))
        periods.append(OneSeason(season.id if season else SeasonId(0)))
        for _ in range(100):
            await _call(built.core, PersonId(chance.randint(1, HOTTEST)), chance.choice(periods))
        times = []
        for _ in range(CALLS // ROUNDS):
            viewer, period = PersonId(chance.randint(1, HOTTEST)), chance.choice(periods)
            began = time.perf_counter()
            await _call(built.core, viewer, period)
            times.append(1000 * (time.perf_counter() - began))
    return times


async def _call(core: Core, viewer: PersonId, period: Period) -> None:
    async with core.store.work() as work:
        card = await board_card(work, BoardWanted(GroupId(1), viewer, period, POINTS, NOW, NOW.date()))
    assert card.own is not None
    assert CROWD in card.notes


def _figures(taken: dict[str, list[list[float]]]) -> dict[str, object]:
    p50 = {name: median(median(round_) for round_ in rounds) for name, rounds in taken.items()}
    p99 = {name: [quantiles(round_, n=100)[98] for round_ in rounds] for name, rounds in taken.items()}
    ratios = [median(big) / median(small) for small, big in zip(taken["100k"], taken["10M"], strict=True)]
    return {
        "calls of each size": CALLS,
        "p50 in ms (median of rounds)": {name: round(ms, 2) for name, ms in p50.items()},
        "p99 in ms (of each round)": {name: [round(ms, 2) for ms in found] for name, found in p99.items()},
        "p99 in ms (median of rounds)": {name: round(median(found), 2) for name, found in p99.items()},
        "p50, ratio of 10M to 100k": round(median(ratios), 2),
        "held": f"p99 <= 5 ms: {median(p99['10M']) <= MOST_MS}; ratio <= 1.5: {median(ratios) <= MOST_RATIO}",
    }
