"""Text that isn't what it looks like: encoded, in letters of another script, or in another language."""

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.grading.language import foreign_words
from bot.grading.sentences import Sentence
from bot.grading.words import FUNCTION_WORDS

_BLOCK = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}[\s:,]*){12,}")
_ESCAPE = re.compile(
    r"(?:\\x|%|\b0x)([0-9a-f]{2})|\\u([0-9a-f]{4})|&#x([0-9a-f]{2,4});|&#(\d{2,4});",
    re.IGNORECASE,
)
"""One character by its number; the last of these by a decimal one."""
_BYTES = re.compile(r"(?<![\w.,])(?:\d{2,3}[\s,;]+){11,}\d{2,3}(?![\w%])")
_BITS = re.compile(r"(?:[01]{7,8}\s+){6,}")
_MORSE = re.compile(r"(?:[.\u2013\u2014-]{1,5}[ /]+){12,}")
_SPELT = re.compile(r"(?:\b[^\W\d_][ .\-_|]){8,}[^\W\d_]\b")
_PRINTABLE = 0.9
_ASCII = 128
_LEAST_DECODED = 12
_LEAST_ESCAPED = 8
"""Plain letters that nobody has a reason to write by their numbers."""
_LEAST_WORDS = 4


def holds_code(words: str) -> bool:
    """Whether a stretch reads as letters once it's decoded, turned round or shifted."""
    if any(_decodes(match[0]) for match in _BLOCK.finditer(words)) or _escapes_letters(words):
        return True
    if _BITS.search(words) or _SPELT.search(words) or any(map(_is_morse, _MORSE.findall(words))):
        return True
    if any(map(_reads, _letters(words))):
        return True
    plain = re.findall(r"[a-z']+", words.lower())
    return len(plain) >= _LEAST_WORDS and any(
        _english(other) > _english(plain) + 1 for other in _turned(plain)
    )


def _decodes(block: str) -> bool:
    if block.isdigit() or (block.isalpha() and block.islower()):
        return False
    try:
        decoded = base64.b64decode(block.translate(str.maketrans("-_", "+/")) + "==", validate=False)
    except (binascii.Error, ValueError):
        return False
    shown = sum(chr(byte).isprintable() for byte in decoded if byte < _ASCII)
    return len(decoded) >= _LEAST_DECODED and shown >= _PRINTABLE * len(decoded) and b" " in decoded


def _escapes_letters(words: str) -> bool:
    decoded = (
        chr(int(decimal) if decimal else int("".join(others), 16))
        for *others, decimal in _ESCAPE.findall(words)
    )
    return sum(char.isascii() and char.isalpha() for char in decoded) >= _LEAST_ESCAPED


def _is_morse(row: str) -> bool:
    """Marks of one kind alone are a rule across the page, or a table of contents."""
    return "." in row and not set(row) <= set(". /")


def _letters(words: str) -> Iterator[str]:
    """What rows of hexadecimal or decimal numbers would be as text; figures come in rows as well."""
    for match in _HEX.finditer(words):
        yield bytes.fromhex(re.sub(r"[\s:,]", "", match[0])).decode("latin-1")
    for match in _BYTES.finditer(words):
        yield "".join(chr(int(number)) for number in re.findall(r"\d+", match[0]))


def _reads(text: str) -> bool:
    """Whether these are words in English."""
    shown = sum(char == " " or (char.isascii() and char.isalpha()) for char in text)
    return (
        len(text) >= _LEAST_DECODED
        and shown >= _PRINTABLE * len(text)
        and _english(re.findall(r"[a-z']+", text.lower())) > 0
    )


def _turned(words: Sequence[str]) -> Iterator[list[str]]:
    yield [codecs.encode(word, "rot13") for word in words]
    yield [word[::-1] for word in words]


def _english(words: Sequence[str]) -> int:
    """Words that English can't do without."""
    return sum(word in FUNCTION_WORDS and len(word) > 1 for word in words)


def mixes_scripts(words: str) -> bool:
    """Two words or more, each of letters from several scripts that look alike."""
    if words.isascii():
        return False
    return sum(len(_scripts(word)) > 1 for word in re.findall(r"[^\W\d_]{3,}", words)) > 1


def _scripts(word: str) -> frozenset[str]:
    names = {unicodedata.name(char, "").partition(" ")[0] for char in word}
    return frozenset(names & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "MATHEMATICAL"})


def other_languages(sentences: Sequence[Sentence], original: str) -> frozenset[int]:
    """Sentences in another language than the rest; none, where the text as a whole is in it."""
    other = {place for place, own in enumerate(sentences) if _is_other(own, original)}
    words = sum(len(own.tokens) for own in sentences)
    theirs = sum(len(sentences[place].tokens) for place in other)
    return frozenset(other) if 2 * theirs < words else frozenset()


def _is_other(sentence: Sentence, original: str) -> bool:
    letters = [char for char in original[sentence.start : sentence.end] if char.isalpha()]
    foreign = sum(
        not char.isascii() and not unicodedata.name(char, "").startswith("LATIN") for char in letters
    )
    if 2 * foreign > len(letters):
        return len(sentence.tokens) >= _LEAST_WORDS or foreign >= 2 * _LEAST_WORDS
    if len(sentence.tokens) < _LEAST_WORDS:
        return False
    english = sum(token.word in FUNCTION_WORDS for token in sentence.tokens)
    return foreign_words(sentence.tokens) > max(1, english)
