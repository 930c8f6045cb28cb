"""An organiser's verdict: it counts instead of the grader's, once, and never for the organiser themselves."""

from dataclasses import replace

import pytest

from adapters.main import Parts
from bot.domain.grade import Band
from bot.domain.group import Role
from bot.domain.mode import Mode
from bot.domain.points import Tally
from bot.errors import UserMustAct
from bot.practice.change_settings import SettingsChange, change_settings
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from tests.conversation.stage import Member, Stage
from tests.fakes.banded_grader import BandedGrader, an_answer, score_of

NO, LEAN_NO, LEAN_YES, YES, STRONG = range(5)


@pytest.fixture
def parts(parts: Parts) -> Parts:
    return replace(parts, grader=BandedGrader())


async def rules(
    stage: Stage, member: Member, band: Band, *, by: str = "Lou", score: int | None = None, own: bool = False
) -> None:
    actor, person = await stage.member(by).id(), await member.id()
    post = stage.posts["Mon"].id if "Tue" not in stage.posts else stage.posts["Tue"].id
    ruled = Ruled(post, person, band, "The member says it in the second line.", score, own_words=own)
    await rule_on_answer(stage.house.core, stage.group, actor, ruled)
    stage.clock.forward(seconds=1)
    await stage.settle()


async def stands_for(stage: Stage, member: Member) -> Tally:
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await member.id())
        assert answer is not None
        return await work.ledger.tally(stage.group, answer.id)


async def graded(stage: Stage, member: Member, worth: int) -> None:
    await member.says(an_answer(member.ref, worth))
    stage.clock.forward(minutes=11)
    await stage.settle()


async def test_a_ruling_counts_instead_of_the_grade_and_the_member_is_told_why(
    stage: Stage, ana: Member
) -> None:
    await graded(stage, ana, LEAN_NO)
    assert await stands_for(stage, ana) == Tally(13, 1, 1, score_of(LEAN_NO), 1)
    await rules(stage, ana, Band.YES)
    assert await stands_for(stage, ana) == Tally(18, 1, 1, score_of(YES), 1)
    card = stage.platform.told(ana.account)[-1]
    assert "The member says it in the second line." in repr(card)
    assert "an organiser" in repr(card)
    assert "Points: +10 on time, +3 lean no, +5 after an organiser's ruling." in stage.heard["Ana"][-1]
    assert "Improved" not in stage.heard["Ana"][-1]


async def test_a_second_ruling_replaces_the_first(stage: Stage, ana: Member) -> None:
    await graded(stage, ana, LEAN_NO)
    await rules(stage, ana, Band.STRONG_YES, score=90)
    assert await stands_for(stage, ana) == Tally(20, 1, 1, 90, 1)
    await rules(stage, ana, Band.NO)
    assert await stands_for(stage, ana) == Tally(10, 1, 1, score_of(LEAN_NO) - 1, 1)
    await rules(stage, ana, Band.LEAN_NO)
    assert await stands_for(stage, ana) == Tally(13, 1, 1, score_of(LEAN_NO), 1)


async def test_nobody_rules_on_their_own_answer_or_without_the_office(stage: Stage, ana: Member) -> None:
    lou = stage.member("Lou")
    await graded(stage, lou, YES)
    await graded(stage, ana, YES)
    with pytest.raises(UserMustAct, match="their own answer"):
        await rules(stage, lou, Band.STRONG_YES)
    with pytest.raises(UserMustAct, match="organisers"):
        await rules(stage, lou, Band.STRONG_YES, by="Ana")
    async with stage.house.core.store.work() as work:
        await work.people.set_role(stage.group, await ana.id(), Role.ORGANISER)
    await rules(stage, lou, Band.STRONG_YES, by="Ana")
    assert (await stands_for(stage, lou)).points == 20


async def test_a_score_has_to_be_of_the_band(stage: Stage, ana: Member) -> None:
    await graded(stage, ana, LEAN_NO)
    for score in (31, 55, 101, -1):
        with pytest.raises(UserMustAct, match="scores from 32 to 54"):
            await rules(stage, ana, Band.LEAN_NO, score=score)


async def test_an_answer_without_a_grade_is_graded_by_the_ruling_and_by_nobody_after(
    stage: Stage, ana: Member
) -> None:
    await ana.says(an_answer("Ana", NO))
    await rules(stage, ana, Band.YES)
    assert (await stands_for(stage, ana)).points == 18
    await stage.at("Mon 12:00")
    assert await stands_for(stage, ana) == Tally(18, 1, 1, 73, 1)
    assert "Debrief" in stage.heard["Ana"][-1]


