"""The grader's switch: what each mode shows and moves, and the way back to normal."""

import pytest

from bot.domain.grade import Band, GraderKind
from bot.domain.grader_mode import GraderMode
from bot.errors import UserMustAct
from bot.practice.grader_sheet import grader_sheet
from bot.practice.switch_grader import freeze, release, set_mode
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import (
    ON_TIME,
    YES,
    grades,
    kinds,
    rows,
    told,
    words_of,
)

BY, WHY = "an operator", "a test of it"


async def answered_in(stage: Stage, mode: GraderMode, name: str = "Ana", at: str = "Mon 09:11") -> None:
    await set_mode(stage.house.core, mode, BY, WHY)
    await stage.member(name).says(words_of(name))
    await stage.at(at)


async def back(stage: Stage, *, regrade: bool = False) -> None:
    await set_mode(stage.house.core, GraderMode.NORMAL, BY, WHY, regrade=regrade)
    await stage.settle()


async def test_off_tells_once_and_grades_after(stage: Stage, grader: FickleGrader) -> None:
    await answered_in(stage, GraderMode.OFF)
    for _ in range(4):
        stage.clock.forward(hours=2)
        await stage.settle()
    assert await kinds(stage) == ["promise"]
    assert (await grades(stage), grader.tried) == ([], 0)
    stage.tells(stage.member("Ana"), "switched grading off")
    await back(stage)
    assert await stage.points() == {"Ana": ON_TIME + YES}
    assert await kinds(stage) == ["promise", "debrief"]


async def test_offline_gives_the_checks_word_and_moves_nothing(stage: Stage, grader: FickleGrader) -> None:
    await answered_in(stage, GraderMode.OFFLINE)
    stage.clock.forward(hours=5)
    await stage.settle()
    assert [card.source for card in told(stage, "Ana")] == ["automatic check"]
    assert (await stage.points(), grader.tried) == ({"Ana": ON_TIME}, 0)
    await back(stage)
    assert [card.source for card in told(stage, "Ana")] == ["automatic check", "fickle"]
    assert await stage.points() == {"Ana": ON_TIME + YES}


async def test_shadow_shows_the_check_and_keeps_the_models_word_for_operators(stage: Stage) -> None:
    await answered_in(stage, GraderMode.SHADOW)
    assert [card.source for card in told(stage, "Ana")] == ["automatic check"]
    assert await grades(stage) == [("graded", "automatic", "no"), ("shadow", "model", "yes")]
    assert await stage.points() == {"Ana": ON_TIME}


async def test_in_shadow_the_check_counts_where_the_season_is_by_the_check(stage: Stage) -> None:
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, band_source=GraderKind.AUTOMATIC)
    await answered_in(stage, GraderMode.SHADOW)
    scored = await rows(stage, "select count(*) from ledger where kind = 'band'")
    assert scored == [(1,)]


async def test_frozen_points_come_with_the_way_back_and_once(stage: Stage) -> None:
    await answered_in(stage, GraderMode.FREEZE_RATINGS)
    (card,) = told(stage, "Ana")
    assert card.source == "fickle"
    assert "points later" in card.notice
    assert await stage.points() == {"Ana": ON_TIME}
    assert await release(stage.house.core) == (0, 0)
    await back(stage)
    assert await stage.points() == {"Ana": ON_TIME + YES}
    await release(stage.house.core)
    assert await stage.points() == {"Ana": ON_TIME + YES}
    assert await rows(stage, "select frozen from grades") == [(False,)]


async def test_what_was_frozen_can_be_graded_again(stage: Stage, grader: FickleGrader) -> None:
    await answered_in(stage, GraderMode.FREEZE_RATINGS)
    grader.mood = Band.STRONG_YES
    await back(stage, regrade=True)
    assert await grades(stage) == [("superseded", "model", "yes"), ("graded", "model", "strong yes")]
    assert await stage.points() == {"Ana": ON_TIME + 10}
    assert await rows(stage, "select gradings from answers") == [(1,)]
    assert await kinds(stage) == ["debrief", "debrief"]


async def test_what_was_withdrawn_while_frozen_is_not_paid(stage: Stage) -> None:
    await set_mode(stage.house.core, GraderMode.FREEZE_RATINGS, BY, WHY)
    said = await stage.member("Ana").says(words_of("Ana"))
    await stage.at("Mon 09:11")
    await stage.member("Ana").deletes(said)
    await back(stage)
    assert await stage.points() == {"Ana": 0}


async def test_only_a_person_returns_to_normal_and_says_why(stage: Stage) -> None:
    core = stage.house.core
    assert await freeze(core, "The canaries fell.")
    assert not await freeze(core, "Again.")
    with pytest.raises(UserMustAct, match="Say why"):
        await set_mode(core, GraderMode.NORMAL, BY, "  ")
    await set_mode(core, GraderMode.OFF, BY, WHY)
    assert not await freeze(core, "It would step up.")
    assert (await grader_sheet(core))[0].startswith("The grader is at off since")
    changes = await rows(stage, "select mode, changed_by from grader_state order by id")
    assert changes == [("freeze_ratings", "the watch over the grader"), ("off", BY)]


async def test_the_sheet_tells_how_it_went(stage: Stage, grader: FickleGrader) -> None:
    grader.cost_micros = 20_000
    await answered_in(stage, GraderMode.NORMAL)
    sheet = "\n".join(await grader_sheet(stage.house.core))
    for line in ("graded: 1,", "mean score: 70.0", "2.0 at the median", "cost: $0.02", "wait: none"):
        assert line in sheet
