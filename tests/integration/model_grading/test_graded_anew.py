"""Grading again as if for the first time: the first words, whatever was written with the debrief at hand."""

from bot.domain.grade import Band
from bot.domain.grader_mode import GraderMode
from bot.domain.happenings import Action
from bot.practice.receive import receive
from bot.practice.switch_grader import set_mode
from tests.conversation.stage import Stage
from tests.fakes.interrupted_grader import InterruptedGrader
from tests.integration.graded_by_model import ON_TIME, YES, grades, rows, words_of

FIRST, LATER = words_of("Ana"), words_of("Better")


async def back(stage: Stage) -> None:
    """The answers are due again; no worker has looked yet."""
    await set_mode(stage.house.core, GraderMode.NORMAL, "an operator", "a test", regrade=True)


async def test_an_edit_before_the_grading_doesnt_count_as_the_first_text(
    stage: Stage, grader: InterruptedGrader
) -> None:
    await set_mode(stage.house.core, GraderMode.FREEZE_RATINGS, "an operator", "a test")
    ana = stage.member("Ana")
    said = await ana.says(FIRST)
    await ana.presses("Grade me")
    stage.clock.forward(minutes=1)
    await back(stage)
    await stage.happens(stage.platform.edits(said, LATER), ana.ref)
    await stage.settle()
    assert dict(grader.asked) == {FIRST: 2}
    assert await stage.points() == {"Ana": ON_TIME + YES}
    grader.mood = Band.STRONG_YES
    await ana.presses("Grade me")
    assert grader.asked[LATER] == 1
    assert await stage.points() == {"Ana": ON_TIME + YES}
    assert [band for *_, band in await grades(stage)] == ["yes", "yes", "strong yes"]


async def test_an_edit_during_the_grading_doesnt_either(stage: Stage, grader: InterruptedGrader) -> None:
    await set_mode(stage.house.core, GraderMode.FREEZE_RATINGS, "an operator", "a test")
    ana = stage.member("Ana")
    said = await ana.says(FIRST)
    await ana.presses("Grade me")
    stage.clock.forward(minutes=1)
    await back(stage)

    async def edits() -> None:
        grader.meanwhile = None
        await stage.happens(stage.platform.edits(said, LATER), ana.ref)

    grader.meanwhile = edits
    await stage.settle()
    assert LATER not in grader.asked
    assert await stage.points() == {"Ana": ON_TIME + YES}


async def test_another_try_meanwhile_is_practice(stage: Stage, grader: InterruptedGrader) -> None:
    await set_mode(stage.house.core, GraderMode.FREEZE_RATINGS, "an operator", "a test")
    ana = stage.member("Ana")
    await ana.says(FIRST)
    await ana.presses("Grade me")
    stage.clock.forward(minutes=1)
    await set_mode(stage.house.core, GraderMode.NORMAL, "an operator", "a test", regrade=True)
    pressed = stage.platform.press(ana.account, Action.TRY_AGAIN, str(stage.posts["Mon"].id))
    await receive(stage.house.core, pressed)
    stage.clock.forward(minutes=1)
    await stage.happens(
        stage.platform.says(ana.account, LATER, "study", stage.posts["Mon"].thread_ref), "Ana"
    )
    for _ in range(2):
        stage.clock.forward(minutes=11)
        await stage.settle()
    assert dict(grader.asked) == {FIRST: 2, LATER: 1}
    assert await stage.points() == {"Ana": ON_TIME + YES}
    assert await rows(stage, "select gradings, tries from answers") == [(2, 2)]
