"""An appeal: one criterion at a time, within a week, on one's own debrief; kept until a person rules."""

from bot.domain.cards import DebriefCard, Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from bot.domain.review import crossing
from tests.conversation.stage import Member
from tests.fakes.levelled_grader import an_answer
from tests.integration.reviews.conftest import Desk


async def test_an_appeal_is_kept_and_its_author_is_told_what_comes(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    before = await desk.stands_for(ana)
    said = await desk.appeals(ana, desk.criteria[0])
    assert isinstance(said, Note)
    assert "An organiser reads it without your name" in said.text
    assert "6 April" in said.text
    (case,) = await desk.cases()
    assert [(r.about, r.said) for r in case.reviews] == [(desk.criteria[0], "Line two says it.")]
    assert await desk.stands_for(ana) == before


async def test_the_debrief_offers_it_and_says_that_it_waits(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    card = desk.stage.platform.told(ana.account)[-1]
    assert isinstance(card, DebriefCard)
    assert [b.label for b in card.buttons if b.action is Action.APPEAL] == ["Appeal"]
    await desk.appeals(ana, desk.criteria[0])
    shown = await desk.types(ana, "last")
    assert isinstance(shown, DebriefCard)
    assert "a person has yet to rule" in shown.notice


async def test_each_criterion_once(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0])
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    assert desk.criteria[0] not in {choice.value for choice in form.fields[0].choices}
    again = await desk.fills(ana, form, {"about": desk.criteria[0], "reason": "Once more."})
    assert isinstance(again, FieldForm)
    assert "already" in again.trouble
    assert again.fields[1].draft == "Once more."
    assert len((await desk.cases())[0].reviews) == 1


async def test_the_same_form_sent_twice_is_one_appeal(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    for _ in range(2):
        await desk.fills(ana, form, {"about": desk.criteria[0], "reason": "Line two says it."})
    assert len((await desk.cases())[0].reviews) == 1


async def test_what_is_wrong_is_for_the_author_to_choose(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    assert form.fields[0].draft == ""
    again = await desk.fills(ana, form, {"reason": "Line two says it."})
    assert isinstance(again, FieldForm)
    assert "Choose what is wrong" in again.trouble
    assert again.fields[1].draft == "Line two says it."
    assert await desk.cases() == []


async def test_the_highest_level_has_nothing_to_gain(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "4222222")
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    assert desk.criteria[0] not in {choice.value for choice in form.fields[0].choices}


async def test_a_red_line_and_a_copy_can_be_appealed(desk: Desk, ana: Member, bo: Member) -> None:
    await desk.graded(ana, "222222", "crossed")
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    assert any(choice.value.startswith("red line ") for choice in form.fields[0].choices)
    await bo.says("Ana levels 222222 crossed. " + " ".join(f"Anasays{n}crossed" for n in range(24)))
    desk.stage.clock.forward(minutes=11)
    await desk.stage.settle()
    form = await desk.appeal_form(bo)
    assert isinstance(form, FieldForm)
    assert "own words" in {choice.value for choice in form.fields[0].choices}


async def test_a_week_later_it_is_too_late(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    desk.stage.clock.forward(days=7, minutes=1)
    refused = await desk.appeal_form(ana)
    assert isinstance(refused, Note)
    assert "7 days" in refused.text
    shown = await desk.types(ana, "last")
    assert isinstance(shown, DebriefCard)
    assert Action.APPEAL not in {button.action for button in shown.buttons}


async def test_what_lacks_or_overflows_comes_back_with_every_word(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    for reason, trouble in (("  ", "needs a reason"), ("x" * 1_001, "1,000 is the most")):
        back = await desk.fills(ana, form, {"about": desk.criteria[0], "reason": reason})
        assert isinstance(back, FieldForm)
        assert trouble in back.trouble
        assert back.fields[1].draft == reason
    assert await desk.cases() == []


async def test_only_ones_own_debrief_can_be_appealed(desk: Desk, ana: Member, bo: Member) -> None:
    await desk.graded(ana, "222222")
    await desk.graded(bo, "111111")
    anas = (await desk.grades(ana))[-1].id
    for subject in (f"{desk.post}/{anas}", f"{desk.post}/999", desk.post, f"{desk.post}/{'9' * 40}", "x/y/z"):
        refused = await desk.presses(bo, Action.APPEAL, subject)
        assert isinstance(refused, Note)
        assert "Nothing was changed" in refused.text
    form = await desk.appeal_form(bo)
    assert isinstance(form, FieldForm)
    forged = FieldForm(Action.APPEAL, f"{desk.post}/{anas}", "", "", form.fields)
    refused = await desk.fills(bo, forged, {"reason": "Mine, honestly."})
    assert isinstance(refused, Note)
    assert "Mine, honestly." in refused.text
    made_up = await desk.fills(bo, form, {"about": crossing("made-up"), "reason": "Mine."})
    assert isinstance(made_up, FieldForm)
    assert await desk.cases() == []


async def test_a_stranger_has_nothing_to_appeal(desk: Desk, ana: Member) -> None:
    await desk.graded(ana, "222222")
    form = await desk.appeal_form(ana)
    assert isinstance(form, FieldForm)
    refused = await desk.fills(desk.member("Stranger"), form, {"reason": "Let me."})
    assert isinstance(refused, Note)
    assert await desk.cases() == []


async def test_what_is_withdrawn_waits_no_more(desk: Desk, ana: Member) -> None:
    said = await ana.says(an_answer("Ana", "222222"))
    desk.stage.clock.forward(minutes=11)
    await desk.stage.settle()
    await desk.appeals(ana, desk.criteria[0])
    await ana.deletes(said)
    assert await desk.cases() == []
