"""Words that tell what a sentence is about. By words alone: they hint, and never decide anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_QUOTE = 110
CUT = "…"
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Cue:
    pattern: re.Pattern[str]

    def within(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def sentence(self, text: str) -> str:
        """The first sentence that it stands in; empty when there is none."""
        return next((one for one in sentences(text) if self.within(one)), "")

    def word(self, text: str) -> str:
        found = self.pattern.search(text)
        return found.group().strip() if found else ""


def cue(*words: str) -> Cue:
    """Whole words or phrases; one with a star takes any ending."""
    spelt = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return Cue(re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE))


def sentences(text: str) -> Iterator[str]:
    return (one.strip() for one in _SENTENCE.split(text) if one.strip())


def quoted(text: str, most: int = LONGEST_QUOTE) -> str:
    """The words as they stand, on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return f"“{line}”"
    head, _, _ = line[: most + 1].rpartition(" ")
    return f"“{head or line[:most]}{CUT}”"


NUMBER = Cue(
    re.compile(
        r"(?<![\w.])(?!(?:19|20)\d\d(?!\d))\d[\d,.]*|(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|"
        r"eleven|twelve|dozens?|hundreds?|thousands?|millions?|half|halved|doubled|tripled)(?!\w)",
        re.IGNORECASE,
    )
)
"""A figure; a year is none."""
