"""A ruling by criterion: blind, once, by somebody else; paid by the difference, told with its reason."""

import asyncio
import re

from bot.domain.cards import Card, DebriefCard, Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.grade import GraderKind, Level
from bot.domain.group import Role
from bot.domain.happenings import Action
from bot.grading.bands import verdict
from bot.practice.receive import receive
from tests.conversation.stage import Member
from tests.fakes.levelled_grader import LevelledGrader
from tests.integration.reviews.conftest import Desk


def text_of(card: Card) -> str:
    assert isinstance(card, Note), card
    return card.text


async def test_a_ruling_changes_one_level_and_pays_the_difference(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0])
    before = await desk.stands_for(ana)
    said = await desk.rules(lou, {desk.criteria[0]: "4"}, because="The split is in the second line.")
    assert "new debrief" in said
    grades = await desk.grades(ana)
    first, ruled = grades[0].graded, grades[-1].graded
    assert ruled.provenance.kind is GraderKind.HUMAN
    assert [c.level for c in ruled.criteria] == [Level.SENIOR, *(c.level for c in first.criteria[1:])]
    assert (ruled.score, ruled.band) == verdict(desk.scenario, ruled.criteria, ruled.red_lines)
    after = await desk.stands_for(ana)
    assert (
        after.points - before.points == (0, 3, 6, 8, 10)[ruled.band.rank] - (0, 3, 6, 8, 10)[first.band.rank]
    )
    assert after.score == ruled.score
    card = desk.stage.platform.told(ana.account)[-1]
    assert isinstance(card, DebriefCard)
    assert (card.signed, card.caution) == ("an organiser", "")
    assert card.notice == "This is a person's ruling. Their reason: “The split is in the second line.”"
    assert await desk.cases() == []


async def test_upheld_leaves_every_number_and_says_why(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0])
    before = await desk.stands_for(ana)
    await desk.rules(lou, {}, because="It is named there, not split.")
    first, ruled = (await desk.grades(ana))[0].graded, (await desk.grades(ana))[-1].graded
    assert (ruled.score, ruled.band) == (first.score, first.band)
    assert await desk.stands_for(ana) == before
    assert "It is named there, not split." in repr(desk.stage.platform.told(ana.account)[-1])


async def test_the_reader_sees_the_words_and_the_rubric_and_no_name(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0], "My second line splits it.")
    await desk.stage.at("Tue 09:00")
    sheet = await desk.types(lou, "review", admin=True)
    assert isinstance(sheet, SheetCard)
    shown = repr(sheet)
    assert "My second line splits it." in shown
    assert "levels 222222" in shown
    assert "Sample Ana" not in shown
    headings = {section.heading for section in sheet.sections}
    assert {"The answer", "What was said of it", "In this group"} <= headings
    form = await desk.rule_form(lou)
    assert [field.name for field in form.fields] == [desk.criteria[0], "because"]
    assert "Sample Ana" not in repr(form)
    assert len(form.fields[0].choices) == 5
    rubric = "\n".join(line for section in sheet.sections for line in section.lines)
    assert all(choice.label.partition(": ")[2] in rubric for choice in form.fields[0].choices[1:])


async def test_nobody_rules_on_their_own_or_without_the_office(
    desk: Desk, ana: Member, bo: Member, lou: Member
) -> None:
    await desk.graded(ana, "222222")
    await desk.graded(bo, "333333")
    await desk.appeals(ana, desk.criteria[0])
    case = (await desk.cases())[0]
    subject = f"{desk.post}/{case.id}"
    assert "their own answer" in text_of(await desk.presses(ana, Action.RULE, subject))
    assert "Only an organiser" in text_of(await desk.presses(bo, Action.RULE, subject))
    await desk.stage.at("Tue 10:00")
    form = await desk.presses(lou, Action.RULE, subject)
    assert isinstance(form, FieldForm)
    for who in (ana, bo):
        refused = await desk.fills(who, form, {desk.criteria[0]: "4", "because": "Me."})
        assert "Nothing was changed" in text_of(refused)
    assert len(await desk.grades(ana)) == 1


async def test_who_has_not_answered_waits_for_the_deadline(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0])
    subject = f"{desk.post}/{(await desk.cases())[0].id}"
    assert "haven't answered" in text_of(await desk.presses(lou, Action.RULE, subject))
    assert "Rule" not in repr(await desk.types(lou, "review", admin=True))
    assert not any("waits" in repr(card) for card in desk.stage.platform.told(lou.account))
    await desk.stage.at("Tue 09:01")
    letters = [card for card in desk.stage.platform.told(lou.account) if "ruling" in repr(card)]
    assert len(letters) == 1
    assert isinstance(await desk.presses(lou, Action.RULE, subject), FieldForm)


