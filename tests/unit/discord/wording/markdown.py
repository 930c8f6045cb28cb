"""A small reader of Discord's markdown: which words are seen, and what was made of them.

It knows nothing of how the words were written, and is as greedy as Discord's own reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby


class Look(Enum):
    TITLE = auto()
    SMALL = auto()
    QUOTE = auto()
    BULLET = auto()
    NUMBER = auto()
    BOLD = auto()
    ITALIC = auto()
    UNDERLINE = auto()
    STRUCK = auto()
    HIDDEN = auto()
    CODE = auto()
    FENCE = auto()
    LINK = auto()
    MASKED = auto()
    UNFOLDING = auto()
    """An address that is followed by a preview."""
    TIME = auto()
    MENTION = auto()
    EMOJI = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    text: str
    looks: frozenset[Look]


_LINE = (
    (re.compile(r"#{1,3} +"), Look.TITLE),
    (re.compile(r"-# +"), Look.SMALL),
    (re.compile(r" *>(?:>>)? "), Look.QUOTE),
    (re.compile(r" *[-*+] +"), Look.BULLET),
    (re.compile(r" *\d+\. +"), Look.NUMBER),
)
_WHOLE = (
    (re.compile(r"```(?:[a-z0-9_+\-.#]+\n)?\n*([^\n].*?)\n*```", re.DOTALL | re.IGNORECASE), Look.FENCE),
    (re.compile(r"(`+)(.*?[^`])\1(?!`)", re.DOTALL), Look.CODE),
    (re.compile(r"<(https?:/[^ >]+)>"), Look.LINK),
    (re.compile(r"<(t:-?\d+(?::[tTdDfFR])?)>"), Look.TIME),
    (re.compile(r"<((?:@[!&]?|#)\d+)>"), Look.MENTION),
    (re.compile(r"<(/[^:>]+:\d+|id:\w+)>"), Look.MENTION),
    (re.compile(r"(@everyone|@here)"), Look.MENTION),
    (re.compile(r"<(a?:\w+:\d+)>"), Look.EMOJI),
    (re.compile(r":([\w+-]+):"), Look.EMOJI),
    (re.compile(r"(https?://[^\s<]+[^<.,:;\"'\]\s])"), Look.UNFOLDING),
    (re.compile(r"((?:discord\.gg|discord(?:app)?\.com/invite)/[\w-]+)", re.IGNORECASE), Look.UNFOLDING),
    (re.compile(r"\[[^\]]*(?:\\.[^\]]*)*\]\(([^)]*)\)"), Look.MASKED),
)
_AROUND = (
    (re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL), Look.BOLD),
    (re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL), Look.UNDERLINE),
    (re.compile(r"~~(.+?)~~(?!_)", re.DOTALL), Look.STRUCK),
    (re.compile(r"\|\|(.+?)\|\|", re.DOTALL), Look.HIDDEN),
    (re.compile(r"\*(?=\S)((?:\*\*|\\.|[^*\\])+?)\*(?!\*)", re.DOTALL), Look.ITALIC),
    (re.compile(r"_((?:__|\\.|[^\\_])+?)_(?!\w)", re.DOTALL), Look.ITALIC),
)
_PLAIN = re.compile(r"[^\\`<@:*_~|\[\nhHdD]+")
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")


def seen(content: str) -> list[Seen]:
    return list(_inside(content, frozenset(), starts=True))


def read(content: str) -> str:
    """All words, as a reader sees them."""
    return "".join(piece.text for piece in seen(content))


def looks(content: str) -> set[Look]:
    return {look for piece in seen(content) for look in piece.looks}


def with_look(content: str, look: Look) -> list[str]:
    """What has it, a text for each line or piece of a line."""
    alike = groupby(seen(content), key=lambda piece: (look in piece.looks, piece.text == "\n"))
    return ["".join(piece.text for piece in together) for (has, _), together in alike if has]


def _inside(text: str, around: frozenset[Look], *, starts: bool) -> Iterator[Seen]:
    place, line_begins, of_line = 0, starts, frozenset[Look]()
    while place < len(text):
        if line_begins:
            line_begins = False
            found, led = _prefix(text, place)
            of_line |= led
            if found != place:
                place, line_begins = found, Look.QUOTE in led
                continue
        end, made = _next(text, place, around | of_line)
        yield from made
        if text[place:end] == "\n":
            line_begins, of_line = True, frozenset()
        place = end


def _prefix(text: str, place: int) -> tuple[int, frozenset[Look]]:
    for pattern, look in _LINE:
        if found := pattern.match(text, place):
            return found.end(), frozenset({look})
    return place, frozenset()


def _next(text: str, place: int, looked: frozenset[Look]) -> tuple[int, list[Seen]]:
    if found := _PLAIN.match(text, place):
        return found.end(), [Seen(found[0], looked)]
    if found := _ESCAPED.match(text, place):
        return found.end(), [Seen(found[1], looked)]
    for pattern, look in _WHOLE:
        if found := pattern.match(text, place):
            return found.end(), [Seen(found[found.lastindex or 0], looked | {look})]
    for pattern, look in _AROUND:
        if found := pattern.match(text, place):
            return found.end(), list(_inside(found[1], looked | {look}, starts=True))
    return place + 1, [Seen(text[place], looked)]
