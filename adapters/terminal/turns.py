"""Reads a turn from the keyboard: lines, until an empty one or a word that ends it."""

import select
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TextIO

PASTING = 0.15
"""Seconds: nobody types so soon after an empty line, so what is there already was pasted with it."""
DONE, STOP, HINT, AGAIN = "/done", "/stop", "/hint", "/again"
WORDS = (DONE, STOP, HINT, AGAIN)
NOTE = "//"


class Ends(Enum):
    """What ended a turn."""

    DONE = auto()
    STOP = auto()
    CLOSED = auto()
    """Nobody types any more."""


@dataclass(frozen=True, slots=True)
class Typed:
    said: str
    ends: Ends


@dataclass(slots=True)
class Keyboard:
    """Lines that somebody types, or that were piped in."""

    tell: Callable[[str], None]
    ask: Callable[[str], None]
    """Called with the word when a hint, or the question again, is wanted."""
    keys: TextIO | None = field(default_factory=lambda: sys.stdin)
    """None where standard input is closed."""
    prompt: str = "> "

    def turn(self) -> Typed:
        """The words of a turn. An empty line ends it once something was said, unless it was pasted."""
        lines: list[str] = []
        while True:
            line = self._line()
            word = line.strip().casefold() if line is not None else None
            if line is None or word in (DONE, STOP):
                ends = Ends.CLOSED if line is None else Ends.STOP if word == STOP else Ends.DONE
                return Typed(_joined(lines), ends)
            if word in (HINT, AGAIN):
                self.ask(word)
            elif word and _is_unknown(word):
                self.tell(f"{word} is none of my words: {', '.join(WORDS)}. It wasn't taken as an answer.")
            elif not word and _joined(lines) and not self._more():
                return Typed(_joined(lines), Ends.DONE)
            elif word is None or not word.startswith(NOTE):
                lines.append(line.rstrip())

    def _line(self) -> str | None:
        """None when there is no more."""
        if self.keys is None or self.keys.closed:
            return None
        if self.keys.isatty() and not self._more(within=0):
            sys.stdout.write(self.prompt)  # once for all that was pasted: its lines stand there already
            sys.stdout.flush()
        line = self.keys.readline()
        return line.rstrip("\r\n") if line else None

    def _more(self, within: float = PASTING) -> bool:
        keys = self.keys
        return keys is not None and keys.isatty() and bool(select.select([keys], [], [], within)[0])


def _is_unknown(word: str) -> bool:
    return (
        word.startswith("/") and not word.startswith(NOTE) and len(word.split()) == 1 and word[1:].isalpha()
    )


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
