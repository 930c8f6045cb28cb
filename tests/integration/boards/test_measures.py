"""What is counted, and over which time."""

from datetime import date

from bot.domain.board import AllTime, OneSeason, Week
from bot.domain.card_parts import BoardRow
from bot.practice.boards.measures import IMPROVED, STREAK
from bot.practice.place_on_board import set_on_board
from bot.practice.season import close_season, open_season
from tests.conversation.stage import Stage
from tests.fakes.banded_grader import an_answer
from tests.integration.boards.shown import LEAN_NO, LEAN_YES, NO, STRONG, YES, answered, ranks, shown


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
    card = await shown(stage, stage.member("Cy"), period=week, measure=IMPROVED)
    assert ranks(card) == [(1, "Ana", "+66")]
    assert card.subtitle == "Most improved · week of 6 April, against the one before"
    assert (card.own, card.notes) == (
        BoardRow(None, "Sample Cy", "+23"),
        ("A rise by 43 more reaches the next place.",),
    )
    bo = await shown(stage, stage.member("Bo"), period=week, measure=IMPROVED)
    assert (bo.own, bo.notes) == (
        BoardRow(None, "Sample Bo", "no rise to show"),
        ("This board names rises alone.",),
    )
    di = await shown(stage, stage.member("Di"), period=week, measure=IMPROVED)
    assert di.own == BoardRow(None, "Sample Di", "not compared yet")


async def test_most_improved_says_where_there_is_nothing_to_compare(stage: Stage) -> None:
    all_time = await shown(stage, period=AllTime(), measure=IMPROVED)
    assert "Ask for the week or the season" in all_time.notes[0]
    async with stage.house.core.store.work() as work:
        season = await work.seasons.current(stage.group)
    assert season is not None
    first = await shown(stage, period=OneSeason(season.id), measure=IMPROVED)
    assert "first season" in first.notes[0]
    assert "three first gradings" in (await shown(stage, measure=IMPROVED)).notes[0]


async def test_streaks_are_ranked_and_the_opted_out_stay_out(stage: Stage) -> None:
    for day, worth in (
        ("Mon", {"Ana": NO, "Bo": NO, "Cy": NO}),
        ("Tue", {"Ana": NO, "Bo": NO}),
        ("Wed", {"Ana": NO}),
    ):
        await stage.at(f"{day} 09:00")
        await answered(stage, worth, f"{day} 10:00")
    bo = stage.member("Bo")
    card = await shown(stage, bo, measure=STREAK)
    assert ranks(card)[0] == (1, "Ana", "3 in a row")
    assert card.own == BoardRow(2, "Sample Bo", "2 in a row")
    await set_on_board(stage.house.core, stage.group, await bo.id(), wanted=False)
    card = await shown(stage, bo, measure=STREAK)
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


async def test_a_week_of_another_year_is_told_with_its_year(stage: Stage) -> None:
    card = await shown(stage, period=Week(date(2025, 12, 29)))
    assert card.subtitle == "Points · week of 29 December 2025"
