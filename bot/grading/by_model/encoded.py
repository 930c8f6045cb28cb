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
_HEX = re.compile(r"(?:\\x|%|0x)?(?:[0-9a-fA-F]{2}[\s:,]*(?:\\x|%|0x)?){15,}")
_ESCAPES = re.compile(r"(?:(?:%[0-9a-fA-F]{2}|&#\w+;|\\[ux]\w{2,4})[^\s%&\\]*){3,}")
_BYTES = re.compile(r"(?:\b\d{2,3}\b[\s,;]+){9,}\d{2,3}\b")
_BITS = re.compile(r"(?:[01]{7,8}\s+){6,}")
_MORSE = re.compile(r"(?:[.\u2013\u2014-]{1,5}[ /]+){12,}")
_PRINTABLE = 0.9
_ASCII = 128
_LEAST_DECODED = 12
_LEAST_WORDS = 4
_LEAST_ENGLISH = 2
_SPELT = re.compile(r"(?:\b\w[ .\-_|]){8,}\w\b")


def holds_code(words: str) -> bool:
    """Whether a stretch reads as letters once it's decoded, turned round or shifted."""
    if any(_decodes(match[0]) for match in _BLOCK.finditer(words)):
        return True
    if _HEX.search(words) or _BITS.search(words) or _MORSE.search(words) or _SPELT.search(words):
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


def _turned(words: Sequence[str]) -> Iterator[list[str]]:
    yield [codecs.encode(word, "rot13") for word in words]
    yield [word[::-1] for word in words]


def _is_plainer(other: Sequence[str], words: Sequence[str]) -> bool:
    """Whether these words are English, and the others none."""
    turned, straight = _english(other), _english(words)
    return turned - straight >= max(_LEAST_ENGLISH, len(words) / 4) or (
        not straight and turned >= max(_LEAST_ENGLISH, len(words) / 8)
    )


def _english(words: Sequence[str]) -> int:
    """Words that English can't do without."""
    return sum(word in FUNCTION_WORDS and len(word) > 1 for word in words)


def _reads(numbers: str) -> bool:
    """Whether a row of numbers is a row of letters."""
    letters = [chr(int(number)) for number in re.findall(r"\d+", numbers)]
    return sum(char.islower() or char == " " for char in letters) >= _PRINTABLE * len(letters)


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
