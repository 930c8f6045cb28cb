"""A member's text as sentences and bullets, each with its span in the original."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.grading.lines import blocks
from bot.grading.telling import with_roles
from bot.grading.tokens import Token, fold, tokenise

LONGEST = 45
"""Words that one sentence may bring together; a longer one is read as several."""
_SHORTEST_CUT = 15
_LONGEST_QUOTE, _SHORTEST_QUOTE = 240, 80
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|a\.m|p\.m|vs|approx|etc|cf|resp|incl|est|max|min|dr|mr|ms))$")
_STOP = re.compile(r"[.!?]+[\"')\]*]*(?=\s)")
_SEAMS = (
    re.compile(r";\s|\s-+\s|:\s"),
    re.compile(r",\s|\)\s"),
    re.compile(r"\s(?:and|but|so|then|because)\s"),
)
_CLAUSE_END = re.compile(r"[,;:.!?\u2013\u2014](?=\s)")


@dataclass(frozen=True, slots=True)
class Sentence:
    place: int
    start: int
    end: int
    """Where it stands in the original text."""
    tokens: tuple[Token, ...]
    question: bool = False
    heading: bool = False

    def quote(self, original: str) -> str:
        """The member's own words, cut at a clause when they are long."""
        words = original[self.start : self.end]
        if len(words) <= _LONGEST_QUOTE:
            return words
        cuts = [cut.start() for cut in _CLAUSE_END.finditer(words, _SHORTEST_QUOTE, _LONGEST_QUOTE)]
        space = words.rfind(" ", 1, _LONGEST_QUOTE)
        return words[: cuts[-1] if cuts else space if space > 0 else _LONGEST_QUOTE].rstrip()


def split_sentences(original: str) -> tuple[Sentence, ...]:
    """The sentences and bullets of a text, in order; those without a word are left out."""
    found: list[Sentence] = []
    for block in blocks(original):
        folded = fold(original[block.start : block.end])
        for start, end in _stops(folded.text):
            for first, last, tokens in _bounded(folded.text, start, end):
                span = (block.start + folded.places[first], block.start + folded.places[last - 1] + 1)
                question = folded.text[first:last].rstrip("\"') *").endswith("?")
                found.append(Sentence(len(found), *span, tokens, question, block.heading))
    return tuple(found)


def _stops(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for stop in _STOP.finditer(text):
        if stop[0] != "." or not _ABBREVIATION.search(text, max(begin, stop.start() - 7), stop.start()):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, len(text)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """A sentence, or its parts when it goes on for too long to be one thought."""
    while start < end and text[start].isspace():
        start += 1
    tokens = tokenise(text, start, end)
    while len(tokens) > LONGEST:
        cut = _seam(text, tokens)
        yield start, tokens[cut - 1].end, with_roles(tokens[:cut])
        tokens = tokens[cut:]
        start = tokens[0].start
    if tokens:
        yield start, start + len(text[start:end].rstrip()), with_roles(tokens)


def _seam(text: str, tokens: tuple[Token, ...]) -> int:
    """How many tokens to take: up to the last good seam, or all that may stay."""
    for seam in _SEAMS:
        for count in range(LONGEST, _SHORTEST_CUT, -1):
            if seam.search(text, tokens[count - 1].end - 1, tokens[count].start + 4):
                return count
    return LONGEST
