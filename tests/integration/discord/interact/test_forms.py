"""Forms of several steps: what was filled in travels on, survives a restart, and is never asked for twice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.discord.heard.answering import Pace
from bot.domain.happenings import FieldsSent, Happening
from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.integration.discord.interact_stage import WORDS, Day, a_day, texts

MESSAGE, DEFERRED, UPDATE, FORM = 4, 5, 7, 9
FIRST = {"name": "Evenings", "at": "18:30", "zone": "berlin", "weekdays": "mon-fri"}
MAKE = "Make the group"
FILLED = "Filled in so far: choose one to change it"


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, posted=False) as day:
        day.organises(day.ada)
        yield day
        assert not day.server.refused


async def step(day: Day, number: int, of: Outcome) -> Outcome:
    label = next(it for it in of.message.buttons if it.startswith(f"Step {number}"))
    return await day.presses(label, of.message)


async def test_a_group_is_made_by_a_form_of_two_steps(day: Day) -> None:
    asked = await day.types("/debrief-admin setup")
    assert asked.message.whispered
    opened = await step(day, 1, asked)
    assert opened.answer == FORM
    first = await day.submits(opened, **FIRST)
    assert first.answer == UPDATE
    assert "Evenings" in first.message.words
    second = await day.submits(await step(day, 2, first), quiet="20")
    assert second.answer == UPDATE
    assert not [it for it in day.gate.took if isinstance(it, FieldsSent)]
    done = await day.presses(MAKE, second.message)
    assert done.answer == UPDATE
    assert "The group is made" in texts(done)
    assert not any("Step" in label for label in done.message.buttons)
    sent = next(it for it in day.gate.took if isinstance(it, FieldsSent))
    assert sent.values == {**FIRST, "mode": "open", "quiet": "20", "holidays": "none"}
    assert sent.source.event_ref.startswith("form:")


async def test_a_restart_in_between_loses_nothing(day: Day) -> None:
    asked = await day.types("/debrief-admin setup")
    day.interactions.forms._kept.clear()
    first = await day.submits(await step(day, 1, asked), **FIRST)
    day.interactions.forms._kept.clear()
    second = await day.submits(await step(day, 2, first))
    day.interactions.forms._kept.clear()
    done = await day.presses(MAKE, second.message)
    assert "Evenings" in texts(done)
    assert len([it for it in day.gate.took if isinstance(it, FieldsSent)]) == 1


async def test_a_form_is_asked_for_anew_after_an_hour(day: Day) -> None:
    asked = await day.types("/debrief-admin setup")
    day.clock.forward(minutes=61)
    before = len(day.gate.took)
    assert (await step(day, 1, asked)).answer == FORM
    assert len(day.gate.took) == before + 1


async def test_what_was_filled_in_is_changed_from_its_menu(day: Day) -> None:
    first = await day.submits(await step(day, 1, await day.types("/debrief-admin setup")), **FIRST)
    value = next(
        option["value"]
        for row in first.message.components
        for menu in row["components"]
        for option in menu.get("options", ())
        if option["value"].startswith("at=")
    )
    opened = await day.chooses(first.message, FILLED, value)
    assert opened.answer == FORM
    assert "(1 of 2)" in opened.form.title
    again = await day.submits(opened, at="19:00")
    assert "19:00" in again.message.words
    assert "Evenings" in again.message.words


async def test_what_is_wrong_comes_back_with_all_that_was_typed(day: Day) -> None:
    wrong = FIRST | {"zone": "Atlantis"}
    first = await day.submits(await step(day, 1, await day.types("/debrief-admin setup")), **wrong)
    refused = await day.presses(MAKE, first.message)
    assert refused.answer == UPDATE
    assert "no such time zone" in texts(refused)
    assert "Evenings" in texts(refused)
    mended = await day.submits(await step(day, 1, refused), zone="berlin")
    assert "no such time zone" not in texts(mended)
    done = await day.presses(MAKE, mended.message)
    assert "Europe/Berlin" in texts(done)


async def test_a_group_can_be_made_as_soon_as_all_is_there(day: Day) -> None:
    asked = await day.types("/debrief-admin setup")
    too_soon = await day.presses(MAKE, asked.message)
    assert "A time zone is still missing." in texts(too_soon)
    first = await day.submits(await step(day, 1, too_soon), **FIRST)
    done = await day.presses(MAKE, first.message)
    assert "The group is made" in texts(done)


async def test_the_button_that_makes_it_makes_one_group(day: Day) -> None:
    first = await day.submits(await step(day, 1, await day.types("/debrief-admin setup")), **FIRST)
    await asyncio.gather(day.presses(MAKE, first.message), day.presses(MAKE, first.message))
    once, again = [it.source.event_ref for it in day.gate.took if isinstance(it, FieldsSent)]
    assert once == again
    async with day.house.core.store.work() as work:
        ada = await work.people.known(day.account(day.ada))
        assert ada is not None
        assert len(await work.people.groups_of(ada)) == 1


async def test_a_step_that_comes_late_is_told(day: Day) -> None:
    asked = await day.types("/debrief-admin setup")
    day.interactions.forms._kept.clear()
    day.slowly()
    late = await step(day, 1, asked)
    assert late.answer == DEFERRED
    assert "The form could not be opened" in texts(late)
    assert (await step(day, 1, asked)).answer == FORM


async def test_a_slow_step_stands_open_until_it_is_kept(day: Day) -> None:
    async def slow(_happening: Happening) -> None:
        await asyncio.sleep(0.3)

    asked = await day.types("/debrief-admin setup")
    day.interactions.forms._kept.clear()
    opened = await step(day, 1, asked)
    day.interactions.forms._kept.clear()
    day.interactions = replace(day.interactions, pace=Pace(defer=0.01, opens=0.01))
    day.gate.before.append(slow)
    done = await day.submits(opened, **FIRST)
    assert done.answer == UPDATE
    assert "Evenings" in texts(done)


async def test_a_slow_sending_is_promised_and_then_told(day: Day) -> None:
    async def slow(_happening: Happening) -> None:
        await asyncio.sleep(0.3)

    first = await day.submits(await step(day, 1, await day.types("/debrief-admin setup")), **FIRST)
    day.interactions = replace(day.interactions, pace=Pace(defer=0.01, opens=0.01))
    day.gate.before.append(slow)
    done = await day.presses(MAKE, first.message)
    assert done.answer == DEFERRED
    assert "Evenings" in texts(done)
    assert not any("Step" in label for label in done.message.buttons)


async def test_a_question_of_ones_own(database_url: str, clock: FakeClock) -> None:
    async with a_day(database_url, clock) as day:
        await day.submits(await day.presses("Answer privately"), answer=WORDS)
        opened = await day.types("/debrief ask When would you turn it off?")
        assert opened.answer == FORM
        typed = {name.rsplit(":", 1)[-1]: each for name, each in opened.form.fields.items() if ":0:" in name}
        assert typed["question"]["value"] == "When would you turn it off?"
        refused = await day.submits(opened, answer="Too short.")
        assert refused.answer == MESSAGE
        assert refused.message.whispered
        again = await day.presses(refused.message.buttons[0], refused.message)
        assert again.answer == FORM
        done = await day.submits(again, answer=f"{WORDS} {WORDS}")
        assert done.message.whispered
        assert not done.message.buttons
        assert not day.server.refused
