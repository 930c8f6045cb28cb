"""What comes late, twice, or not at all: promised in time, shown once, and never lost in silence."""

import asyncio
import logging
from dataclasses import replace

import pytest

from adapters.discord.heard.answering import Pace
from bot.domain.happenings import Happening
from bot.errors import RetryLater
from tests.fakes.discord.faults import EventFault, dropped, limited, status
from tests.integration.discord.interact_stage import WORDS, Day, texts

MESSAGE, DEFERRED, FORM = 4, 5, 9
CALLBACK, HOOK = "POST /interactions/{}/{}/callback", "POST /webhooks/{}/{}"
ORIGINAL = "PATCH /webhooks/{}/{}/messages/{}"


async def away(_happening: Happening) -> None:
    raise RetryLater("The database is away.")


async def broken(_happening: Happening) -> None:
    raise RuntimeError(WORDS)


async def test_a_slow_answer_is_promised(day: Day) -> None:
    day.slowly()
    done = await day.presses("Hint")
    assert done.answer == DEFERRED
    (shown,) = done.messages
    assert shown.whispered
    assert not shown.thinking
    assert not day.server.refused


async def test_a_form_that_comes_late_has_a_button_that_opens_it(day: Day) -> None:
    day.slowly()
    late = await day.presses("Answer privately")
    assert late.answer == DEFERRED
    opened = await day.presses("Open the form", late.message)
    assert opened.answer == FORM
    await day.submits(opened, answer=WORDS)
    assert await day.kept() == WORDS


async def test_a_form_isnt_promised_before_its_time(day: Day) -> None:
    async def rather_slow(_happening: Happening) -> None:
        await asyncio.sleep(0.2)

    day.interactions = replace(day.interactions, pace=Pace(defer=0.01))
    day.gate.after.append(rather_slow)
    assert (await day.presses("Answer privately")).answer == FORM


async def test_after_a_quarter_of_an_hour_the_answer_comes_directly(day: Day) -> None:
    day.slowly(over=True)
    done = await day.presses("Hint")
    assert done.message.thinking
    (told,) = await day.told_directly()
    assert told


async def test_whoever_takes_no_direct_messages_isnt_told(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    day.ada.user.takes_messages = False
    day.slowly(over=True)
    with caplog.at_level(logging.WARNING, "adapters.discord.heard"):
        await day.presses("Hint")
    assert await day.told_directly() == []
    assert len([it for it in caplog.records if "Somebody could not be answered" in it.message]) == 1


async def test_what_discord_calls_late_comes_directly(day: Day) -> None:
    day.too_late()
    done = await day.presses("Hint")
    assert not done.ok
    (told,) = await day.told_directly()
    assert told


async def test_a_late_form_isnt_sent_directly(day: Day) -> None:
    day.too_late()
    await day.presses("Answer privately")
    (told,) = await day.told_directly()
    assert "The form could not be opened" in told


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("label", ["Hint", "Answer privately"])
async def test_a_first_answer_that_was_cut_off_is_given_once(day: Day, label: str, *, effect: bool) -> None:
    day.server.faults.call(CALLBACK, dropped(effect=effect))
    done = await day.presses(label)
    assert done.ok
    assert len(done.messages) == (1 if label == "Hint" else 0)
    assert await day.told_directly() == []


@pytest.mark.parametrize("effect", [True, False])
async def test_a_5xx_doubles_no_answer(day: Day, *, effect: bool) -> None:
    day.server.faults.call(CALLBACK, status(502, effect=effect))
    day.server.faults.call(ORIGINAL, status(503, effect=effect))
    assert len((await day.presses("Hint")).messages) == 1
    day.slowly()
    assert len((await day.presses("Hint")).messages) == 1
    assert await day.told_directly() == []


async def test_a_limit_is_waited_out_in_time(day: Day) -> None:
    day.server.faults.call(CALLBACK, limited(0.2))
    assert (await day.presses("Hint")).ok
    assert await day.told_directly() == []


async def test_what_another_process_answered_isnt_answered_again(
    day: Day, caplog: pytest.LogCaptureFixture
) -> None:
    async def quicker(_happening: Happening) -> None:
        asked = next(iter(day.server.state.interactions.values()))
        asked.answer = MESSAGE
        asked.answered.set()

    day.gate.after.append(quicker)
    done = await day.presses("Hint")
    assert done.messages == []
    assert not [it for it in caplog.records if it.levelno >= logging.WARNING]
    assert await day.told_directly() == []


async def test_an_interaction_delivered_twice_is_answered_once(day: Day) -> None:
    day.server.faults.event("INTERACTION_CREATE", EventFault(copies=2))
    done = await day.presses("Hint")
    assert len(done.messages) == 1
    assert len(day.gate.took) == 1
    assert not day.server.refused


async def test_what_came_to_nothing_is_told(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    day.gate.before += [away, broken]
    assert "I can't reach my memory" in texts(await day.presses("Hint"))
    assert "Something went wrong on my side" in texts(await day.presses("Hint"))
    assert "came to nothing" in caplog.text
    assert "RuntimeError" in caplog.text
    assert WORDS not in caplog.text


async def test_no_words_are_lost_with_a_form(day: Day, caplog: pytest.LogCaptureFixture) -> None:
    opened = await day.presses("Answer privately")
    day.gate.before.append(away)
    done = await day.submits(opened, answer=WORDS)
    assert WORDS in texts(done)
    assert await day.kept() == ""
    assert WORDS not in caplog.text


async def test_a_form_sent_twice_counts_once(day: Day) -> None:
    """The first answer never came, so Discord leaves it open and it is sent again."""
    opened = await day.presses("Answer privately")
    day.too_late()
    assert not (await day.submits(opened, answer=WORDS)).ok
    day.server.state.answer_within = 3.0
    assert "I have that already" in texts(await day.submits(opened, answer=WORDS))
    assert await day.kept() == WORDS


async def test_a_form_stays_open_until_its_words_are_kept(day: Day) -> None:
    """Discord closes it with the first answer, and a promise would be one."""

    async def slow(_happening: Happening) -> None:
        await asyncio.sleep(0.3)

    opened = await day.presses("Answer privately")
    day.interactions = replace(day.interactions, pace=Pace(defer=0.01, opens=0.01))
    day.gate.before.append(slow)
    assert (await day.submits(opened, answer=WORDS)).answer == MESSAGE
    assert await day.kept() == WORDS


async def test_the_same_words_in_a_form_opened_anew_count(day: Day) -> None:
    for words in (WORDS, f"Or not: {WORDS}", WORDS):
        await day.submits(await day.presses("Answer privately"), answer=words)
        assert await day.kept() == words
