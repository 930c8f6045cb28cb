"""My own parts of a card, met again among a channel's messages."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.speak.parts import LARGEST, Sought, body, likeness, nonce, parts_of, posted
from adapters.discord.wording import DiscordFile, DiscordMessage, messages
from bot.domain.cards import Note
from tests.contract.cards import a_scenario

CHANNEL, ME = "5", "7"
PLAIN, PRESSED = messages(Note("Here I am."))[0], messages(a_scenario())[0]


def sought(key: str = "k") -> Sought:
    return Sought(key, ME, CHANNEL, 2, (likeness(PRESSED), likeness(PLAIN)))


def standing(message: DiscordMessage, number: int, **other: Any) -> dict[str, Any]:
    said = body(message, "k", number)
    return {"id": "1", "author": {"id": ME}, "type": 0, **said, **other}


@pytest.mark.parametrize(
    ("message", "part"),
    [
        (standing(PRESSED, 0), 0),
        (standing(PLAIN, 1), 1),
        (standing(PLAIN, 1, nonce=nonce("k", 1, CHANNEL)), 1),
        (standing(PLAIN, 1, nonce=nonce("another", 1, CHANNEL)), None),
        (standing(PLAIN, 1, nonce=nonce("k", 1, "another")), None),
        (standing(PLAIN, 1, author={"id": "8"}), None),
        (standing(PRESSED, 0, author={"id": "8"}), None),
        (standing(PLAIN, 1, type=21), None),
        (standing(PLAIN, 1, content="Something else."), None),
        (standing(PLAIN, 1, content="  Here I am. "), 1),
        ({"id": "1"}, None),
    ],
)
def test_a_part_is_met_again(message: dict[str, Any], part: int | None) -> None:
    assert sought().part_in(message) == part


def test_another_cards_part_is_not_ours() -> None:
    assert sought("another").part_in(standing(PRESSED, 0)) is None


@given(st.text(), st.integers(0, 9_999), st.text())
def test_a_nonce_is_of_one_key_part_and_channel(key: str, number: int, channel: str) -> None:
    made = nonce(key, number, channel)
    assert 0 < len(made) <= 25
    assert made != nonce(key, number + 1, channel)
    assert made == posted(PLAIN, key, number, channel)["nonce"]


def test_a_file_that_is_too_large_becomes_a_word_and_the_others_stay() -> None:
    small = DiscordFile("a.txt", "text/plain", b"x", "A")
    large = DiscordFile("b_.txt", "text/plain", b"x" * (LARGEST + 1), "B")
    whole, word = parts_of([DiscordMessage("Both.", files=(small, large))])
    assert whole.files == (small,)
    assert "10 MB" in word.content
    assert word.quiet
