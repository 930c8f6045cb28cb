"""What its author can do with a grade that waits for a person, and what it may not earn by that."""

from bot.domain.cards import Note
from bot.domain.happenings import Action
from bot.domain.review import crossing
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Member
from tests.fakes.fickle_grader import HOLD_ME, FickleGrader
from tests.fakes.levelled_grader import LevelledGrader, an_answer
from tests.integration.graded_by_model import ON_TIME, graded_by_model, words_of
from tests.integration.reviews.conftest import Desk


async def test_withdrawing_what_is_held_does_not_open_the_purse(desk: Desk, ana: Member, lou: Member) -> None:
    """A held grade is a ceiling that nobody believes: the next one has to wait for a person as well."""
    await desk.graded(lou, "222222")
    said = await ana.says(an_answer("Ana", "444444", "suspect"))
    await ana.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    await ana.deletes(said)
    await ana.says(an_answer("Ana", "333333", "second"))
    await ana.presses("Grade me")
    assert (await desk.stands_for(ana)).points == ON_TIME
    (case,) = await desk.cases()
    assert case.author == await ana.id()
    await desk.rules_on(lou, ana, {})
    assert (await desk.stands_for(ana)).points > ON_TIME


async def test_what_was_ruled_on_withdraws_without_a_hold(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "222222")
    said = await ana.says(an_answer("Ana", "444444", "suspect"))
    await ana.presses("Grade me")
    await desk.rules_on(lou, ana, {})
    desk.stage.clock.forward(minutes=1)
    await ana.deletes(said)
    await ana.says(an_answer("Ana", "333333", "second"))
    await ana.presses("Grade me")
    assert (await desk.stands_for(ana)).points > ON_TIME


async def test_a_text_that_no_model_reads_is_asked_about_once(desk: Desk, ana: Member) -> None:
    """Each asking costs, and each reply is another case and another letter."""
    await ana.says(an_answer("Ana", "222222", "refused"))
    await ana.presses("Grade me")
    for _ in range(3):
        card = await desk.presses(ana, Action.GRADE_ME, desk.post)
        assert isinstance(card, Note)
        assert "A person grades it" in card.text
        await desk.stage.settle()
    assert len(desk.grader.asked) == 1
    assert len(await desk.cases()) == 1


async def test_what_was_refused_and_written_anew_waits_for_nobody(
    desk: Desk, ana: Member, lou: Member
) -> None:
    """Nobody could rule on it, and it would keep what comes later from being released."""
    await desk.graded(lou, "222222")
    said = await ana.says(an_answer("Ana", "222222", "refused"))
    await ana.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    await ana.edits(said, an_answer("Ana", "222222", "suspect"))
    await ana.presses("Grade me")
    assert len(await desk.cases()) == 1
    await desk.rules_on(lou, ana, {})
    assert await desk.cases() == []
    assert not any(grade.graded.held for grade in await desk.grades(ana))


async def test_a_later_try_that_no_model_reads_gets_its_ruling(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "222222")
    await desk.graded(ana, "222222")
    before = await desk.stands_for(ana)
    desk.stage.clock.forward(minutes=1)
    await ana.presses("Try again")
    desk.stage.clock.forward(minutes=1)
    await ana.says(an_answer("Ana", "222222", "refused"))
    await ana.presses("Grade me")
    lines = {crossing(line.id): "no" for line in desk.scenario.red_lines}
    await desk.rules_on(lou, ana, dict.fromkeys(desk.criteria, "4") | lines)
    assert (await desk.grades(ana))[-1].graded.score == 100
    assert await desk.stands_for(ana) == before
    assert await desk.cases() == []


async def test_deleting_a_line_leaves_no_doubt_behind_that_counts(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "222222")
    await ana.says(an_answer("Ana", "333333", "unsure suspect"))
    aside = await ana.says("And one thing more.")
    await ana.presses("Grade me")
    await ana.deletes(aside)
    assert (await desk.stands_for(ana)).points == ON_TIME


async def test_the_same_words_are_held_again_after_a_ruling(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> None:
    """A ruling releases one answer. The grader's word, which it overruled, is no safer for the next."""
    grader = FickleGrader()
    async with graded_by_model(database_url, clock, platform, library, grader) as stage:
        desk = Desk(stage, LevelledGrader())
        ana, bo, lou = (stage.member(name) for name in ("Ana", "Bo", "Lou"))
        await lou.says(words_of("Lou"))
        await lou.presses("Grade me")
        text = f"{words_of('Ana')} {HOLD_ME}"
        said = await ana.says(text)
        await ana.presses("Grade me")
        lines = {crossing(line.id): "no" for line in desk.scenario.red_lines}
        await desk.rules(lou, dict.fromkeys(desk.criteria, "0") | lines)
        assert (await stage.points())["Ana"] == ON_TIME
        await ana.edits(said, words_of("Other"))
        await bo.says(text)
        await bo.presses("Grade me")
        assert grader.asked[text] == 1
        assert (await stage.points())["Bo"] == ON_TIME
        assert len(await desk.cases()) == 1


async def test_a_copy_that_no_model_reads_earns_no_more_than_another(
    desk: Desk, ana: Member, lou: Member
) -> None:
    """Whoever has a text refused has it compared by nobody before the ruling."""
    await desk.graded(lou, "333333")
    copied = an_answer("Lou", "333333") + " refused"
    await ana.says(copied)
    await ana.presses("Grade me")
    before = (await desk.stands_for(ana)).points
    assert before == ON_TIME
    lines = {crossing(line.id): "no" for line in desk.scenario.red_lines}
    await desk.rules_on(lou, ana, dict.fromkeys(desk.criteria, "4") | lines)
    assert (await desk.stands_for(ana)).points == 0


async def test_words_of_ones_own_after_a_copys_debrief_earn_what_the_copy_did(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333")
    said = await ana.says(an_answer("Lou", "333333"))
    await ana.presses("Grade me")
    assert (await desk.stands_for(ana)).points == 0
    await ana.deletes(said)
    await ana.says(an_answer("Ana", "333333"))
    await ana.presses("Grade me")
    assert (await desk.stands_for(ana)).points == ON_TIME
