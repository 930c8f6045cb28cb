"""Text as it is kept and measured, whatever script it is written in."""

import re

# Scripts that put no space between words are counted by the letters a word usually takes.
_HAN_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d]")
_SOUTH_EAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")
_SPACED_WORD = re.compile(r"[^\W_]+(?:['\u2019.,:/-][^\W_]+)*")
_LETTERS_PER_HAN_WORD = 2
_LETTERS_PER_SOUTH_EAST_ASIAN_WORD = 4
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Without the two things that a chat can deliver and no database takes.

    NUL characters go, and U+FFFD stands for each half of a surrogate pair.
    """
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\x00", ""))


def count_words(text: str) -> int:
    """The number of words in a text; a link or a figure is one word."""
    rest = _LINK.sub(" link ", text)
    rest, han = _HAN_KANA.subn(" ", rest)
    rest, asian = _SOUTH_EAST_ASIAN.subn(" ", rest)
    spaced = sum(1 for _ in _SPACED_WORD.finditer(rest))
    return spaced + -(-han // _LETTERS_PER_HAN_WORD) + -(-asian // _LETTERS_PER_SOUTH_EAST_ASIAN_WORD)
