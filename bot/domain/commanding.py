"""What was typed behind a slash command, as words that can be compared and words that can be kept."""

import re
from dataclasses import dataclass
from unicodedata import category, normalize

LONGEST_COMMAND = 1_000
LONGEST_SHOWN = 40
_KEPT = {"\u200c", "\u200d"}  # the joiners shape Persian words and family emoji
_HOSTILE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WRAPPING = "`'\"“”‘’«»,;.!?"


@dataclass(frozen=True, slots=True)
class Typed:
    """One word."""

    raw: str
    """As it was typed, without what a screen can't show."""

    @property
    def plain(self) -> str:
        """As it is compared: quotes, capitals, full-width digits and long dashes make no difference."""
        text = normalize("NFKC", "".join(char for char in self.raw if char not in _KEPT))
        return _DASHES.sub("-", text.casefold()).strip(_WRAPPING)

    @property
    def shown(self) -> str:
        """Short enough to be quoted back."""
        return self.raw if len(self.raw) <= LONGEST_SHOWN else f"{self.raw[:LONGEST_SHOWN]}…"


def typed(text: str) -> tuple[Typed, ...]:
    """The words of a command, in order."""
    words = (Typed(_visible(word)) for word in text.split())
    return tuple(word for word in words if word.raw)


def as_typed(words: tuple[Typed, ...]) -> str:
    """Words as one text again: a name, a reason."""
    return " ".join(word.raw for word in words).strip("\"“”'` ")


def _visible(word: str) -> str:
    return "".join(char for char in word if char in _KEPT or category(char) not in _HOSTILE)


def switch(word: str) -> bool | None:
    """`on` or `off`; None for anything else."""
    return {"on": True, "yes": True, "off": False, "no": False}.get(word)


def place_in(word: str, count: int) -> int | None:
    """A number from a list that was shown counted from 1, as an index; None when it's none of them."""
    number = int(word) if re.fullmatch("[0-9]{1,4}", word) else 0
    return number - 1 if 1 <= number <= count else None