async def test_a_lacking_ruling_comes_back_with_what_was_typed(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(ana, "222222")
    await desk.graded(lou, "333333")
    await desk.appeals(ana, desk.criteria[0])
    form = await desk.rule_form(lou)
    for values, trouble in (
        ({desk.criteria[0]: "9", "because": "Kept words."}, "Choose one"),
        ({desk.criteria[0]: "4", "because": " "}, "needs a reason"),
        ({desk.criteria[0]: "4", "because": "y" * 1_001}, "1,000 is the most"),
    ):
        back = await desk.fills(lou, form, values)
        assert isinstance(back, FieldForm)
        assert trouble in back.trouble
        assert back.fields[-1].draft == values["because"]
    assert len(await desk.grades(ana)) == 1


async def test_of_two_rulings_at_once_one_stands(desk: Desk, ana: Member, bo: Member, lou: Member) -> None:
    for member, levels in ((ana, "222222"), (bo, "333333"), (lou, "333333")):
        await desk.graded(member, levels)
    async with desk.stage.house.core.store.work() as work:
        await work.people.set_role(desk.stage.group, await bo.id(), Role.ORGANISER)
    await desk.appeals(ana, desk.criteria[0])
    forms = [(who, await desk.rule_form(who)) for who in (lou, bo)]
    sent = [
        desk.stage.platform.fills_fields(
            who.account, form, {desk.criteria[0]: level, "because": f"{who.ref} says so."}
        )
        for (who, form), level in zip(forms, "43", strict=True)
    ]
    cards = await asyncio.gather(*(receive(desk.stage.house.core, one) for one in sent))
    says = [text_of(card) for card in cards if card is not None]
    assert sum("Ruled:" in one for one in says) == 1
    (stale,) = [one for one in says if "Ruled:" not in one]
    assert "was not made" in stale
    assert re.search("(Lou|Bo) says so", stale)
    assert len(await desk.grades(ana)) == 2


async def test_what_was_seen_has_to_stand_still(desk: Desk, ana: Member, bo: Member, lou: Member) -> None:
    await desk.graded(ana, "222222")
    await desk.graded(lou, "333333")
    await desk.appeals(ana, desk.criteria[0])
    form = await desk.rule_form(lou)
    await desk.rules(lou, {desk.criteria[0]: "4"})
    await desk.appeals(ana, desk.criteria[1])
    newer = await desk.rule_form(lou)
    assert newer.subject != form.subject
    mixed = FieldForm(
        form.action,
        f"{newer.subject.rpartition('/')[0]}/{form.subject.rpartition('/')[2]}",
        "",
        "",
        newer.fields,
    )
    stale = await desk.fills(lou, mixed, {desk.criteria[1]: "4", "because": "Late."})
    assert "their ruling stands" in text_of(stale)


async def test_a_ruling_on_a_later_try_is_practice(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    before = await desk.stands_for(ana)
    await ana.presses("Try again")
    desk.stage.clock.forward(minutes=1)
    await desk.graded(ana, "111111", "again")
    await desk.appeals(ana, desk.criteria[0])
    await desk.rules(lou, {desk.criteria[0]: "4"})
    assert await desk.stands_for(ana) == before


async def test_another_sources_grade_earns_nothing_by_a_ruling_on_a_part_of_it(
    desk: Desk, ana: Member, lou: Member, grader: LevelledGrader
) -> None:
    await desk.graded(lou, "333333")
    grader.kind = GraderKind.MODEL
    await desk.graded(ana, "222222")
    assert (await desk.stands_for(ana)).points == 10
    await desk.appeals(ana, desk.criteria[0])
    await desk.rules(lou, {desk.criteria[0]: "4"})
    assert (await desk.stands_for(ana)).points == 10


async def test_it_is_in_the_audit_log(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0])
    await desk.rules(lou, {desk.criteria[0]: "4"}, because="Line two.")
    async with desk.stage.house.core.store.work() as work:
        entry = (await work.audit.of(desk.stage.group, 1))[0]
    assert (entry.action, entry.actor) == ("review ruled on", await lou.id())
    assert (entry.details["outcome"], entry.details["reason"]) == ("overturned", "Line two.")


async def test_a_word_behind_review_is_answered_with_what_it_takes(desk: Desk, lou: Member) -> None:
    card = await desk.types(lou, "review foo", admin=True)
    assert isinstance(card, Note)
    assert "takes no words, so “foo” says nothing to it" in card.text
