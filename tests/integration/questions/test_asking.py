"""Bringing a question of one's own: the form, and what it can't take."""

import pytest

from bot.domain.cards import Note
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action, FieldsSent
from bot.practice.questions import words
from bot.practice.questions.bring import ANSWER, QUESTION
from bot.practice.receive import receive
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.questions.bringing import ASKED, GOOD, Scripted, a_grade, form, sends, with_model
from tests.integration.typed_in_chat import counts


async def test_the_form_says_what_becomes_of_it_before_anything_is_read(stage: Stage, ana: Member) -> None:
    by_check = await form(ana)
    by_model = await form(ana, core=with_model(stage.house, Scripted([a_grade()])))

    assert words.BY_CHECK in by_check.says
    assert words.BY_MODEL in by_model.says
    for asked in (by_check, by_model):
        assert words.KEPT in asked.says
        assert [one.name for one in asked.fields] == [QUESTION, ANSWER]


async def test_what_was_typed_behind_the_command_stands_in_the_form(ana: Member) -> None:
    asked = await form(ana, f"ask {ASKED}")

    assert asked.fields[0].draft == ASKED


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("Why?", GOOD, "below 20"),
        (ASKED, "I would say no.", "fewer than 8 words"),
        (ASKED, "", "fewer than 8 words"),
        ("x" * 6_001, GOOD, "6,000 are the most"),
        (ASKED, "I would ask who pays. " * 1_000, "20,000 are the most"),
    ],
)
async def test_what_cant_be_taken_comes_back_with_its_words(
    stage: Stage, ana: Member, question: str, answer: str, says: str
) -> None:
    card, _ = await sends(ana, question, answer)

    assert isinstance(card, FieldForm)
    assert says in card.trouble
    assert [one.draft for one in card.fields] == [question, answer]
    assert await counts(stage.house, "own_questions") == [0]


@pytest.mark.parametrize("subject", ["", "0", "999", "-1", "1; drop", "9" * 30])
async def test_a_forged_group_takes_nothing_and_keeps_the_words(
    stage: Stage, ana: Member, subject: str
) -> None:
    source = stage.platform.source()
    values = {QUESTION: ASKED, ANSWER: GOOD, "more": "x"}
    sent = FieldsSent(source, ana.account, Action.ASK, subject, values, stage.clock.now())

    card = await receive(stage.house.core, sent)

    assert isinstance(card, FieldForm)
    assert card.trouble == words.NO_GROUP
    assert [one.draft for one in card.fields] == [ASKED, GOOD]
    assert await counts(stage.house, "own_questions") == [0]


async def test_a_form_that_nobody_knows_gives_the_words_back(stage: Stage, ana: Member) -> None:
    sent = FieldsSent(
        stage.platform.source(),
        ana.account,
        Action.HINT,
        "1",
        {"a": "My words.", "b": "chosen"},
        stage.clock.now(),
    )

    card = await receive(stage.house.core, sent)

    assert isinstance(card, Note)
    assert card.text.endswith("My words.")


async def test_somebody_who_takes_no_part_is_told_how_to(stage: Stage) -> None:
    given = stage.platform.commands(stage.member("Stranger").account, "ask", CHANNEL)

    card = await receive(stage.house.core, given)

    assert isinstance(card, Note)
    assert "Answer a scenario" in card.text
