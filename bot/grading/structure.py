"""Whether words say something or only stand in a row."""

from collections.abc import Sequence

from bot.grading.tokens import Token
from bot.grading.words import BE, FINITE, FUNCTION_WORDS, MODALS, OBJECTS, SUBJECTS, listed

_SHORT_ITEM = 3
_LEAD_IN = 2
"""Words by which the first item of a list may be longer: "We watch …"."""
_FEW_ITEMS, _MANY_ITEMS = 3, 8
_MOSTLY = 0.8
_LONGEST_NOUN_RUN = 10
_JOINING = listed("and or plus")
_SAYING = SUBJECTS | OBJECTS | FINITE | BE | MODALS | listed("not no never nobody nothing who that")
_RELATING = listed(
    "if unless because until per than within from into of without although whether an the my our their"
)


def is_list(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is keywords in a row rather than something said."""
    short = [item for item in _items(tokens) if len(item) <= _SHORT_ITEM]
    if len(short) >= _MANY_ITEMS and sum(map(len, short)) >= _MOSTLY * len(tokens):
        return True
    return _longest_noun_run(tokens) >= _LONGEST_NOUN_RUN


def is_enumeration(tokens: Sequence[Token]) -> bool:
    """Whether a sentence only names several things: "We watch cost, quality and trust"."""
    colon = max((place for place, token in enumerate(tokens) if token.mark == ":"), default=0)
    first, *others = items = _items(tokens[colon if colon <= _SHORT_ITEM else 0 :]) or [[]]
    return (
        len(items) >= _FEW_ITEMS
        and len(first) <= _SHORT_ITEM + _LEAD_IN
        and all(len(item) <= _SHORT_ITEM and not any(t.word in _SAYING for t in item) for item in others)
        and all(item[0].mark == "," for item in others[:-1])
    )


def is_bare(tokens: Sequence[Token]) -> bool:
    """Whether a sentence is short items after a short beginning, and so may be no more than a list."""
    first, *others = _items(tokens) or [[]]
    return (
        bool(others) and len(first) <= _SHORT_ITEM + _LEAD_IN and all(len(i) <= _SHORT_ITEM for i in others)
    )


def is_broken(tokens: Sequence[Token]) -> bool:
    """Whether a word that relates two things has nothing after it: "the", "unless", "per"."""
    ends = [item[-1].word for item in _items(tokens)]
    return any(word in _RELATING for word in ends)


def longest_item(tokens: Sequence[Token]) -> int:
    """Words in the longest part of a sentence between its commas, its "and" and its "or"."""
    return max(map(len, _items(tokens)), default=0)


def _items(tokens: Sequence[Token]) -> list[list[Token]]:
    """The parts of a sentence between its commas, its "and" and its "or"."""
    items: list[list[Token]] = [[]]
    for token in tokens:
        if items[-1] and (token.after_break or token.word in _JOINING):
            items.append([])
        if token.word not in _JOINING:
            items[-1].append(token)
    return [item for item in items if item]


def _longest_noun_run(tokens: Sequence[Token]) -> int:
    longest = run = 0
    for token in tokens:
        run = 0 if token.kinds or token.word in FUNCTION_WORDS else run + 1
        longest = max(longest, run)
    return longest
