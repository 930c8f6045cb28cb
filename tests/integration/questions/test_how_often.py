"""Five questions a day, however they come, and nothing of them once they are forgotten."""

import asyncio
from dataclasses import dataclass

from bot.domain.cards import DebriefCard
from bot.domain.forms import FieldForm
from bot.domain.grade import GradeOutcome
from bot.domain.own_question import MOST_BROUGHT
from bot.domain.scenario import Scenario
from bot.practice.forget import forget_person
from bot.practice.questions import words
from bot.practice.questions.grade import grade_question
from bot.practice.receive import receive
from tests.conversation.stage import Member, Stage
from tests.integration.questions.bringing import (
    ASKED,
    GOOD,
    Scripted,
    a_grade,
    ids,
    sends,
    told,
    with_model,
)
from tests.integration.typed_in_chat import counts


async def test_five_a_day_and_no_more(stage: Stage, ana: Member) -> None:
    for number in range(MOST_BROUGHT):
        stage.clock.forward(minutes=10)
        card, _ = await sends(ana, f"{ASKED} ({number})")
        assert card == words.TAKEN

    refused, _ = await sends(ana)
    assert isinstance(refused, FieldForm)
    assert "as many as I take" in refused.trouble
    assert refused.fields[1].draft == GOOD
    stage.clock.forward(hours=23, minutes=21)
    card, _ = await sends(ana)
    assert card == words.TAKEN


async def test_five_at_once_are_no_way_round_it(stage: Stage, ana: Member) -> None:
    cards = await asyncio.gather(*(sends(ana, f"{ASKED} ({number})") for number in range(MOST_BROUGHT + 3)))

    assert sum(card == words.TAKEN for card, _ in cards) == MOST_BROUGHT
    assert await counts(stage.house, "own_questions") == [MOST_BROUGHT]


async def test_a_form_that_comes_twice_is_taken_once(stage: Stage, ana: Member) -> None:
    _, sent = await sends(ana)

    assert await receive(stage.house.core, sent) == words.TWICE
    assert await counts(stage.house, "own_questions") == [1]


async def test_forgetting_takes_all_of_it_even_while_it_is_read(stage: Stage, ana: Member) -> None:
    core = with_model(stage.house, Scripted([a_grade()]))
    await sends(ana)
    await stage.house.settle()
    await sends(ana, f"{ASKED} And then?", core=core)
    waiting = (await ids(stage.house))[-1]

    @dataclass(slots=True)
    class Meanwhile(Scripted):
        async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
            await forget_person(stage.house.core, await ana.id())
            return a_grade()

    before = len(told(ana))
    await grade_question(with_model(stage.house, Meanwhile([a_grade()])), waiting)
    await stage.house.settle()

    assert await counts(stage.house, "own_questions") == [0]
    assert not any(isinstance(card, DebriefCard) for card in told(ana)[before:])


async def test_being_forgotten_and_coming_back_is_no_way_round_it(stage: Stage, ana: Member) -> None:
    for number in range(MOST_BROUGHT):
        stage.clock.forward(minutes=1)
        await sends(ana, f"{ASKED} ({number})")
    await forget_person(stage.house.core, await ana.id())
    stage.clock.forward(minutes=10)
    await ana.says("I would stop the refunds until a person has read each of them, and say so to everybody.")
    stage.clock.forward(minutes=10)

    refused, _ = await sends(ana)

    assert isinstance(refused, FieldForm)
    assert "whoever was forgotten here before you came" in refused.trouble
    bo = stage.member("Bo")
    await bo.says("I would ask the support lead first, and then decide within the hour what to turn off.")
    stage.clock.forward(hours=24)
    card, _ = await sends(bo)
    assert card == words.TAKEN


async def test_who_was_there_before_is_not_counted_with_the_forgotten(stage: Stage, ana: Member) -> None:
    bo = stage.member("Bo")
    await bo.says("I would ask the support lead first, and then decide within the hour what to turn off.")
    for number in range(MOST_BROUGHT):
        stage.clock.forward(minutes=1)
        await sends(ana, f"{ASKED} ({number})")
    await forget_person(stage.house.core, await ana.id())

    card, _ = await sends(bo)

    assert card == words.TAKEN
