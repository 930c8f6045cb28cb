"""Whether a word group is written in the cue language."""

import re
from collections.abc import Iterator

from bot.library.problem import Words
from bot.library.spelling import nearest

FIGURES = ("number", "percent", "money", "duration")
TOLD = ("did", "who", "count")
"""What somebody tells: an act of their own, a person in particular, how many."""
SHORTEST_STEM = 2
_LONGEST_SHOWN = 40

_ANGLED = re.compile(r"<([^<>]*)>")
_ODD = re.compile(r"[^\w\s'’\-–.,:%/&+$€£¥₹*]|(?<!\d)[,:]|[,:](?!\d)")
_BAD_STAR = re.compile(r"\*(?=\w)|(?<!\w)\*|\*\*")


def faults(group: str) -> Iterator[Words]:
    """What is wrong with a group: the first fault of each alternative, with its mend."""
    for alternative in group.split("|"):
        if fault := _fault(alternative.strip(), group):
            yield fault


def _fault(alternative: str, group: str) -> Words | None:
    if not alternative:
        message = f"A `|` in `{_short(group)}` has nothing on one side"
        return message, "take the `|` out, or add the missing word"
    for figure in _ANGLED.findall(alternative):
        if figure not in (*FIGURES, *TOLD):
            return f"`<{figure}>` stands for nothing", _figures(figure)
    words = _ANGLED.sub(" ", alternative)
    if odd := _ODD.search(words):
        message = f"`{_short(alternative)}` has a stray `{odd.group()}`"
        return message, "divide alternatives by ` | `, and leave punctuation out"
    return _star_fault(words)


def _star_fault(words: str) -> Words | None:
    if _BAD_STAR.search(words):
        return f"`{_short(words)}` has a `*` that ends no word", "write it right after a word, as in `refus*`"
    for word in words.split():
        if word.endswith("*") and len(word) <= SHORTEST_STEM:
            return f"`{word}` would match nearly anything", f"keep {SHORTEST_STEM} letters before the `*`"
    return None


def _figures(given: str) -> str:
    close = nearest(given, (*FIGURES, *TOLD))
    known = ", ".join(f"`<{name}>`" for name in FIGURES)
    return f"did you mean `<{close}>`?" if close else f"the figures are {known}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
