"""Whoever deletes an answer hears no more about it, however far its debrief has come."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text

from bot.domain.cards import DebriefCard
from bot.domain.ids import DeliveryId
from bot.domain.taken_out import GAP
from bot.errors import RetryLater
from bot.library.library import Library
from bot.ports import Nudge
from tests.conversation.stage import Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


async def the_platform_is_away(stage: Stage, ana: Member) -> None:
    stage.platform.before_landing.append(RetryLater("The platform is away."))
    await ana.presses("Grade me")


async def the_worker_died(stage: Stage, ana: Member) -> None:
    """After it took the debrief up, and before it sent it."""
    await the_platform_is_away(stage, ana)
    core = stage.house.core
    stage.clock.forward(minutes=2)
    async with core.store.work() as work:
        (found,) = await work.due.claim(Nudge.SEND_DELIVERY, core.clock.now(), core.timings.leases, 10)
        await work.deliveries.begin(DeliveryId(found), core.clock.now(), core.timings.lease_for)


async def direct_messages_are_closed(stage: Stage, ana: Member) -> None:
    stage.platform.closed_to.add(ana.ref)
    await ana.presses("Grade me")


async def states(stage: Stage) -> list[str]:
    async with stage.house.core.store.engine.connect() as connection:
        return list((await connection.execute(text("select state from deliveries"))).scalars())


def shown(stage: Stage, ana: Member) -> DebriefCard:
    card = stage.platform.told(ana.account)[-1]
    assert isinstance(card, DebriefCard)
    return card


@pytest.mark.parametrize(
    ("hindered", "state"),
    [
        (the_platform_is_away, "pending"),
        (the_worker_died, "sending"),
        (direct_messages_are_closed, "waiting"),
    ],
)
async def test_a_debrief_that_is_still_owed_is_dropped(
    stage: Stage, ana: Member, hindered: Callable[[Stage, Member], Awaitable[None]], state: str
) -> None:
    said = await ana.says(ANSWER)
    await hindered(stage, ana)
    assert await states(stage) == [state]
    await ana.deletes(said)
    await stage.at("Mon 12:00")
    assert await states(stage) == ["dropped"]
    assert not any(isinstance(card, DebriefCard) for card in stage.platform.told(ana.account))


async def test_what_is_owed_about_anothers_answer_still_comes(stage: Stage, ana: Member) -> None:
    bo = stage.member("Bo")
    mine = await ana.says(ANSWER)
    await bo.says(f"{ANSWER} And I would sleep on it.")
    stage.platform.before_landing.extend([RetryLater("The platform is away.")] * 2)
    await stage.at("Mon 09:10")
    assert await states(stage) == ["pending"] * 2
    await ana.deletes(mine)
    await stage.at("Mon 12:00")
    stage.tells(bo, "Debrief of")
    stage.is_silent_to(ana)


async def test_a_message_that_is_deleted_after_the_debrief_is_quoted_no_more(
    stage: Stage, ana: Member, library: Library
) -> None:
    """The other message stands, and so does the debrief, without the words of either."""
    title = stage.posts["Mon"].card.title
    strong = next(s for s in library.scenarios.values() if s.title == title).answers.strong.text
    said = await ana.says(strong)
    await stage.at("Mon 09:01")
    await ana.says(ANSWER)
    await ana.presses("Grade me")
    assert any(criterion.quotes for criterion in shown(stage, ana).criteria)
    await ana.deletes(said)
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
        assert answer is not None
        (grade,) = await work.grades.of(stage.group, answer.id)
        frozen = await work.texts.revision_text(stage.group, answer.id, grade.revision)
    assert [criterion.quotes for criterion in grade.graded.criteria if criterion.quotes] == []
    assert frozen == f"{GAP}\n\n{ANSWER}"
