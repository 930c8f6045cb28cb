"""Answers of several messages, forms in direct messages, and payloads that can't be read."""

import asyncio

import pytest

from adapters.chats import afterwards
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.forms import Field, FieldForm
from bot.domain.happenings import Action, ButtonPressed, FieldsSent, Happening
from tests.fakes.discord.faults import EventFault, Fault, dropped, limited, refusal, status
from tests.fakes.discord.server import Shown
from tests.integration.discord.interact_stage import WORDS, Day, texts

MESSAGE, QUIETLY, FORM = 4, 6, 9
HOOK = "POST /webhooks/{}/{}"
LONG = Note("\n\n".join(f"Paragraph {number}. {'word ' * 100}" for number in range(6)))


def says(day: Day, card: Card | None) -> None:
    """The core's answer to the next happening."""
    day.gate.instead.append(card)


@pytest.mark.parametrize("late", [False, True])
async def test_a_long_answer_comes_in_parts(day: Day, *, late: bool) -> None:
    says(day, LONG)
    if late:
        day.slowly()
    done = await day.presses("Hint")
    assert len(done.messages) > 1
    assert all(it.whispered for it in done.messages)
    assert all(f"Paragraph {number}." in texts(done) for number in range(6))
    assert not day.server.refused


@pytest.mark.parametrize("late", [False, True])
async def test_all_parts_come_after_a_receipt_that_was_lost(day: Day, *, late: bool) -> None:
    says(day, LONG)
    if late:
        day.slowly()
    day.server.faults.call("POST /interactions/{}/{}/callback", dropped(effect=True))
    done = await day.presses("Hint")
    assert all(texts(done).count(f"Paragraph {number}.") == 1 for number in range(6))
    assert await day.told_directly() == []


@pytest.mark.parametrize("fault", [limited(0.1), status(502)])
async def test_a_further_part_that_failed_is_tried_again(day: Day, fault: Fault) -> None:
    says(day, LONG)
    day.server.faults.call(HOOK, fault)
    done = await day.presses("Hint")
    assert all(f"Paragraph {number}." in texts(done) for number in range(6))
    assert await day.told_directly() == []


async def test_a_further_part_that_is_refused_comes_directly(day: Day) -> None:
    says(day, LONG)
    day.server.faults.call(HOOK, refusal(50027, "Invalid Webhook Token", http=401))
    await day.presses("Hint")
    assert "Paragraph 5." in "\n".join(await day.told_directly())


