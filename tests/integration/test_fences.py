"""What comes of an attempt that another has overtaken: nothing."""

import pytest
from sqlalchemy import text

from bot.domain.answer import Answer, AnswerState
from bot.domain.delivery import Delivery
from bot.domain.ids import DeliveryId, PostingId
from bot.domain.post import Posting
from bot.ports import Nudge, Published
from bot.practice.grade_answer import grade_answer
from bot.practice.post_daily import post_due
from tests.conversation.stage import Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


async def last(stage: Stage, table: str, *columns: str) -> tuple[object, ...]:
    """Some columns of a table's newest row."""
    statement = text(f"select {', '.join(columns)} from {table} order by id desc limit 1")
    async with stage.house.core.store.engine.connect() as connection:
        return tuple((await connection.execute(statement)).one())


async def freed(stage: Stage, nudge: Nudge) -> int:
    """The row that the sweep finds once its lease has run out: whoever had it in hand is thought dead."""
    core = stage.house.core
    stage.clock.forward(minutes=2)
    async with core.store.work() as work:
        (found,) = await work.due.claim(nudge, core.clock.now(), core.timings.leases, 10)
    return found


async def two_gradings(stage: Stage, ana: Member) -> tuple[Answer, Answer]:
    await ana.says(ANSWER)
    stage.clock.forward(minutes=10)
    core, taken = stage.house.core, []
    for _ in range(2):
        async with core.store.work() as work:
            latest = await work.answers.latest(stage.group, await ana.id())
            assert latest is not None
            up = await work.answers.take_up(latest.id, core.clock.now(), core.timings.lease_for)
            assert up is not None
        taken.append(up)
        stage.clock.forward(minutes=2)
    stage.clock.forward(minutes=-2)
    return taken[0], taken[1]


async def two_deliveries(stage: Stage, ana: Member) -> tuple[Delivery, Delivery]:
    await ana.says(ANSWER)
    stage.clock.forward(minutes=10)
    core, begun = stage.house.core, []
    async with core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
    assert answer is not None
    await grade_answer(core, answer.id)
    for _ in range(2):
        found = DeliveryId(await freed(stage, Nudge.SEND_DELIVERY))
        async with core.store.work() as work:
            delivery = await work.deliveries.begin(found, core.clock.now(), core.timings.lease_for)
        assert delivery is not None
        begun.append(delivery)
    return begun[0], begun[1]


async def two_postings(stage: Stage) -> tuple[Posting, Posting]:
    stage.clock.at(stage.instant("Tue 09:00").isoformat())
    core, begun = stage.house.core, []
    await post_due(core)
    for _ in range(2):
        found = PostingId(await freed(stage, Nudge.SEND_POSTING))
        async with core.store.work() as work:
            posting = await work.postings.begin(found, core.clock.now(), core.timings.lease_for)
        assert posting is not None
        begun.append(posting)
    return begun[0], begun[1]


@pytest.mark.parametrize("state", ["sent", "waiting", "failed", "dropped"])
async def test_what_became_of_an_overtaken_delivery_is_not_noted(
    stage: Stage, ana: Member, state: str
) -> None:
    first, second = await two_deliveries(stage, ana)
    async with stage.house.core.store.work() as work:
        assert not await work.deliveries.settle(first, state, stage.clock.now())
    assert await last(stage, "deliveries", "state", "attempt") == ("sending", 2)
    async with stage.house.core.store.work() as work:
        assert await work.deliveries.settle(second, "sent", stage.clock.now())
    assert await last(stage, "deliveries", "state", "sent_at") == ("sent", stage.clock.now())


async def test_an_overtaken_delivery_that_is_put_off_lets_no_third_begin(stage: Stage, ana: Member) -> None:
    first, second = await two_deliveries(stage, ana)
    core, now = stage.house.core, stage.clock.now()
    before = await last(stage, "deliveries", "state", "lease_until")
    async with core.store.work() as work:
        await work.deliveries.put_off(first, now)
    assert await last(stage, "deliveries", "state", "lease_until") == before
    async with core.store.work() as work:
        assert await work.deliveries.begin(first.id, now, core.timings.lease_for) is None
        await work.deliveries.put_off(second, now)
    assert await last(stage, "deliveries", "state", "lease_until") == ("pending", now)


async def test_an_overtaken_posting_is_neither_failed_nor_put_off(stage: Stage) -> None:
    first, second = await two_postings(stage)
    now = stage.clock.now()
    before = await last(stage, "postings", "state", "lease_until", "failure")
    async with stage.house.core.store.work() as work:
        assert not await work.postings.failed(first, "There is no such channel.")
        assert not await work.postings.put_off(first, now)
    assert await last(stage, "postings", "state", "lease_until", "failure") == before
    async with stage.house.core.store.work() as work:
        assert await work.postings.put_off(second, now)
    assert await last(stage, "postings", "state", "lease_until") == ("sending", now)


async def test_where_a_posting_stands_is_learnt_from_whoever_knows_first(stage: Stage) -> None:
    """A landing is a fact, so it needs no fence; but it is written once."""
    first, second = await two_postings(stage)
    async with stage.house.core.store.work() as work:
        assert await work.postings.sent(first, Published("m1", "t1"), stage.clock.now())
        assert not await work.postings.sent(second, Published("m2", "t2"), stage.clock.now())
    assert await last(stage, "postings", "state", "thread_ref") == ("sent", "t1")


async def test_an_overtaken_grading_changes_nothing(stage: Stage, ana: Member) -> None:
    first, second = await two_gradings(stage, ana)
    debriefed = {"state": AnswerState.DEBRIEFED, "grade_due_at": None}
    async with stage.house.core.store.work() as work:
        assert not await work.answers.settle(first, **debriefed)
    assert await last(stage, "answers", "state", "attempt") == ("collecting", 2)
    async with stage.house.core.store.work() as work:
        assert await work.answers.settle(second, **debriefed)
    assert await last(stage, "answers", "state") == ("debriefed",)


async def test_an_overtaken_grading_that_ends_lets_no_third_begin(stage: Stage, ana: Member) -> None:
    first, _ = await two_gradings(stage, ana)
    core, now = stage.house.core, stage.clock.now()
    before = await last(stage, "answers", "taken_until", "failures")
    async with core.store.work() as work:
        await work.answers.let_go(first)
        await work.answers.put_off(first, now)
    assert await last(stage, "answers", "taken_until", "failures") == before
    async with core.store.work() as work:
        assert await work.answers.take_up(first.id, now, core.timings.lease_for) is None
