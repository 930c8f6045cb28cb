"""The board by rating, and one's own: who is named, who isn't yet, and who never is."""

from bot.practice.boards.card import NOT_ON_BOARDS
from bot.practice.boards.rating import NOBODY_SURE
from bot.practice.forget import forget_person
from bot.practice.place_on_board import set_on_board
from bot.practice.ratings import BEGINS
from tests.conversation.stage import Stage
from tests.integration.boards.shown import ranks
from tests.integration.ratings.lived import LEAN_YES, NO, SIX, STRONG, YES, board, rated, sealed

WORTH = {"Ana": STRONG, "Bo": YES, "Cy": LEAN_YES, "Di": NO}


async def _six_days(stage: Stage) -> None:
    """Everybody in each, and Eve in five."""
    for number, day in enumerate(SIX):
        await sealed(stage, day, {**WORTH, **({"Eve": STRONG} if number else {})})


async def test_six_results_of_two_difficulties_put_somebody_on_it_and_nobody_is_last(stage: Stage) -> None:
    await _six_days(stage)
    everybody = await rated(stage)
    assert {name: it.results for name, it in everybody.items()} == dict.fromkeys(WORTH, 6) | {"Eve": 5}
    card = await board(stage, stage.member("Bo"))
    assert [(rank, name) for rank, name, _ in ranks(card)] == [(1, "Ana"), (2, "Bo"), (3, "Cy")]
    assert [row.number for row in card.rows] == [everybody[name].shown for name in ("Ana", "Bo", "Cy")]
    assert card.own is not None
    assert (card.own.rank, card.own.value) == (2, f"{everybody['Bo'].shown} of 100")


async def test_whoever_is_last_is_told_the_way_up_and_the_provisional_what_is_missing(stage: Stage) -> None:
    await _six_days(stage)
    everybody = await rated(stage)
    di, eve, lou = [await board(stage, stage.member(name)) for name in ("Di", "Eve", "Lou")]
    short = everybody["Cy"].shown - everybody["Di"].shown
    assert di.own is not None
    assert (di.own.rank, di.notes) == (None, (f"A rating {short} higher reaches the next place.",))
    assert eve.own is not None
    assert (eve.own.rank, eve.own.value) == (None, "provisional")
    assert eve.notes == ("Yours is provisional: 5 of 6 results that it takes.",)
    assert lou.own is not None
    assert lou.own.value == "not yet"


async def test_before_anybody_is_sure_it_says_what_it_takes(stage: Stage) -> None:
    card = await board(stage, stage.member("Lou"))
    assert card.rows == ()
    assert card.notes == (f"{NOBODY_SURE} {BEGINS} Yours shows after 6 of them.",)


async def test_the_opted_out_leavers_and_the_forgotten_are_gone_from_it(stage: Stage) -> None:
    await _six_days(stage)
    core, before = stage.house.core, await rated(stage)
    bo = stage.member("Bo")
    await set_on_board(core, stage.group, await bo.id(), wanted=False)
    card = await board(stage, bo)
    assert [name for _, name, _ in ranks(card)] == ["Ana", "Cy"]
    assert card.own is not None
    assert (card.own.rank, card.own.value, card.notes) == (
        None,
        f"{before['Bo'].shown} of 100",
        (NOT_ON_BOARDS,),
    )
    await stage.member("Ana").leaves()
    await stage.settle()
    assert ranks(await board(stage)) == [(1, "Cy", f"{before['Cy'].shown} of 100")]
    assert await rated(stage) == before
    await forget_person(core, await stage.member("Cy").id())
    assert "Cy" not in [name for _, name, _ in ranks(await board(stage))]


async def test_it_can_be_asked_for_and_stands_in_me(stage: Stage) -> None:
    bo = stage.member("Bo")
    await bo.says("I would stop it, and look at whom it has hurt so far.", on="Mon")
    await bo.types("me")
    assert "Rating: not sure enough yet to be shown." in stage.heard["Bo"][-1]
    await _six_days(stage)
    await bo.types("board rating")
    shown = (await rated(stage))["Bo"].shown
    assert "Rating · the score, of 100," in stage.heard["Bo"][-1]
    assert f"{shown} of 100" in stage.heard["Bo"][-1]
    await bo.types("me")
    assert f"Rating: {shown} of 100, place 2." in stage.heard["Bo"][-1]
