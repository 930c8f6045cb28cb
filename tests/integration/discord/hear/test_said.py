"""What is said to the bot in messages is answered by direct message, so far as that is possible and wise."""

from collections.abc import AsyncIterator

import pytest

from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.discord.server import Shown
from tests.integration.discord.hear_stage import Day, a_day, listening

SLASH = "Type it as a slash command"


@pytest.fixture
async def day(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, library) as day, listening(day):
        yield day


async def says(day: Day, words: str) -> None:
    await day.server.posts(day.ada, day.practice, words)
    await day.dealt_with()


def told_openly(day: Day) -> list[Shown]:
    return [it for it in day.server.said(day.practice) if SLASH in it.words]


async def test_that_direct_messages_are_closed_is_said_where_all_read_it_once_an_hour(day: Day) -> None:
    """Whoever's are closed could fill a channel with it."""
    day.ada.user.takes_messages = False
    for _ in range(3):
        await says(day, "/debrief help")
    assert len(told_openly(day)) == 1
    day.clock.forward(minutes=61)
    await says(day, "/debrief help")
    assert len(told_openly(day)) == 2


async def test_a_file_that_was_asked_for_in_a_message_is_left_to_the_slash_command(day: Day) -> None:
    await day.answers()
    await day.dealt_with()
    await says(day, "/debrief export")
    (said,) = day.direct()
    assert "`/debrief export`" in said.text
    assert said.message.get("attachments", []) == []
