"""Words and figures of a text, each with the place where the member wrote it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.grading.stems import stem
from bot.grading.words import (
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DURATION_UNITS,
    MAGNITUDES,
    NUMBER_WORDS,
    PERCENT_WORDS,
    listed,
)

_UNPRINTABLE = re.compile("[^\n\t -~]")
_INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cn", "Cs", "Mn", "Me"})
_PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'") | dict.fromkeys("\u201c\u201d\u00ab\u00bb", '"')
)
_PLAIN |= str.maketrans(dict.fromkeys("\u2013\u2014\u2212", "-"))
_TOKEN = re.compile(
    rf"(?P<sign>[{CURRENCY_SIGNS}] ?)?(?P<figure>\d+(?:[.,:]\d+)*)(?P<unit> ?%|[a-z]{{1,4}}(?![^\W_]))?"
    r"|(?P<word>(?:(?:re|un|non|mis|dis)-(?=[^\W\d_]))?[^\W\d_](?:[^\W_]|'(?=[^\W_]))*)"
)
_BREAK = re.compile(r"[,;:.!?()/\[\]]|\s-+\s")
_BARE_NEGATED = listed(
    """dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt cant cannot wont wouldnt shouldnt couldnt
    mustnt neednt"""
)
_NEGATION = re.compile("(?:n'?t|not)$")
_CLITIC = re.compile("'(?:s|ll|re|ve|d|m)$")
_SHORTENED = {"ca": "can", "wo": "will"}
_PLAIN_FIGURE = frozenset({"number"})
_NO_KINDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    word: str
    stem: str
    start: int
    end: int
    kinds: frozenset[str] = _NO_KINDS
    """Which figures it stands for: number, percent, money, duration."""
    mark: str = ""
    """Punctuation that ends a clause and stands before it."""
    roles: frozenset[str] = _NO_KINDS
    """What it tells in its sentence: an act of the teller's, a person (`bot/grading/telling.py`)."""

    @property
    def after_break(self) -> bool:
        return bool(self.mark)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one plain spelling, with the place in the original of each character."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """Lower case, plain quotes and dashes, no accents and nothing invisible."""
    if text.isascii():
        return Folded(_UNPRINTABLE.sub(" ", text).lower(), tuple(range(len(text) + 1)))
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isascii():
            kept.append(char.lower() if char in "\n\t" or char.isprintable() else " ")
            places.append(place)
            continue
        for plain in unicodedata.normalize("NFKD", char.translate(_PLAIN)).lower():
            if unicodedata.category(plain) not in _INVISIBLE:
                kept.append(plain)
                places.append(place)
    return Folded("".join(kept), (*places, len(text)))


def tokenise(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words and figures of a folded text, or a part of it; places are those of the folded text."""
    tokens: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        found = _BREAK.search(text, last, match.start()) if tokens else None
        tokens.extend(_read(match, found[0].strip() if found else ""))
        last = match.end()
    return tuple(_with_units(tokens))


def words_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text straight from its author."""
    return tokenise(fold(text).text)


def _read(match: re.Match[str], mark: str) -> Iterator[Token]:
    start, end = match.span()
    if match["word"] is None:
        yield Token(match[0], match["figure"], start, end, _kinds(match), mark)
        return
    word = match["word"].replace("-", "")
    if word.endswith("n't") or word in _BARE_NEGATED:
        verb = _SHORTENED.get(verb := _NEGATION.sub("", word), verb)
        yield Token(verb, verb, start, end, mark=mark)
        yield Token("not", "not", start, end)
        return
    word = _CLITIC.sub("", word)
    kinds = _PLAIN_FIGURE if word in NUMBER_WORDS else _NO_KINDS
    yield Token(word, stem(word), start, end, kinds, mark)


def _kinds(match: re.Match[str]) -> frozenset[str]:
    unit = (match["unit"] or "").strip()
    kinds = {"number"}
    if match["sign"] or unit in CURRENCY_WORDS - MAGNITUDES:
        kinds.add("money")
    elif unit == "%" or unit in PERCENT_WORDS:
        kinds.add("percent")
    elif unit in DURATION_UNITS - MAGNITUDES:
        kinds.add("duration")
    return frozenset(kinds)


def _with_units(tokens: list[Token]) -> Iterator[Token]:
    for place, token in enumerate(tokens):
        after = _word(tokens, place + 1)
        before = tokens[place - 1].word if place and not token.after_break else ""
        kinds = set(token.kinds)
        if after in DURATION_UNITS and (kinds or token.word in {"a", "an", "one", "half", "few"}):
            kinds.add("duration")
        elif kinds and (after in CURRENCY_WORDS or before in CURRENCY_WORDS - MAGNITUDES):
            kinds.add("money")
        elif kinds and (after in PERCENT_WORDS or (after == "per" and _word(tokens, place + 2) == "cent")):
            kinds.add("percent")
        yield replace(token, kinds=frozenset(kinds)) if kinds != token.kinds else token


def _word(tokens: list[Token], place: int) -> str:
    """The word at a place, if it belongs to the same clause."""
    return tokens[place].word if place < len(tokens) and not tokens[place].after_break else ""
