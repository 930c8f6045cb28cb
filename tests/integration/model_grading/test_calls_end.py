"""What one answer may cost: a text that is changed again and again isn't read again and again."""

from itertools import count

from bot.domain.answering import MOST_ASKED
from tests.conversation.stage import Stage
from tests.fakes.interrupted_grader import REFUSE_ME, InterruptedGrader
from tests.integration.graded_by_model import ON_TIME, YES, rows, told, words_of


def heard(stage: Stage, phrase: str) -> bool:
    return any(phrase in line for line in stage.heard["Ana"])


async def edited_during_each(stage: Stage, grader: InterruptedGrader, times: int = 20) -> None:
    """Ana presses Grade me, and edits while it's read."""
    ana = stage.member("Ana")
    said = await ana.says(words_of("Ana"))
    numbers = count()

    async def edits() -> None:
        stage.clock.forward(seconds=1)
        edit = stage.platform.edits(said, f"{words_of('Ana')} Version {next(numbers)}.")
        await stage.happens(edit, ana.ref)

    grader.meanwhile = edits
    for _ in range(times):
        await ana.presses("Grade me")
    grader.meanwhile = None


async def test_edits_during_gradings_come_to_an_end_and_the_deadline_grades(
    stage: Stage, grader: InterruptedGrader
) -> None:
    ana = stage.member("Ana")
    await edited_during_each(stage, grader)
    assert grader.tried == MOST_ASKED
    assert heard(stage, "as often as it may be before the deadline")
    stage.clock.forward(hours=3)
    await stage.settle()
    assert grader.tried == MOST_ASKED
    stage.unread["Ana"].clear()
    await ana.presses("My debrief")
    stage.tells(ana, "as often as it may be before the deadline")
    await stage.at("Tue 09:30")
    assert grader.tried == MOST_ASKED + 1
    assert len(told(stage, "Ana")) == 1
    assert await stage.points() == {"Ana": ON_TIME + YES}


async def test_edited_in_the_last_grading_too_it_goes_to_a_person(
    stage: Stage, grader: InterruptedGrader
) -> None:
    ana = stage.member("Ana")
    await edited_during_each(stage, grader)
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
        assert answer is not None
        await work.answers.change(answer, dropped=MOST_ASKED + 1)
    await stage.at("Tue 09:30")
    assert grader.tried == MOST_ASKED
    assert await rows(stage, "select reason, state from reviews") == [("no model would read it", "open")]
    assert heard(stage, "A person grades it instead")


async def test_what_was_refused_three_times_is_asked_about_no_more(
    stage: Stage, grader: InterruptedGrader
) -> None:
    ana = stage.member("Ana")
    said = await ana.says(f"{words_of('Ana')} {REFUSE_ME}")
    await ana.presses("Grade me")
    for number in range(6):
        stage.clock.forward(minutes=1)
        await ana.edits(said, f"{words_of('Ana')} {REFUSE_ME} {number}")
        await ana.presses("Grade me")
    assert grader.tried == 3
    async with stage.house.core.store.work() as work:
        (case,) = await work.reviews.waiting(stage.group)
        text = await work.texts.revision_text(stage.group, case.answer, case.revision)
    assert text.endswith(f"{REFUSE_ME} 5")
    assert heard(stage, "A person grades it instead")