async def test_another_try_after_a_ruling_is_practice(stage: Stage, ana: Member) -> None:
    await graded(stage, ana, LEAN_NO)
    await rules(stage, ana, Band.YES)
    await ana.presses("Try again")
    stage.clock.forward(minutes=1)
    await ana.says(an_answer("Ana", STRONG, "again"))
    await ana.presses("Grade me", on="Mon")
    assert (await stands_for(stage, ana)).points == 18
    assert (
        f"This try: {score_of(STRONG) - score_of(YES)} of 100 above your first try" in stage.heard["Ana"][-1]
    )
    await rules(stage, ana, Band.LEAN_YES)
    assert (await stands_for(stage, ana)).points == 16


async def test_a_copy_is_ruled_on_only_when_the_words_are_found_to_be_the_members_own(
    stage: Stage, ana: Member
) -> None:
    bo = stage.member("Bo")
    await graded(stage, bo, YES)
    await ana.says(an_answer("Bo", YES))
    await stage.at("Mon 10:00")
    assert await stands_for(stage, ana) == Tally(0, 1, 0, 0, 1)
    with pytest.raises(UserMustAct, match="streak alone"):
        await rules(stage, ana, Band.YES)
    await rules(stage, ana, Band.YES, own=True)
    assert await stands_for(stage, ana) == Tally(18, 1, 1, score_of(YES), 1)
    await rules(stage, ana, Band.LEAN_YES)
    assert (await stands_for(stage, ana)).points == 16


async def test_what_was_withdrawn_cannot_be_ruled_on_and_takes_its_ruling_along(
    stage: Stage, ana: Member
) -> None:
    said = await ana.says(an_answer("Ana", YES))
    await stage.at("Mon 09:30")
    await rules(stage, ana, Band.NO)
    await ana.deletes(said)
    assert not await stands_for(stage, ana)
    with pytest.raises(UserMustAct, match="no answer to rule on"):
        await rules(stage, ana, Band.YES)
    # Paid by the poorer of the new verdict and the first one, which is the organiser's.
    stage.clock.forward(minutes=1)
    await graded(stage, ana, STRONG)
    assert (await stands_for(stage, ana)).points == 10
    await rules(stage, ana, Band.YES)
    assert (await stands_for(stage, ana)).points == 18


async def test_nothing_written_and_too_little_written_cannot_be_ruled_on(stage: Stage, ana: Member) -> None:
    bo = stage.member("Bo")
    await graded(stage, ana, YES)
    await bo.says("Too short.")
    await ana.leaves()
    lou = stage.member("Lou")
    async with stage.house.core.store.work() as work:
        await work.people.set_role(stage.group, await bo.id(), Role.ORGANISER)
    for member, by in ((bo, "Lou"), (lou, "Bo")):
        with pytest.raises(UserMustAct, match="no answer to rule on"):
            await rules(stage, member, Band.YES, by=by)
    await rules(stage, ana, Band.STRONG_YES)
    assert (await stands_for(stage, ana)).points == 20


async def test_late_stays_late_and_after_the_reveal_earns_nothing(stage: Stage, ana: Member) -> None:
    core, lou = stage.house.core, await stage.member("Lou").id()
    await change_settings(core, stage.group, lou, SettingsChange(mode=Mode.SEALED))
    await stage.at("Tue 09:00")
    await change_settings(core, stage.group, lou, SettingsChange(mode=Mode.OPEN))
    await stage.at("Wed 09:00")
    await ana.fills_in(an_answer("Ana", YES), on="Tue")
    await stage.at("Wed 10:00")
    await rules(stage, ana, Band.STRONG_YES)
    assert (await stands_for(stage, ana)).points == 0
    bo = stage.member("Bo")
    await bo.says(an_answer("Bo", NO), on="Mon")
    await stage.at("Wed 11:00")
    ruled = Ruled(stage.posts["Mon"].id, await bo.id(), Band.YES, "On reading it again.")
    await rule_on_answer(core, stage.group, lou, ruled)
    assert (await stands_for(stage, bo)).points == 11


async def test_a_ruling_is_in_the_audit_log(stage: Stage, ana: Member) -> None:
    await graded(stage, ana, LEAN_NO)
    await rules(stage, ana, Band.YES)
    async with stage.house.core.store.work() as work:
        entry = (await work.audit.of(stage.group, 1))[0]
    assert (entry.action, entry.actor) == ("answer ruled on", await stage.member("Lou").id())
    assert entry.details["band"] == "yes"
