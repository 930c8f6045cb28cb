"""What could not be whispered past closed direct messages is said with the next private answer, once."""

import asyncio

import pytest
from sqlalchemy import select

from adapters.main import House
from bot.domain.cards import Card, DebriefCard, Note, SheetCard
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action, CommandGiven, Happening
from bot.practice.leave import leave
from bot.practice.receive import receive
from bot.store.tables import deliveries
from bot.testing import FakePlatform
from tests.contract.stage import words_of
from tests.conversation.stage import CHANNEL, Member, Stage

BESIDE = (
    "I would stop it, tell everyone whom it misled, and read what it said to them last week. Then I would "
    "price both sides for the CFO and let her choose."
)
OFFER = "Use this as my answer?"


@pytest.fixture
async def ana(stage: Stage, platform: FakePlatform) -> Member:
    """She takes no direct messages, and nobody is whispered to unasked here."""
    ana = stage.member("Ana")
    platform.whispers = False
    platform.closed_to.add(ana.account.ref)
    await ana.says_in_the_channel(BESIDE)
    await stage.settle()
    stage.is_silent_to(ana)
    return ana


async def answer(stage: Stage, happening: Happening) -> Card:
    card = await receive(stage.house.core, happening)
    assert card is not None
    return card


def asks(stage: Stage, member: Member, text: str = "help") -> CommandGiven:
    return stage.platform.commands(member.account, text, CHANNEL)


async def states(house: House) -> list[str]:
    async with house.core.store.engine.connect() as connection:
        rows = await connection.execute(select(deliveries.c.state).order_by(deliveries.c.id))
        return list(rows.scalars())


async def test_an_offer_comes_with_the_answer_to_a_command(stage: Stage, ana: Member) -> None:
    assert await states(stage.house) == ["waiting"]

    card = await answer(stage, asks(stage, ana))

    assert isinstance(card, SheetCard)
    (said,) = card.sections[-1].lines
    assert said == (
        "What you wrote in the channel of “Mornings” on Monday 09:00 (Europe/Berlin) looks like an answer to "
        f"“{stage.posts['Mon'].card.title}”, but it's not in its thread. Use this as my answer?"
    )
    assert await states(stage.house) == ["sent"]
    taken = await answer(stage, stage.platform.presses(ana.account, card.buttons[-1]))
    assert words_of(taken).startswith("Taken as your answer.")
    assert OFFER not in words_of(await answer(stage, asks(stage, ana)))


async def test_an_offer_comes_with_the_answer_to_a_button(stage: Stage, ana: Member) -> None:
    card = await answer(stage, stage.platform.press(ana.account, Action.GRADE_ME, str(stage.posts["Mon"].id)))

    assert isinstance(card, Note)
    assert OFFER in card.text
    assert [one.action for one in card.buttons] == [Action.USE_AS_ANSWER]


async def test_a_form_has_no_room_for_it_and_the_next_answer_has(stage: Stage, ana: Member) -> None:
    private = stage.platform.press(ana.account, Action.ANSWER_PRIVATELY, str(stage.posts["Mon"].id))

    assert isinstance(await answer(stage, private), AnswerForm)

    assert await states(stage.house) == ["waiting"]
    assert OFFER in words_of(await answer(stage, asks(stage, ana)))


async def test_what_is_answered_by_a_message_brings_nothing_along(stage: Stage, ana: Member) -> None:
    said = stage.platform.says(ana.account, "/debrief help", CHANNEL)

    assert OFFER not in words_of(await answer(stage, said))

    assert await states(stage.house) == ["waiting"]


async def test_of_several_clicks_at_once_one_brings_it(stage: Stage, ana: Member) -> None:
    cards = await asyncio.gather(*(answer(stage, asks(stage, ana)) for _ in range(4)))

    assert sum(OFFER in words_of(card) for card in cards) == 1


async def test_whoever_found_the_thread_meanwhile_is_not_asked(stage: Stage, ana: Member) -> None:
    await ana.says(BESIDE)

    assert OFFER not in words_of(await answer(stage, asks(stage, ana)))

    assert "dropped" in await states(stage.house)


async def test_nobody_else_is_shown_it(stage: Stage, ana: Member) -> None:
    bo = stage.member("Bo")
    await bo.says(BESIDE)

    assert OFFER not in words_of(await answer(stage, asks(stage, bo)))
    assert OFFER in words_of(await answer(stage, asks(stage, ana)))


async def test_what_is_a_week_old_is_no_news(stage: Stage, ana: Member) -> None:
    stage.clock.forward(days=7)

    assert OFFER not in words_of(await answer(stage, asks(stage, ana)))


async def test_whoever_left_is_asked_for_no_answer(stage: Stage, ana: Member) -> None:
    await leave(stage.house.core, stage.platform.leaves(ana.account, CHANNEL))

    assert OFFER not in words_of(await answer(stage, asks(stage, ana)))


async def graded_behind_closed_doors(stage: Stage, platform: FakePlatform) -> Member:
    ana = stage.member("Ana")
    platform.closed_to.add(ana.account.ref)
    await ana.says(BESIDE)
    await ana.presses("Grade me")
    stage.tells(ana, "")
    stage.is_silent_to(ana)
    return ana


async def test_a_debrief_that_waits_is_told_of_with_its_button_and_its_reason(
    stage: Stage, platform: FakePlatform
) -> None:
    ana = await graded_behind_closed_doors(stage, platform)

    card = await answer(stage, asks(stage, ana, "me"))

    title = stage.posts["Mon"].card.title
    says = (
        f"Your debrief of “{title}” is ready, and couldn't come by direct message. "
        "Press My debrief to see it. Direct messages are closed."
    )
    assert says in words_of(card)
    assert await states(stage.house) == ["sent"]
    assert isinstance(card, SheetCard)
    shown = await answer(stage, stage.platform.presses(ana.account, card.buttons[-1]))
    assert isinstance(shown, DebriefCard)
    assert "couldn't come" not in words_of(await answer(stage, asks(stage, ana, "me")))


async def test_whoever_opens_it_themselves_is_told_of_nothing(stage: Stage, platform: FakePlatform) -> None:
    ana = await graded_behind_closed_doors(stage, platform)
    opens = stage.platform.press(ana.account, Action.MY_DEBRIEF, str(stage.posts["Mon"].id))

    assert isinstance(await answer(stage, opens), DebriefCard)

    assert "couldn't come" not in words_of(await answer(stage, asks(stage, ana, "me")))
