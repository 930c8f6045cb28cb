"""A core that hangs in what one member did shuts nobody else out for good."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.chats import afterwards
from adapters.discord.heard import gate, lanes
from bot.domain.happenings import Happening
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.discord import hear_stage, interact_stage
from tests.integration.discord.interact_stage import BRISK, texts

A_MOMENT = 0.2
PROMISED = 5


@pytest.fixture
async def heard(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[hear_stage.Day]:
    async with hear_stage.a_day(database_url, clock, library) as day:
        day.reception = replace(day.reception, longest=A_MOMENT)
        yield day


@pytest.fixture
async def asked(database_url: str, clock: FakeClock) -> AsyncIterator[interact_stage.Day]:
    async with interact_stage.a_day(database_url, clock) as day:
        yield day


async def for_ever(_happening: Happening) -> None:
    await asyncio.Event().wait()


async def test_messages_that_hang_are_let_go_and_read_later(heard: hear_stage.Day) -> None:
    heard.gate.before += [for_ever] * lanes.AT_ONCE
    async with hear_stage.listening(heard):
        for number in range(lanes.AT_ONCE):
            await heard.answers(f"{number}. {hear_stage.WORDS}")
        ben = heard.server.member(heard.guild, "Ben")
        await heard.server.posts(ben, heard.thread, hear_stage.MORE)

        async def kept() -> bool:
            return await heard.kept(ben) == hear_stage.MORE

        await hear_stage.comes_true(kept, "the one after them is kept")
        await hear_stage.until(lambda: not heard.reception.gaps.unwritten, "it is written down")
    heard.clock.forward(seconds=30)
    async with hear_stage.listening(heard):

        async def read() -> bool:
            return (await heard.kept()).count(hear_stage.WORDS) == lanes.AT_ONCE

        await hear_stage.comes_true(read, "they are read where they stand")


async def test_presses_that_hang_are_let_go_and_said_to_be_undone(
    asked: interact_stage.Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LONGEST", A_MOMENT)
    asked.gate.before += [for_ever] * gate.AT_ONCE
    pressing = [asyncio.create_task(asked.presses("Hint")) for _ in range(gate.AT_ONCE)]
    done = await asyncio.gather(*pressing)
    assert all("so nothing was changed" in texts(it) for it in done)
    assert "nothing was changed" not in texts(await asked.presses("Hint"))


async def test_words_that_hang_in_a_form_come_back(
    asked: interact_stage.Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await asked.presses("Answer privately")
    monkeypatch.setattr(gate, "LONGEST", A_MOMENT)
    asked.gate.before.append(for_ever)
    said = texts(await asked.submits(opened, answer=interact_stage.WORDS))
    assert "so nothing was changed" in said
    assert interact_stage.WORDS in said


async def test_whoever_was_promised_an_answer_hears_that_the_process_stopped(
    asked: interact_stage.Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(afterwards, "LONGEST", A_MOMENT)
    asked.interactions = replace(asked.interactions, pace=BRISK)
    asked.gate.before.append(for_ever)
    done = await asked.presses("Hint")
    assert done.answer == PROMISED
    (shown,) = done.messages
    assert not shown.thinking
    assert "so nothing was changed" in shown.words
