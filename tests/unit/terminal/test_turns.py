"""A turn at the keyboard: what ends it, what is no part of it, and what is pasted into it."""

import io
import os
import pty
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from adapters.terminal.turns import Ends, Keyboard, Typed


@dataclass(slots=True)
class Heard:
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def keyboard(self, text: str) -> Keyboard:
        return Keyboard(self.told.append, self.asked.append, io.StringIO(text))


@pytest.fixture
def terminal() -> Iterator[tuple[int, Keyboard]]:
    """A terminal's two ends."""
    hands, keys = pty.openpty()
    with os.fdopen(keys, encoding="utf-8") as stream:
        yield hands, Keyboard(print, print, stream)
    os.close(hands)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("One.\nTwo.\n\nThree.\n", Typed("One.\nTwo.", Ends.DONE)),
        ("\n\nOne.\n/done\n", Typed("One.", Ends.DONE)),
        ("/done\n", Typed("", Ends.DONE)),
        ("One.\n/stop\n", Typed("One.", Ends.STOP)),
        ("One.\n /STOP \n", Typed("One.", Ends.STOP)),
        ("One.", Typed("One.", Ends.CLOSED)),
        ("", Typed("", Ends.CLOSED)),
        ("// for me\nOne.\n\n", Typed("One.", Ends.DONE)),
        ("/50 of them\n\n", Typed("/50 of them", Ends.DONE)),
    ],
)
def test_what_ends_a_turn_and_what_it_holds(text: str, typed: Typed) -> None:
    assert Heard().keyboard(text).turn() == typed


def test_a_hint_and_the_question_again_are_asked_for_and_are_no_answer() -> None:
    heard = Heard()
    assert heard.keyboard("/hint\n/again\nOne.\n\n").turn() == Typed("One.", Ends.DONE)
    assert heard.asked == ["/hint", "/again"]


def test_a_mistyped_word_is_told_and_is_no_answer() -> None:
    heard = Heard()
    assert heard.keyboard("/dnoe\nOne.\n\n").turn() == Typed("One.", Ends.DONE)
    assert "/done" in heard.told[0]


def test_an_empty_line_that_was_pasted_ends_no_turn(terminal: tuple[int, Keyboard]) -> None:
    hands, keyboard = terminal
    os.write(hands, b"One.\n\nTwo.\n\n")
    assert keyboard.turn() == Typed("One.\n\nTwo.", Ends.DONE)


def test_without_standard_input_nobody_types() -> None:
    assert Keyboard(print, print, None).turn() == Typed("", Ends.CLOSED)


def test_lines_that_were_pasted_get_no_prompts_between_them(
    terminal: tuple[int, Keyboard], capsys: pytest.CaptureFixture[str]
) -> None:
    hands, keyboard = terminal
    os.write(hands, b"One.\nTwo.\nThree.\n/done\n")
    assert keyboard.turn() == Typed("One.\nTwo.\nThree.", Ends.DONE)
    assert capsys.readouterr().out == ""
