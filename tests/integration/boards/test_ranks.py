"""Ranks, and one's own row: equals, the last, the many."""

import pytest
from sqlalchemy import text

from bot.domain.board import AllTime, OneSeason
from bot.domain.card_parts import BoardRow
from bot.domain.cards import BoardCard
from bot.practice.season import close_season
from tests.conversation.stage import Stage
from tests.integration.boards.shown import LEAN_NO, NO, STRONG, THIS_WEEK, YES, answered, ranks, shown

CROWD = """
with p as (insert into persons (name, created_at) select 'N' || n, :now from generate_series(1, :many) n
    returning id, substr(name, 2)::int n),
  m as (insert into memberships (group_id, person_id, joined_at) select :group, id, :now from p)
insert into standings (group_id, period, person_id, points, answers, scored, score, shown)
  select :group, 'all', id, n, 1, 0, 0, true from p
"""


async def test_equals_share_a_rank_and_the_last_is_not_named(stage: Stage) -> None:
    await answered(stage, {"Ana": YES, "Bo": STRONG, "Cy": YES, "Di": LEAN_NO, "Ed": NO}, "Mon 10:00")
    card = await shown(stage)
    assert ranks(card) == [
        (1, "Bo", "20 points"),
        (2, "Ana", "18 points"),
        (2, "Cy", "18 points"),
        (4, "Di", "13 points"),
    ]
    assert card.more == 1
    assert card.own is None
    assert card.subtitle == "Points · week of 30 March"
    assert card.notes == ()


async def test_everybody_finds_themselves_and_the_last_are_told_what_comes_next(stage: Stage) -> None:
    await answered(stage, {"Ana": YES, "Bo": STRONG, "Ed": NO, "Fay": NO}, "Mon 10:00")
    ana, ed = stage.member("Ana"), stage.member("Ed")
    card = await shown(stage, ana, most=1)
    assert ranks(card) == [(1, "Bo", "20 points")]
    assert card.own == BoardRow(2, "Sample Ana", "18 points")
    assert card.more == 3
    card = await shown(stage, ed)
    assert card.own == BoardRow(None, "Sample Ed", "10 points")
    assert card.notes == ("8 more points reach the next place.",)


async def test_all_equal_are_all_first(stage: Stage) -> None:
    await answered(stage, {"Ana": YES, "Bo": YES}, "Mon 10:00")
    card = await shown(stage, stage.member("Ana"))
    assert [row.rank for row in card.rows] == [1, 1]
    assert card.own == BoardRow(1, "Sample Ana", "18 points")


async def crowd(stage: Stage, many: int) -> BoardCard:
    """The board of all time as Ana sees it, who has 18 points; of the others one each has 1, 2, 3 …"""
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    async with stage.house.core.store.engine.begin() as connection:
        values = {"group": stage.group, "now": stage.clock.now(), "many": many}
        await connection.execute(text(CROWD), values)
    return await shown(stage, stage.member("Ana"), period=AllTime())


async def test_in_a_crowd_ranks_are_exact_and_heads_are_counted_to_a_thousand(stage: Stage) -> None:
    card = await crowd(stage, 1500)
    assert card.own == BoardRow(1483, "Sample Ana", "18 points")
    assert card.more == 0
    assert card.notes == ("More than 1,000 practised.",)


@pytest.mark.parametrize(
    ("many", "more", "notes"), [(999, 990, ()), (1_000, 0, ("More than 1,000 practised.",))]
)
async def test_a_crowd_begins_with_the_thousand_and_first(
    stage: Stage, many: int, more: int, notes: tuple[str, ...]
) -> None:
    card = await crowd(stage, many)
    assert (card.more, card.notes) == (more, notes)


async def test_nothing_reaches_a_place_on_a_board_that_has_ended(stage: Stage) -> None:
    await answered(stage, {"Ana": YES, "Bo": NO}, "Mon 10:00")
    lou, bo = await stage.member("Lou").id(), stage.member("Bo")
    async with stage.house.core.store.work() as work:
        season = await work.seasons.current(stage.group)
    assert season is not None
    this_season = OneSeason(season.id)
    for period in (THIS_WEEK, this_season):
        assert (await shown(stage, bo, period=period)).notes == ("8 more points reach the next place.",)
    await close_season(stage.house.core, stage.group, lou)
    await stage.at("2026-04-07 12:00")
    for period in (THIS_WEEK, this_season):
        card = await shown(stage, bo, period=period)
        assert (card.own, card.notes) == (BoardRow(None, "Sample Bo", "10 points"), ())
