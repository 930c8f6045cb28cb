"""A question of one's own is graded by the general rubric, and told to its author alone."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.cards import DebriefCard, Note
from bot.domain.forms import FieldForm
from bot.domain.grade import Band, GraderKind, Provenance, Ungraded, UngradedReason
from bot.errors import RetryLater
from bot.library.own_question import general
from bot.practice.questions import words
from bot.practice.questions.grade import grade_question
from bot.practice.receive import receive
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.questions.bringing import ASKED, GOOD, Scripted, a_grade, ids, sends, told, with_model
from tests.integration.typed_in_chat import counts


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


async def test_the_last_one_is_not_sent_a_second_time_right_away(stage: Stage, ana: Member) -> None:
    await sends(ana)
    await stage.house.settle()
    assert isinstance(told(ana)[-1], DebriefCard)

    at_once = await receive(stage.house.core, stage.platform.commands(ana.account, "ask last", CHANNEL))
    stage.clock.forward(minutes=3)
    later = await receive(stage.house.core, stage.platform.commands(ana.account, "ask last", CHANNEL))

    assert at_once == words.SENT_JUST_NOW
    assert isinstance(later, DebriefCard)


async def test_what_was_shown_on_asking_is_not_sent_as_well(stage: Stage, ana: Member) -> None:
    core = with_model(stage.house, Scripted([a_grade()]))
    await sends(ana, core=core)
    await grade_question(core, (await ids(stage.house))[-1])

    shown = await receive(core, stage.platform.commands(ana.account, "ask last", CHANNEL))
    await stage.house.settle()

    assert isinstance(shown, DebriefCard)
    assert not any(isinstance(card, DebriefCard) for card in told(ana))
