"""Kind words where nothing is, and none that promise too much."""

from datetime import date

from bot.domain.board import AllTime, OneSeason
from bot.domain.card_parts import BoardRow
from bot.practice.boards.measures import POINTS, STREAK
from bot.practice.organise import RestDay, pause, rest_on
from bot.practice.place_on_board import set_on_board
from bot.practice.season import open_season
from bot.testing import FakeClock
from tests.conversation.stage import Stage
from tests.integration.boards.shown import (
    THIS_WEEK,
    YES,
    answered,
    shown,
)


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


async def test_an_empty_board_says_what_comes_next_and_when(stage: Stage, clock: FakeClock) -> None:
    until = "A scenario is open until Tuesday 09:00 (Europe/Berlin): the first answer opens the board."
    assert until in (await shown(stage)).notes[0]
    for measure in (STREAK, POINTS):
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
    for measure in (POINTS, STREAK):
        assert (await shown(stage, measure=measure)).notes == ("Nobody is named on it yet.",)


async def test_nobody_is_invited_to_boards_that_would_not_name_them(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    lou = stage.member("Lou")
    assert (await shown(stage, lou)).notes == ("Your next answer counts here.",)
    assert (await shown(stage, lou, measure=STREAK)).notes == ("Your next answer in time begins a streak.",)
    await set_on_board(stage.house.core, stage.group, await lou.id(), wanted=False)
    for measure, nothing in ((POINTS, "no points yet"), (STREAK, "not yet")):
        card = await shown(stage, lou, measure=measure)
        assert (card.own, card.notes) == (BoardRow(None, "Sample Lou", nothing), ())
