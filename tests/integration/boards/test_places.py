"""Who has a place on boards."""

import pytest

from bot.domain.board import AllTime
from bot.domain.card_parts import BoardRow
from bot.domain.group import Role
from bot.errors import UserMustAct
from bot.practice.place_on_board import set_on_board, set_staff_on_board
from tests.conversation.stage import Stage
from tests.fakes.banded_grader import an_answer
from tests.integration.boards.shown import LEAN_NO, NO, STRONG, YES, answered, ranks, shown


async def test_a_strangers_view_has_no_row_of_theirs(stage: Stage) -> None:
    await answered(stage, {"Ana": YES}, "Mon 10:00")
    guest = stage.member("Guest")
    async with stage.house.core.store.work() as work:
        await work.people.recognise(
            guest.account, stage.platform.installation_ref, stage.house.core.clock.now()
        )
    assert (await shown(stage, guest)).own is None


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
