"""What members say to the bot in messages, and what they hear back: never a grade for a command."""

import pytest
from sqlalchemy import text

from bot.domain.happenings import Action
from tests.conversation.stage import EVERYONE, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
BETTER = "And now that I know: the metric is wrong, so I would choose another one first."
LISTENS = "In these direct messages I listen during a mock round only"


async def counts(stage: Stage, table: str) -> int:
    async with stage.house.core.store.engine.connect() as connection:
        found = await connection.execute(text(f"select count(*) from {table}"))
        return int(found.scalar_one())


@pytest.mark.parametrize("said", ["/debrief me", "@Debrief me", "@debrief, me", "  /DEBRIEF me "])
async def test_a_command_in_a_thread_is_obeyed_and_is_no_answer(stage: Stage, said: str) -> None:
    ana = stage.member("Ana")
    await ana.says(said)
    await stage.settle()
    stage.tells(ana, "Answer a scenario in its channel and you are in Mornings.")
    assert await counts(stage, "answers") == await counts(stage, "ledger") == 0

    await ana.says(ANSWER)
    await ana.says(said)
    stage.tells(ana, "You in Mornings")
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of “")
    assert await counts(stage, "answer_messages") == 1
    stage.said_nothing_else()


async def test_what_to_type_is_told_as_it_works_in_a_message(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says("@debrief help")
    (told,) = stage.unread[ana.ref]
    assert "Behind @Debrief: `board`:" in told
    assert "`@Debrief help WORD` shows examples." in told
    stage.tells(ana, "What you can type.")
    await ana.says("@debrief bord")
    stage.tells(ana, "Did you mean `board`? Type `@Debrief board`.")
    await ana.says("@debrief me")
    stage.tells(ana, "Until then there are `@Debrief board` and `@Debrief help`.")


async def test_a_question_to_the_bot_is_answered_with_help_and_no_scolding(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says("@Debrief what do I do?")
    (told,) = stage.unread[ana.ref]
    assert "There is no" not in told
    assert "/debrief" not in told
    stage.tells(ana, "What you can ask me for. : To take part, write your answer in the scenario's thread")
    assert "for instance `@Debrief board`" in told
    assert await counts(stage, "answers") == 0


async def test_an_answer_that_speaks_of_the_bot_is_one(stage: Stage) -> None:
    ana = stage.member("Ana")
    for said in (f"/debrief me: {ANSWER}", f"@debrief {ANSWER}", f"@debrief board\n{ANSWER}"):
        await ana.says(said)
    stage.is_silent_to(ana)
    assert await counts(stage, "answer_messages") == 3


async def test_a_part_of_an_answer_that_becomes_a_command_is_none_any_more(stage: Stage) -> None:
    ana = stage.member("Ana")
    said = await ana.says(ANSWER)
    stage.clock.forward(seconds=5)
    await ana.edits(said, "/debrief me")
    await stage.settle()
    stage.is_silent_to(ana)
    assert await stage.points() == {"Ana": 0}


async def test_a_hello_in_private_is_answered_once_in_a_while(stage: Stage) -> None:
    ana, lou = stage.member("Ana"), stage.member("Lou")
    for said in ("hi", "Hello? Is anybody there?"):
        await ana.says_directly(said)
    stage.tells(ana, LISTENS)
    stage.is_silent_to(ana)
    assert stage.buttons[ana.ref] == []
    await lou.says_directly("hi")
    stage.tells(lou, LISTENS)
    assert {button.action for button in stage.buttons[lou.ref]} == {Action.STANDING, Action.MOCK}

    await stage.at("Mon 10:01")
    await ana.says_directly("Still nobody?")
    stage.tells(ana, LISTENS)
    hm = await ana.says_directly("Hm.")
    await ana.edits(hm, "Hm, hm.")
    stage.said_nothing_else()


@pytest.mark.parametrize("said", ["help", "Help!", "/debrief help", "@debrief help"])
async def test_help_in_private_is_always_given(stage: Stage, said: str) -> None:
    ana = stage.member("Ana")
    for _ in range(2):
        await ana.says_directly(said)
        stage.tells(ana, "What you can type. ")
    stage.said_nothing_else()


async def test_nothing_is_said_to_what_belongs_to_a_round(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.types("mock", direct=True)
    stage.tells(ana, "Your mock round begins", "")
    await ana.says_directly("help")
    await ana.says_directly(ANSWER)
    stage.is_silent_to(ana)
    await ana.says_directly("/debrief help mock")
    stage.tells(ana, "@Debrief mock")
    assert await counts(stage, "round_messages") == 2


async def debriefed(stage: Stage, who: str = "Ana") -> None:
    ana = stage.member(who)
    await ana.says(ANSWER)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of “")


async def test_words_after_the_debrief_are_answered_once_and_only_when_they_could_be_an_answer(
    stage: Stage,
) -> None:
    await debriefed(stage)
    ana = stage.member("Ana")
    stage.clock.forward(seconds=5)
    await ana.says("Thanks, that helps.")
    await stage.settle()
    stage.is_silent_to(ana)
    for _ in range(2):
        await ana.says(BETTER)
        await stage.settle()
    stage.tells(ana, "is out, so what you write about it now is conversation")
    stage.said_nothing_else()

    await ana.presses("Try again")
    stage.tells(ana, "Go ahead.")
    stage.clock.forward(seconds=5)
    await ana.says(BETTER)
    await ana.presses("Grade me")
    stage.tells(ana, "Reading it now.", "Debrief of “")
    stage.said_nothing_else()

    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “")
    await ana.says(ANSWER + " Again.", on="Tue")
    await ana.presses("Grade me", on="Tue")
    stage.clock.forward(seconds=5)
    await ana.says(BETTER, on="Tue")
    await stage.settle()
    assert any("is out, so what you write about it now" in told for told in stage.unread[ana.ref])


async def test_beside_the_thread_that_is_told_once_and_for_all(stage: Stage) -> None:
    ana, long = stage.member("Ana"), f"{BETTER} {BETTER}"
    await debriefed(stage)
    stage.clock.forward(seconds=5)
    await ana.says_in_the_channel(BETTER)
    await stage.settle()
    stage.is_silent_to(ana)
    for _ in range(2):
        await ana.says_in_the_channel(long)
        await stage.settle()
    stage.tells(ana, "is out, so what you write about it now")
    stage.said_nothing_else()


async def test_whoever_has_pressed_try_again_is_not_told_to(stage: Stage) -> None:
    """The word was owed before they pressed, and sent after."""
    await debriefed(stage)
    ana = stage.member("Ana")
    stage.clock.forward(seconds=5)
    said = stage.platform.says(ana.account, BETTER, "study", stage.posts["Mon"].thread_ref)
    await stage.happens(said, ana.ref)
    button = next(b for b in stage.buttons[ana.ref] if b.label == "Try again")
    await stage.happens(stage.platform.presses(ana.account, button), ana.ref)
    await stage.settle()
    stage.tells(ana, "Go ahead.")
    stage.said_nothing_else()
