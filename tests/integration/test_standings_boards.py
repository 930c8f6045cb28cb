"""Boards as members see them: ranks, one's own row, who has a place, and kind words where nothing is."""

from collections.abc import AsyncIterator, Mapping
from datetime import date

import pytest
from sqlalchemy import text

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.board import AllTime, Measure, OneSeason, Period, Week
from bot.domain.cards import BoardCard, BoardRow
from bot.domain.group import Role
from bot.errors import UserMustAct
from bot.library.library import Library
from bot.practice.board import BoardWanted, board_card
from bot.practice.organise import RestDay, pause, rest_on
from bot.practice.place_on_board import set_on_board, set_staff_on_board
from bot.practice.season import close_season, open_season
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member, Stage, first_day
from tests.fakes.banded_grader import BandedGrader, an_answer

THIS_WEEK = Week(date(2026, 3, 30))
NO, LEAN_NO, LEAN_YES, YES, STRONG = range(5)
CROWD_OF_1500 = """
with p as (insert into persons (name, created_at) select 'N' || n, :now from generate_series(1, 1500) n
    returning id, substr(name, 2)::int n),
  m as (insert into memberships (group_id, person_id, joined_at) select :group, id, :now from p)
insert into standings (group_id, period, person_id, points, answers, scored, score, shown)
  select :group, 'all', id, n, 1, 0, 0, true from p
"""


