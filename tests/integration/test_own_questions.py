"""Bringing a question of one's own: asked, graded by the general rubric, told to its author alone."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from adapters.main import House
from bot.domain.cards import Card, DebriefCard, FieldForm, Note
from bot.domain.grade import Band, Graded, GradeOutcome, GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.happenings import Action, FieldsSent
from bot.domain.ids import OwnQuestionId
from bot.domain.own_question import MOST_BROUGHT
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.library.own_question import general
from bot.practice.core import Core
from bot.practice.forget import forget_person
from bot.practice.questions import words
from bot.practice.questions.bring import ANSWER, QUESTION
from bot.practice.questions.grade import grade_question
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Member, Stage, first_day
from tests.integration.typed_in_chat import ANSWER as DAILY
from tests.integration.typed_in_chat import counts

ASKED = "A bank wants a model to refuse loans by itself. What do you ask before you say yes or no?"
GOOD = general().answers.strong.text


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
async def ana(stage: Stage) -> Member:
    member = stage.member("Ana")
    await member.says(DAILY)
    return member


@dataclass(slots=True)
class Scripted:
    """A model as far as the core knows one: what it says next, in order; the last for ever."""

    script: list[GradeOutcome | Exception]
    asked: list[str] = field(default_factory=list)

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        self.asked.append(text)
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, Exception):
            raise said
        return said

    def key(self, scenario: Scenario, text: str) -> str:
        return f"{scenario.digest} {text}"


def a_grade(band: Band = Band.YES) -> Graded:
    return Graded(band, 70, (), (), Provenance(GraderKind.MODEL, "scripted", "hash", cost_micros=5))


def with_model(house: House, model: Scripted) -> Core:
    return replace(house.core, grader=model, fallback=house.core.grader, grade_keys=model)


async def form(member: Member, text: str = "ask", core: Core | None = None) -> FieldForm:
    given = member.stage.platform.commands(member.account, text, CHANNEL)
    card = await receive(core or member.stage.house.core, given)
    assert isinstance(card, FieldForm)
    return card


async def sends(
    member: Member, question: str = ASKED, answer: str = GOOD, core: Core | None = None
) -> tuple[Card | None, FieldsSent]:
    asked = await form(member, core=core)
    sent = member.stage.platform.fills_fields(member.account, asked, {QUESTION: question, ANSWER: answer})
    return await receive(core or member.stage.house.core, sent), sent


def told(member: Member) -> list[Card]:
    return member.stage.platform.told(member.account)


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


async def test_a_question_is_graded_and_told_to_its_author_alone(stage: Stage, ana: Member) -> None:
    before = await counts(stage.house, "ledger", "grades", "answers")
    in_public = len(stage.platform.in_channel(CHANNEL)) + len(stage.platform.in_thread(CHANNEL))

    card, _ = await sends(ana)
    await stage.house.settle()

    assert card == words.TAKEN
    debrief = told(ana)[-1]
    assert isinstance(debrief, DebriefCard)
    assert debrief.scenario.startswith("A bank wants a model")
    assert len(debrief.criteria) == len(general().criteria)
    assert debrief.points == ()
    assert debrief.senior == ""
    assert words.NO_RUBRIC in debrief.caution
    assert await counts(stage.house, "ledger", "grades", "answers") == before
    assert len(stage.platform.in_channel(CHANNEL)) + len(stage.platform.in_thread(CHANNEL)) == in_public


async def test_the_last_one_is_shown_again_where_direct_messages_are_closed(
    stage: Stage, ana: Member
) -> None:
    stage.platform.closed_to.add("Ana")
    await sends(ana)
    await stage.house.settle()
    assert not any(isinstance(card, DebriefCard) for card in told(ana))

    given = stage.platform.commands(ana.account, "ask last", CHANNEL)
    shown = await receive(stage.house.core, given)

    assert isinstance(shown, DebriefCard)
    async with stage.house.core.store.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select state from deliveries where kind = 'own debrief'")
        assert rows.scalars().all() == ["sent"]


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


async def test_a_grader_that_is_away_is_promised_once_and_waited_for(stage: Stage, ana: Member) -> None:
    model = Scripted([RetryLater("Away.", timedelta(seconds=5)), RetryLater("Away."), a_grade()])
    core = with_model(stage.house, model)
    await sends(ana, core=core)
    (question,) = await ids(stage.house)

    for _ in range(3):
        await grade_question(core, question)
        await stage.house.work_off()
        stage.clock.forward(minutes=10)
    await stage.house.settle()

    assert [card for card in told(ana) if card == words.WAITS] == [words.WAITS]
    assert isinstance(told(ana)[-1], DebriefCard)
    assert len(model.asked) == 3


async def test_a_refusal_is_no_grade_and_says_nothing_of_the_answer(stage: Stage, ana: Member) -> None:
    refused = Ungraded(UngradedReason.REFUSED, "…", Provenance(GraderKind.MODEL, "scripted", "hash"))
    core = with_model(stage.house, Scripted([refused]))
    await sends(ana, core=core)
    (question,) = await ids(stage.house)

    await grade_question(core, question)
    await stage.house.settle()

    assert told(ana)[-1] == words.REFUSED


async def test_the_same_question_and_answer_get_the_same_grade_at_no_cost(stage: Stage, ana: Member) -> None:
    model = Scripted([a_grade(Band.YES), a_grade(Band.NO)])
    core = with_model(stage.house, model)
    for _ in range(2):
        await sends(ana, core=core)
        for question in await ids(stage.house):
            await grade_question(core, question)
    await stage.house.settle()

    bands = [card.band for card in told(ana) if isinstance(card, DebriefCard)]
    assert bands == [Band.YES, Band.YES]
    assert len(model.asked) == 1


async def test_the_budget_counts_what_it_costs(stage: Stage, ana: Member) -> None:
    core = replace(with_model(stage.house, Scripted([a_grade()])), day_budget_micros=4)
    await sends(ana, core=core)
    await grade_question(core, (await ids(stage.house))[-1])
    await sends(ana, f"{ASKED} And then?", core=core)
    await grade_question(core, (await ids(stage.house))[-1])
    await stage.house.work_off()

    assert [type(card) for card in told(ana)[-2:]] == [DebriefCard, Note]
    assert told(ana)[-1] == words.WAITS


async def test_a_question_is_answered_again_from_its_debrief(stage: Stage, ana: Member) -> None:
    await sends(ana)
    await stage.house.settle()
    debrief = told(ana)[-1]
    assert isinstance(debrief, DebriefCard)
    (again,) = debrief.buttons

    mine = await receive(stage.house.core, stage.platform.presses(ana.account, again))
    ben = stage.member("Ben")
    theirs = await receive(stage.house.core, stage.platform.presses(ben.account, again))

    assert isinstance(mine, FieldForm)
    assert [one.draft for one in mine.fields] == [ASKED, GOOD]
    assert theirs == words.GONE


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


async def ids(house: House) -> list[OwnQuestionId]:
    async with house.core.store.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select id from own_questions order by id")
        return [OwnQuestionId(found) for found in rows.scalars()]
