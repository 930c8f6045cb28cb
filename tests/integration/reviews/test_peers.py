"""A sole organiser's own answer goes to somebody who has answered it too, once the rubric is open."""

from bot.domain.cards import DebriefCard, Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from bot.practice.debrief_notice import HELD
from tests.conversation.stage import Member
from tests.integration.reviews.conftest import Desk


async def test_a_peer_is_asked_and_rules_without_a_name(
    desk: Desk, ana: Member, bo: Member, lou: Member
) -> None:
    await desk.graded(lou, "222222")
    await desk.graded(ana, "333333")
    await bo.says("Too short.")
    said = await desk.appeals(lou, desk.criteria[0])
    assert isinstance(said, Note)
    assert "only organiser" in said.text
    assert "a member who has answered it too" in said.text
    await desk.stage.at("Tue 09:01")
    letters = [c for c in desk.stage.platform.told(ana.account) if isinstance(c, Note) and "ruling" in c.text]
    (letter,) = letters
    assert "Anasays" not in letter.text
    assert not [c for c in desk.stage.platform.told(bo.account) if "ruling" in repr(c)]
    shown = await desk.presses(ana, letter.buttons[0].action, letter.buttons[0].subject)
    assert isinstance(shown, SheetCard)
    assert "levels 222222" in repr(shown)
    assert "Sample Lou" not in repr(shown)
    await desk.rules(ana, {desk.criteria[0]: "4"})
    ruled = (await desk.grades(lou))[-1].graded
    assert ruled.provenance.grader == "a member who answered it too"
    assert await desk.cases() == []


async def test_a_peer_waits_for_the_deadline(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "222222")
    await desk.graded(ana, "333333")
    await desk.appeals(lou, desk.criteria[0])
    subject = f"{desk.post}/{(await desk.cases())[0].id}"
    early = await desk.presses(ana, Action.RULE, subject)
    assert isinstance(early, Note)
    await desk.stage.at("Tue 09:01")
    assert isinstance(await desk.presses(ana, Action.RULE, subject), FieldForm)


async def test_where_there_is_nobody_that_is_said_and_a_later_member_is_asked(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "222222")
    said = await desk.appeals(lou, desk.criteria[0])
    assert isinstance(said, Note)
    assert "nobody yet who could rule" in said.text
    await desk.stage.at("Tue 09:01")
    await ana.says("Ana levels 333333. " + " ".join(f"late{n}" for n in range(24)), on="Mon")
    desk.stage.clock.forward(minutes=11)
    await desk.stage.settle()
    sheet = await desk.types(lou, "review", admin=True)
    assert "One of your own waits for somebody else" in repr(sheet)
    assert [c for c in desk.stage.platform.told(ana.account) if isinstance(c, Note) and "ruling" in c.text]


async def test_organisers_are_told_once_a_day(desk: Desk, ana: Member, bo: Member, lou: Member) -> None:
    for member, levels in ((lou, "333333"), (ana, "222222"), (bo, "111111")):
        await desk.graded(member, levels)
    await desk.appeals(ana, desk.criteria[0])
    await desk.appeals(ana, desk.criteria[1])
    await desk.appeals(bo, desk.criteria[0])
    letters = [c for c in desk.stage.platform.told(lou.account) if isinstance(c, Note) and "ruling" in c.text]
    assert len(letters) == 1


async def test_a_held_answer_of_a_sole_organiser_is_said_to_wait_for_nobody(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333", "suspect")
    card = desk.stage.platform.told(lou.account)[-1]
    assert isinstance(card, DebriefCard)
    assert "Nobody here can be that person yet" in card.notice
    assert "`debrief review`" in card.notice
    await desk.graded(ana, "222222")
    later = await desk.presses(lou, Action.MY_DEBRIEF, desk.post)
    assert isinstance(later, DebriefCard)
    assert later.notice == HELD


async def test_what_no_model_reads_of_a_sole_organisers_says_so_too(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "222222", "refused")
    assert "Nobody in this group can yet" in repr(desk.stage.platform.told(lou.account)[-1])
    await desk.graded(ana, "222222", "refused")
    assert "Nobody in this group" not in repr(desk.stage.platform.told(ana.account)[-1])
