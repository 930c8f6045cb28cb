"""Commands are told as Discord's fields spell them, and understood so where they come as words."""

from itertools import chain

import pytest

from adapters.discord.heard.written import written
from adapters.discord.spelling import spelt, unspelt
from adapters.discord.wording import messages
from bot.domain.cards import Note
from bot.practice.commands.table import TABLES
from tests.unit.discord.heard.test_written import AT, message

EXAMPLES = [
    f"/{slash} {example}"
    for slash, table in TABLES.items()
    for example in chain.from_iterable(command.examples for command in table.values())
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_whatever_help_shows_means_the_same_in_fields(line: str) -> None:
    assert unspelt(spelt(line)) == line


@pytest.mark.parametrize(
    ("line", "in_fields"),
    [
        ("/debrief settings reminders on", "/debrief settings change:reminders on"),
        ("/debrief-admin setup 09:00 Europe/Berlin", "/debrief-admin setup time:09:00 zone:Europe/Berlin"),
        ("/debrief-admin skip undo 2026-11-23", "/debrief-admin skip day:undo 2026-11-23"),
        ("/debrief-admin weekly friday 17:00", "/debrief-admin weekly day:friday time:17:00"),
        ("/debrief link K7QP-2MXR", "/debrief link K7QP-2MXR"),
        ("/debrief-admin weekly [WEEKDAY TIME]", "/debrief-admin weekly [WEEKDAY TIME]"),
        ("/debrief board", "/debrief board"),
        ("/debrief bord week", "/debrief bord week"),
        ("debrief up", "debrief up"),
        (f"/debrief-admin setup{' a' * 90}", f"/debrief-admin setup{' a' * 90}"),
    ],
)
def test_how_it_is_spelt(line: str, in_fields: str) -> None:
    assert spelt(line) == in_fields
    (shown,) = messages(Note(f"Type `{line}` to change that."))
    assert f"`{in_fields}`" in shown.content


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("/debrief settings zone:Berlin", "/debrief settings zone Berlin"),
        ("/debrief-admin setup zone: Berlin time: 10:30", "/debrief-admin setup 10:30 Berlin"),
        ("/debrief settings colour:red", "/debrief settings colour:red"),
        ("/debrief ask Which zone: Berlin?", "/debrief ask Which zone: Berlin?"),
        ("My zone:Berlin", "My zone:Berlin"),
    ],
)
def test_fields_in_a_message_are_read(text: str, read: str) -> None:
    told = written("3", message(content=text), AT)
    assert told is not None
    assert told.text == read
