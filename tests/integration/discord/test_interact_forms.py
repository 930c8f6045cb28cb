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
    second = await step(day, 2, first)
    done = await day.submits(second, quiet="20")
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
    second = await step(day, 2, first)
    day.interactions.forms._kept.clear()
    done = await day.submits(second)
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
    refused = await day.submits(await step(day, 2, first))
    assert "no such time zone" in texts(refused)
    assert "Evenings" in texts(refused)
    mended = await day.submits(await step(day, 1, refused), zone="berlin")
    done = await day.submits(await step(day, 2, mended))
    assert "Europe/Berlin" in texts(done)


async def test_a_step_that_comes_late_is_told(day: Day) -> None:
    asked = await day.types("/debrief-admin setup")
    day.interactions.forms._kept.clear()
    day.slowly()
    late = await step(day, 1, asked)
    assert late.answer == DEFERRED
    assert "The form could not be opened" in texts(late)
    assert (await step(day, 1, asked)).answer == FORM


async def test_a_slow_last_step_stands_open_until_it_is_kept(day: Day) -> None:
    async def slow(_happening: Happening) -> None:
        await asyncio.sleep(0.3)

    first = await day.submits(await step(day, 1, await day.types("/debrief-admin setup")), **FIRST)
    opened = await step(day, 2, first)
    day.interactions = replace(day.interactions, pace=Pace(defer=0.01, opens=0.01))
    day.gate.before.append(slow)
    done = await day.submits(opened)
    assert done.answer == UPDATE
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


async def test_a_form_that_was_overtaken_is_shown_as_things_are_now(
    database_url: str, clock: FakeClock
) -> None:
    """After a restart. What stood in the older form takes nobody's change back."""
    async with a_day(database_url, clock) as day:
        asked = await day.types("/debrief-admin setup", who=day.organiser)
        await day.types("/debrief-admin setup 10:00", who=day.organiser)
        day.interactions.forms._kept.clear()
        standing = asked.messages[-1]
        anew = await day.presses(standing.buttons[0], standing, day.organiser)
        assert anew.answer == MESSAGE
        assert "such as 09:30: 09:00" in texts(anew).replace("\\", "")
        shown = anew.messages[-1]
        opened = await day.presses(shown.buttons[0], shown, day.organiser)
        assert opened.answer == FORM
        assert "10:00" in [each.get("value") for each in opened.form.fields.values()]


async def test_a_step_that_was_overtaken_keeps_what_was_typed(database_url: str, clock: FakeClock) -> None:
    async with a_day(database_url, clock) as day:
        asked = await day.types("/debrief-admin setup", who=day.organiser)
        opened = await day.presses(asked.messages[-1].buttons[0], asked.messages[-1], day.organiser)
        await day.types("/debrief-admin setup 10:00", who=day.organiser)
        day.interactions.forms._kept.clear()
        done = await day.submits(opened, name="Early birds")
        assert "Early birds" in texts(done)
        assert "10:00" in texts(done)