async def test_what_cant_be_read_is_apologised_for(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    day.server.faults.event("INTERACTION_CREATE", EventFault(malformed={"member": None}))
    done = await day.presses("Hint")
    assert "Something went wrong on my side" in texts(done)
    assert "could not be read" in caplog.text
    assert (await day.presses("Hint")).ok


async def test_without_a_token_nothing_can_be_said(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    day.server.state.answer_within = 0.2
    day.server.faults.event("INTERACTION_CREATE", EventFault(malformed={"token": None}))
    assert not (await day.presses("Hint")).ok
    assert "could not be read" in caplog.text


async def test_what_cant_be_shown_is_told(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    """Discord's buttons take no subject of more than 100 letters: the core makes none."""
    broken = Note(WORDS, (Button(Action.HINT, "Hint", "s" * 101),))
    for late in (False, True):
        says(day, broken)
        if late:
            day.slowly()
        assert "I can't show you what came of it" in texts(await day.presses("Hint"))
    assert "could not be shown" in caplog.text
    assert WORDS not in caplog.text


async def test_words_of_a_refused_form_come_directly_when_it_is_late(day: Day) -> None:
    await day.submits(await day.presses("Answer privately"), answer=WORDS)
    opened = await day.types("/debrief ask")
    field = Field("answer", "Your answer", WORDS, tall=True)
    says(day, FieldForm(Action.ASK, "1", "Ask", "", (field,), trouble="It lacks a question."))
    day.too_late()
    await day.submits(opened, question="When?", answer=WORDS)
    (told,) = await day.told_directly()
    assert "It lacks a question." in told
    assert WORDS in told


async def graded(day: Day, times: int = 3) -> Shown:
    """Ada's debrief, in her direct messages."""
    await day.submits(await day.presses("Answer privately"), answer=" ".join([WORDS] * times))
    await day.presses("Grade me")
    for _ in range(5):
        await day.house.settle()
        day.clock.forward(minutes=1)
    found = [it for it in day.server.said(day.server.direct(day.ada), day.ada) if "Appeal" in it.buttons]
    assert found, await day.told_directly()
    return found[-1]


async def test_a_word_about_a_press_isnt_left_in_direct_messages(day: Day) -> None:
    debrief = await graded(day)
    for card, whispered in ((Note("Taken."), True), (SheetCard("Your debrief", ()), False)):
        says(day, card)
        done = await day.presses("Appeal", debrief)
        assert done.message.whispered is whispered


async def test_where_there_is_nothing_to_say_nothing_is_said(day: Day) -> None:
    says(day, None)
    done = await day.presses("Hint")
    assert done.answer == QUIETLY
    assert done.messages == []
    day.slowly()
    says(day, None)
    (shown,) = (await day.presses("Hint")).messages
    assert shown.text == "Done."


async def test_an_appeal_is_typed_in_direct_messages(day: Day) -> None:
    debrief = await graded(day)
    opened = await day.presses("Appeal", debrief)
    assert opened.answer == FORM
    menu = next(name for name, each in opened.form.fields.items() if each["type"] == 3)
    chosen = opened.form.fields[menu]["options"][0]["value"]
    done = await day.submits(opened, about=chosen, reason="I did say who is called back.")
    assert done.answer == MESSAGE
    assert not done.message.whispered
    sent = next(it for it in day.gate.took if isinstance(it, FieldsSent))
    assert sent.values == {"about": chosen, "reason": "I did say who is called back."}
    assert sent.source.direct


async def test_an_appeal_is_asked_for_anew_after_a_restart(day: Day) -> None:
    debrief = await graded(day)
    day.slowly()
    late = await day.presses("Appeal", debrief)
    assert late.message.buttons
    day.interactions.forms._kept.clear()
    opened = await day.presses(late.message.buttons[0], late.message)
    assert opened.answer == FORM
    assert isinstance(day.gate.took[-1], ButtonPressed)


async def test_a_ruling_on_a_long_answer_survives_a_restart(day: Day) -> None:
    """What there is to read stands in a message, whose button opens the form."""
    opened = await day.presses("Appeal", await graded(day, 40))
    await day.fills(opened, "I did say who is called back.")
    day.clock.forward(hours=24)
    await day.house.settle()
    case = await day.types("/debrief-admin review", who=day.organiser)
    last = next(it for it in case.messages if it.buttons)
    asked = await day.presses("Rule", last, day.organiser)
    assert asked.answer == MESSAGE
    assert WORDS in texts(asked)
    standing = asked.messages[-1]
    day.interactions.forms._kept.clear()
    form = await day.presses(standing.buttons[-1], standing, day.organiser)
    day.interactions.forms._kept.clear()
    done = await day.fills(form, "It stands.")
    assert done.message.id == standing.id
    assert "Ruled: " in done.message.words
    (sent,) = [it for it in day.gate.took if isinstance(it, FieldsSent) and it.action is Action.RULE]
    assert sent.values["because"] == "It stands."
    assert all(it.whispered for it in [*case.messages, *asked.messages])
    assert not day.server.refused


async def test_what_isnt_done_when_the_process_stops_is_let_go(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let_go = asyncio.Event(), asyncio.Event()

    async def for_ever(_happening: Happening) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            let_go.set()

    day.server.state.answer_within = 0.5
    monkeypatch.setattr(afterwards, "LONGEST", 0.05)
    day.gate.before.append(for_ever)
    pressing = asyncio.create_task(day.server.presses(day.ada, day.card, "Hint"))
    await begun.wait()
    await day.settled()
    async with asyncio.timeout(30):
        await let_go.wait()
        await pressing
