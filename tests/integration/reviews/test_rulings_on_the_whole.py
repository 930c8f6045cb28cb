"""Cases about a whole grade: held ones, ones that no model gave, audits, and texts taken for copies."""

import pytest

from bot.domain.cards import DebriefCard
from bot.domain.forms import FieldForm
from bot.domain.grade import GraderKind
from bot.domain.happenings import Action
from tests.conversation.stage import Member
from tests.integration.reviews.conftest import Desk


@pytest.mark.parametrize("released", ["222222", "111111"])
async def test_a_held_grade_earns_nothing_before_a_person_releases_it(
    desk: Desk, ana: Member, lou: Member, released: str
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "444444", "suspect")
    assert (await desk.stands_for(ana)).points == 10
    (case,) = await desk.cases()
    assert case.is_whole
    levels = dict(zip(desk.criteria, released.ljust(len(desk.criteria), "1"), strict=False))
    await desk.rules(lou, levels)
    ruled = (await desk.grades(ana))[-1].graded
    assert [int(c.level) for c in ruled.criteria] == [int(level) for level in levels.values()]
    assert not ruled.held
    assert (await desk.stands_for(ana)).points == 10 + (0, 3, 6, 8, 10)[ruled.band.rank]
    async with desk.stage.house.core.store.engine.begin() as connection:
        assert (await connection.exec_driver_sql("select bool_or(held) from answers")).scalar_one() is False


async def test_a_held_grade_can_be_released_as_it_is(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "444444", "suspect")
    await desk.rules(lou, {})
    assert (await desk.stands_for(ana)).points == 20


async def test_what_no_model_would_read_a_person_grades(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222", "refused")
    assert (await desk.stands_for(ana)).points == 10
    form = await desk.rule_form(lou)
    assert {field.draft for field in form.fields} == {""}
    back = await desk.fills(lou, form, {"because": "Without levels."})
    assert isinstance(back, FieldForm)
    lines = {field.name: "no" for field in form.fields if field.name.startswith("red line ")}
    await desk.rules(lou, {**dict.fromkeys(desk.criteria, "3"), **lines})
    (only,) = await desk.grades(ana)
    assert only.graded.provenance.kind is GraderKind.HUMAN
    assert (await desk.stands_for(ana)).points == 10 + 8
    card = desk.stage.platform.told(ana.account)[-1]
    assert isinstance(card, DebriefCard)
    assert Action.APPEAL not in {button.action for button in card.buttons}


async def test_an_audit_is_blind_and_silent_when_it_agrees(
    desk: Desk, ana: Member, lou: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as chance:
        chance.setattr("bot.practice.reviews.open_reviews.is_audited", lambda group, answer: True)
        await desk.graded(ana, "222222")
    await desk.graded(lou, "333333")
    told = len(desk.stage.platform.told(ana.account))
    sheet = repr(await desk.types(lou, "review", admin=True))
    assert "read it blind" in sheet
    assert "What was said of it" not in sheet
    form = await desk.rule_form(lou)
    assert {field.draft for field in form.fields} == {""}
    lines = {field.name: "no" for field in form.fields if field.name.startswith("red line ")}
    said = await desk.rules(lou, {**dict.fromkeys(desk.criteria, "2"), **lines})
    assert "aren't troubled" in said
    assert len(await desk.grades(ana)) == 1
    assert len(desk.stage.platform.told(ana.account)) == told
    async with desk.stage.house.core.store.work() as work:
        figures = await work.review_figures.of(desk.stage.group)
    assert (figures.regretted.of, figures.regretted.count) == (1, 0)


async def test_a_copy_is_ruled_the_authors_own(desk: Desk, ana: Member, bo: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(bo, "222222")
    words = next(text for text in desk.grader.asked if text.startswith("Bo"))
    await ana.says(words)
    desk.stage.clock.forward(minutes=11)
    await desk.stage.settle()
    assert (await desk.stands_for(ana)).points == 0
    await desk.appeals(ana, "own words", "We wrote it together, and I typed it first.")
    await desk.rules(lou, {"own words": "no"})
    assert (await desk.stands_for(ana)).points == 0
    assert "value='own words'" not in repr(await desk.appeal_form(ana))


async def test_a_copy_found_to_be_own_earns_everything(
    desk: Desk, ana: Member, bo: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(bo, "222222")
    await ana.says(next(text for text in desk.grader.asked if text.startswith("Bo")))
    desk.stage.clock.forward(minutes=11)
    await desk.stage.settle()
    await desk.appeals(ana, "own words", "We wrote it together.")
    await desk.rules(lou, {"own words": "yes"})
    assert (await desk.stands_for(ana)) == (await desk.stands_for(bo))
