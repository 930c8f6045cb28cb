"""What a reviewer ought to know about a text. A flag alone never moves a level."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

_HIDING = re.compile("[\u200b\u200c\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")


class Signal(StrEnum):
    PROMPT = "repeats the prompt"
    RUBRIC = "repeats the scenario's hidden texts"
    REPEATED = "says the same again"
    LIST = "keywords in a list"
    BARE = "keywords and hardly a word more"
    GARBLED = "words in no English order"
    TO_THE_GRADER = "speaks to the grader"
    ABOUT_THE_ANSWER = "describes an answer instead of giving one"
    VOCABULARY = "vocabulary without consequence"
    MANAGEMENT = "management words, and nothing that was done"
    PROMISE = "a promise without a measure"
    INVISIBLE = "holds invisible characters"


def flags(signals: Iterable[Signal], original: str) -> tuple[str, ...]:
    """Each signal once with the number of sentences that gave it, the most frequent first."""
    found = [f"{signal} ({count})" for signal, count in Counter(signals).most_common()]
    return (*found, *([str(Signal.INVISIBLE)] if _HIDING.search(original) else []))