@pytest.fixture
async def stage(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> AsyncIterator[Stage]:
    async with wired(database_url, Parts((Chat(platform),), clock, BandedGrader(), library)) as built:
        yield await first_day(built, clock, platform)


async def answered(stage: Stage, worth: Mapping[str, int], until: str) -> None:
    """Everybody answers today's scenario; then it is that time."""
    today = f"{stage.clock.now():%a}"
    for name, quality in worth.items():
        await stage.member(name).says(an_answer(name, quality, today), on=today)
    await stage.at(until)


async def shown(
    stage: Stage,
    viewer: Member | None = None,
    *,
    period: Period = THIS_WEEK,
    measure: Measure = Measure.POINTS,
    most: int = 10,
) -> BoardCard:
    person = await viewer.id() if viewer else None
    wanted = BoardWanted(stage.group, person, period, measure, stage.clock.now(), most)
    async with stage.house.core.store.work() as work:
        return await board_card(work, wanted)


def ranks(card: BoardCard) -> list[tuple[int | None, str, str]]:
    return [(row.rank, row.name.removeprefix("Sample "), row.value) for row in card.rows]


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


async def test_whoever_has_no_points_yet_is_invited_and_not_counted(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    card = await shown(stage, stage.member("Lou"))
    assert (card.own, card.more) == (BoardRow(None, "Sample Lou", "no points yet"), 0)
    assert card.notes == ("Your next answer counts here.",)
    await stage.at("Sat 12:00")
    assert (await shown(stage, stage.member("Lou"))).notes == ()
    assert (await shown(stage, stage.member("Lou"), period=AllTime())).notes == (
        "Your next answer counts here.",
    )
    await stage.at("2026-04-07 12:00")
    card = await shown(stage, stage.member("Lou"))
    assert (card.own, card.notes) == (BoardRow(None, "Sample Lou", "no points"), ())


async def test_a_strangers_view_has_no_row_of_theirs(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    await stage.member("Guest").presses("Hint")
    assert (await shown(stage, stage.member("Guest"))).own is None


async def test_an_empty_board_says_what_comes_next_and_when(stage: Stage, clock: FakeClock) -> None:
    until = "A scenario is open until Tuesday 09:00 (Europe/Berlin): the first answer opens the board."
    assert until in (await shown(stage)).notes[0]
    for measure in (Measure.STREAK, Measure.POINTS):
        assert until in (await shown(stage, measure=measure)).notes[0]
    clock.at(stage.instant("Sat 12:00").isoformat())
    assert "comes Tuesday 09:00 (Europe/Berlin)" in (await shown(stage)).notes[0]
    async with stage.house.core.store.work() as work:
        await work.people.set_zone(await stage.member("Lou").id(), "America/New_York")
    assert "Tuesday 03:00 (America/New_York)" in (await shown(stage, stage.member("Lou"))).notes[0]
    await pause(stage.house.core, stage.group, await stage.member("Lou").id())
    assert "paused" in (await shown(stage)).notes[0]
    assert (await shown(stage, period=THIS_WEEK.before)).notes == ("No points were counted in that time.",)


async def test_an_empty_board_promises_no_place_that_the_next_answer_does_not_give(stage: Stage) -> None:
    lou = await stage.member("Lou").id()
    now_open = await open_season(stage.house.core, stage.group, lou, "Spring")
    (note,) = (await shown(stage, period=OneSeason(now_open.id))).notes
    assert note == (
        "Nobody is on it yet. The next scenario counts here: it comes Tuesday 09:00 (Europe/Berlin)."
    )
    assert "the first answer opens the board" in (await shown(stage)).notes[0]
    await stage.at("Sat 12:00")
    (note,) = (await shown(stage)).notes
    assert note == (
        "Nobody is on it yet. "
        "The next scenario comes Monday 09:00 (Europe/Berlin) and counts for its own week."
    )


async def test_a_skipped_day_is_not_announced_on_an_empty_board(stage: Stage) -> None:
    lou = await stage.member("Lou").id()
    now_open = await open_season(stage.house.core, stage.group, lou, "Spring")
    await rest_on(stage.house.core, stage.group, lou, RestDay(date(2026, 3, 31)))
    (note,) = (await shown(stage, period=OneSeason(now_open.id))).notes
    assert note.endswith("it comes Wednesday 09:00 (Europe/Berlin).")


async def test_a_board_on_which_only_somebody_not_shown_has_points_names_nobody(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    await set_on_board(stage.house.core, stage.group, await stage.member("Ana").id(), wanted=False)
    for measure in (Measure.POINTS, Measure.STREAK):
        assert (await shown(stage, measure=measure)).notes == ("Nobody is named on it yet.",)


async def test_leaving_and_opting_out_take_effect_at_once_and_can_be_undone(stage: Stage) -> None:
    await answered(stage, {"Ana": YES, "Bo": STRONG, "Cy": LEAN_NO, "Di": NO}, "Mon 10:00")
    ana, bo = stage.member("Ana"), stage.member("Bo")
    await bo.leaves()
    assert ranks(await shown(stage))[0] == (1, "Ana", "18 points")
    await set_on_board(stage.house.core, stage.group, await ana.id(), wanted=False)
    card = await shown(stage, ana)
    assert ranks(card) == [(1, "Cy", "13 points")]
    assert card.own == BoardRow(None, "Sample Ana", "18 points")
    assert "aren't on its boards" in card.notes[0]
    await stage.at("Tue 09:00")
    await answered(stage, {"Ana": STRONG, "Bo": STRONG}, "Tue 10:00")
    assert ranks(await shown(stage)) == [(1, "Bo", "40 points"), (2, "Cy", "13 points")]
    await set_on_board(stage.house.core, stage.group, await ana.id(), wanted=True)
    assert ranks(await shown(stage))[1] == (2, "Ana", "38 points")
    assert ranks(await shown(stage, period=AllTime()))[1] == (2, "Ana", "38 points")


async def test_organisers_can_be_left_out_whoever_becomes_one(stage: Stage) -> None:
    await answered(stage, {"Lou": STRONG, "Ana": YES, "Bo": NO}, "Mon 10:00")
    lou, ana = await stage.member("Lou").id(), await stage.member("Ana").id()
    core = stage.house.core
    await set_staff_on_board(core, stage.group, lou, wanted=False)
    assert [name for _, name, _ in ranks(await shown(stage))] == ["Ana"]
    async with core.store.work() as work:
        await work.people.set_role(stage.group, ana, Role.ORGANISER)
    card = await shown(stage)
    assert ([name for _, name, _ in ranks(card)], card.more) == (["Bo"], 0)
    async with core.store.work() as work:
        await work.people.set_role(stage.group, ana, Role.MEMBER)
    await set_staff_on_board(core, stage.group, lou, wanted=True)
    assert [name for _, name, _ in ranks(await shown(stage))] == ["Lou", "Ana"]
    async with core.store.work() as work:
        actions = [entry.action for entry in await work.audit.of(stage.group)]
    assert actions[:2] == ["organisers on boards", "organisers off boards"]


async def test_only_organisers_leave_organisers_out_and_only_members_opt_out(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    ana = stage.member("Ana")
    with pytest.raises(UserMustAct, match="organisers"):
        await set_staff_on_board(stage.house.core, stage.group, await ana.id(), wanted=False)
    await ana.leaves()
    with pytest.raises(UserMustAct, match="aren't in this group"):
        await set_on_board(stage.house.core, stage.group, await ana.id(), wanted=False)


async def test_a_copy_stands_on_no_board_and_is_told_to_nobody_else(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 09:05")
    await stage.member("Mo").says(an_answer("Ana", YES, "Mon"))
    await stage.at("Mon 10:00")
    card = await shown(stage)
    assert (len(card.rows), card.more) == (1, 0)
    assert (await shown(stage, stage.member("Mo"))).own == BoardRow(None, "Sample Mo", "no points yet")


async def test_most_improved_compares_two_weeks_of_three_first_gradings_each(stage: Stage) -> None:
    first = [{"Ana": NO, "Bo": YES, "Cy": LEAN_NO, "Di": NO}] * 3
    second = [{"Ana": YES, "Bo": NO, "Cy": LEAN_YES, "Di": STRONG}] * 2 + [
        {"Ana": YES, "Bo": NO, "Cy": LEAN_YES}
    ]
    for day, worth in zip(("Mon", "Tue", "Wed"), first, strict=True):
        await stage.at(f"{day} 09:00")
        await answered(stage, worth, f"{day} 10:00")
    for number, worth in zip((7, 8, 9), second, strict=True):
        await stage.at(f"2026-04-{number:02} 09:00")
        await answered(stage, worth, f"2026-04-{number:02} 10:00")
    week = Week(date(2026, 4, 6))
    card = await shown(stage, stage.member("Cy"), period=week, measure=Measure.IMPROVED)
    assert ranks(card) == [(1, "Ana", "+66")]
    assert card.subtitle == "Most improved · week of 6 April, against the one before"
    assert (card.own, card.notes) == (
        BoardRow(None, "Sample Cy", "+23"),
        ("A rise by 43 more reaches the next place.",),
    )
    bo = await shown(stage, stage.member("Bo"), period=week, measure=Measure.IMPROVED)
    assert (bo.own, bo.notes) == (
        BoardRow(None, "Sample Bo", "no rise to show"),
        ("This board names rises alone.",),
    )
    di = await shown(stage, stage.member("Di"), period=week, measure=Measure.IMPROVED)
    assert di.own == BoardRow(None, "Sample Di", "not compared yet")


async def test_most_improved_says_where_there_is_nothing_to_compare(stage: Stage) -> None:
    all_time = await shown(stage, period=AllTime(), measure=Measure.IMPROVED)
    assert "Ask for the week or the season" in all_time.notes[0]
    async with stage.house.core.store.work() as work:
        season = await work.seasons.current(stage.group)
    assert season is not None
    first = await shown(stage, period=OneSeason(season.id), measure=Measure.IMPROVED)
    assert "first season" in first.notes[0]
    assert "three first gradings" in (await shown(stage, measure=Measure.IMPROVED)).notes[0]


async def test_streaks_are_ranked_and_the_opted_out_stay_out(stage: Stage) -> None:
    for day, worth in (
        ("Mon", {"Ana": NO, "Bo": NO, "Cy": NO}),
        ("Tue", {"Ana": NO, "Bo": NO}),
        ("Wed", {"Ana": NO}),
    ):
        await stage.at(f"{day} 09:00")
        await answered(stage, worth, f"{day} 10:00")
    bo = stage.member("Bo")
    card = await shown(stage, bo, measure=Measure.STREAK)
    assert ranks(card)[0] == (1, "Ana", "3 in a row")
    assert card.own == BoardRow(2, "Sample Bo", "2 in a row")
    await set_on_board(stage.house.core, stage.group, await bo.id(), wanted=False)
    card = await shown(stage, bo, measure=Measure.STREAK)
    assert "Bo" not in [name for _, name, _ in ranks(card)]
    assert card.own == BoardRow(None, "Sample Bo", "2 in a row")


async def test_a_season_counts_the_posts_that_were_written_in_it(stage: Stage) -> None:
    lou = await stage.member("Lou").id()
    core = stage.house.core
    await answered(stage, {"Ana": YES, "Bo": NO}, "Mon 10:00")
    spring = await open_season(core, stage.group, lou, "  Spring  term ")
    await stage.at("Tue 09:00")
    await answered(stage, {"Bo": YES}, "Tue 10:00")
    await stage.member("Cy").says(an_answer("Cy", YES), on="Mon")
    await stage.at("Tue 11:00")
    card = await shown(stage, period=OneSeason(spring.id))
    assert card.subtitle == "Points · season “Spring term”"
    assert ranks(card) == [(1, "Bo", "18 points")]
    await close_season(core, stage.group, lou)
    await stage.at("Wed 09:00")
    await answered(stage, {"Bo": YES}, "Wed 10:00")
    assert ranks(await shown(stage, period=OneSeason(spring.id))) == [(1, "Bo", "18 points")]
    assert ranks(await shown(stage, period=AllTime()))[0] == (1, "Bo", "46 points")


async def test_in_a_crowd_ranks_are_exact_and_heads_are_counted_to_a_thousand(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    async with stage.house.core.store.engine.begin() as connection:
        await connection.execute(text(CROWD_OF_1500), {"group": stage.group, "now": stage.clock.now()})
    card = await shown(stage, stage.member("Ana"), period=AllTime())
    assert card.own == BoardRow(1483, "Sample Ana", "18 points")
    assert card.more == 0
    assert card.notes == ("More than 1,000 practised.",)
