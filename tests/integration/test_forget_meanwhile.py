"""Forgetting while something else about the same person is under way."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import text

from bot.domain.delivery import DeliveryKind
from bot.domain.grade import GradeOutcome
from bot.domain.ids import AnswerId, DeliveryId
from bot.domain.scenario import Scenario
from bot.grading.grader import AutomaticGrader
from bot.ports import Nudge
from bot.practice.forget import forget_person
from bot.practice.grade_answer import grade_answer
from bot.practice.receive import receive
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.heron import answer, deliveries, due, gone_over, traces


@pytest.fixture
def heron(stage: Stage) -> Member:
    return stage.member("Heron")


@dataclass(slots=True)
class Slow:
    """Grades when it's let, so that a test can do something in between."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    let: asyncio.Event = field(default_factory=asyncio.Event)

    async def grade(self, scenario: Scenario, answer_text: str) -> GradeOutcome:
        self.begun.set()
        await self.let.wait()
        return await AutomaticGrader().grade(scenario, answer_text)


async def test_a_grade_that_comes_too_late_is_dropped(stage: Stage, heron: Member) -> None:
    await heron.says(answer("Heron", "Monday"))
    person, slow = await heron.id(), Slow()
    stage.clock.forward(minutes=10)
    (found,) = await due(stage, Nudge.GRADE_ANSWER)
    grading = asyncio.create_task(grade_answer(replace(stage.house.core, grader=slow), AnswerId(found)))
    await slow.begun.wait()

    await forget_person(stage.house.core, person)
    slow.let.set()
    await grading
    await stage.house.settle()

    assert await traces(stage.house, "heron") == []
    async with stage.house.core.store.engine.connect() as connection:
        grades = await connection.execute(text("select count(*) from grades"))
        assert grades.scalar_one() == 0
    assert await deliveries(stage.house, DeliveryKind.DEBRIEF) == []


async def test_a_message_whose_transaction_was_open_is_forgotten_too(stage: Stage, heron: Member) -> None:
    """It has found out who writes, and stores the words when the forgetting is over."""
    await heron.says(answer("Heron", "Monday"))
    person, core = await heron.id(), stage.house.core
    async with core.store.work() as open_yet:
        post = await open_yet.posts.latest_open(stage.group)
        assert post is not None
        await forget_person(core, person)
        answered = await open_yet.answers.open(stage.group, post.id, person, stage.clock.now())
        await open_yet.texts.freeze(answered, "Heron once more.", stage.clock.now())
        await open_yet.people.join(stage.group, person, stage.clock.now())
        await open_yet.people.set_zone(person, "Europe/Heron")
    assert await traces(stage.house, "heron") != []

    await gone_over(stage)

    assert await traces(stage.house, "heron") == []
    async with core.store.work() as work:
        assert await work.people.member(stage.group, person) is None


async def test_somebody_who_writes_on_leaves_nothing_behind_as_they_were(stage: Stage, heron: Member) -> None:
    await heron.says(answer("Heron", "Monday"))
    person, core = await heron.id(), stage.house.core
    thread = next(iter(stage.posts.values())).thread_ref
    messages = [
        stage.platform.says(heron.account, answer("Heron", str(n)), CHANNEL, thread) for n in range(12)
    ]
    await asyncio.gather(
        *(receive(core, message) for message in messages[:6]),
        forget_person(core, person),
        *(receive(core, message) for message in messages[6:]),
        stage.house.settle(),
    )
    await gone_over(stage)
    async with core.store.engine.connect() as connection:
        words = await connection.execute(
            text(
                "select m.text || coalesce(r.text, '') from answers a"
                " join answer_messages m on m.answer_id = a.id"
                " left join revisions r on r.answer_id = a.id where a.person_id = :person"
            ),
            {"person": person},
        )
        assert set(words.scalars()) == {""}
    async with core.store.work() as work:
        assert await work.people.accounts(person) == []
        assert await work.people.groups_of(person) == []


async def test_what_was_owed_to_them_is_owed_no_more(stage: Stage, heron: Member) -> None:
    await heron.says("Too short.")
    await stage.at("Mon 10:00")
    stage.platform.closed_to.add("Heron")
    await heron.says(answer("Heron", "Monday"))
    await stage.at("Mon 11:00")
    assert ("debrief", "waiting") in await deliveries(stage.house, *DeliveryKind)
    await forget_person(stage.house.core, await heron.id())
    stage.platform.closed_to.clear()
    before = len(stage.platform.told(heron.account))

    await gone_over(stage)

    assert len(stage.platform.told(heron.account)) == before
    assert {state for _, state in await deliveries(stage.house, DeliveryKind.DEBRIEF)} == {"dropped"}


async def test_a_debrief_in_flight_is_not_sent_again(stage: Stage, heron: Member) -> None:
    await heron.says(answer("Heron", "Monday"))
    person = await heron.id()
    stage.clock.forward(minutes=10)
    (found,) = await due(stage, Nudge.GRADE_ANSWER)
    await grade_answer(stage.house.core, AnswerId(found))
    stage.clock.forward(minutes=2)
    (owed,) = await due(stage, Nudge.SEND_DELIVERY)
    core = stage.house.core
    async with core.store.work() as work:
        begun = await work.deliveries.begin(DeliveryId(owed), core.clock.now(), core.timings.lease_for)
    assert begun is not None

    await forget_person(core, person)
    async with core.store.work() as work:
        assert not await work.deliveries.settle(begun, "sent", core.clock.now())
    await gone_over(stage)

    assert await deliveries(stage.house, DeliveryKind.DEBRIEF) == [("debrief", "dropped")]
    assert stage.platform.told(heron.account) == []
