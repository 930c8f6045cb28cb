"""Words that take back what follows them: "we should not stop …", "instead of pausing …"."""

from collections.abc import Sequence
from itertools import takewhile

from bot.grading.tokens import Token
from bot.grading.words import BE, listed

_NEGATORS = listed("not never without nor avoid neither against refuse hardly rarely")
_REVERSALS = frozenset(
    {
        ("instead", "of"),
        ("rather", "than"),
        ("no", "need"),
        ("no", "point"),
        ("no", "reason"),
        ("mistake", "to"),
        ("wrong", "to"),
        ("tempting", "to"),
        ("tempted", "to"),
        ("unwilling", "to"),
    }
)
_SOFTENERS = listed("just only merely simply solely")
_PASSED = listed(
    """to be been being have has had do does did will would should could can may might must need want going go
    plan intend think believe we i they you it us them that any a an the ever even really yet immediately
    fully in at"""
)
_DENIALS = listed("no not never nobody nothing")
_FARTHEST = 7


def negators(tokens: Sequence[Token], place: int) -> frozenset[int]:
    """The places of the words that take back the word at this place; empty when it stands."""
    step = place - 1
    while step >= max(0, place - _FARTHEST) and not tokens[step + 1].after_break:
        word = tokens[step].word
        if step and (tokens[step - 1].word, word) in _REVERSALS:
            return frozenset({step - 1, step})
        if word in _NEGATORS or (word == "no" and step == place - 1):
            return _unless_undone(tokens, step, place)
        if word not in _PASSED and word not in _SOFTENERS and not word.endswith("ly"):
            return frozenset()
        step -= 1
    return frozenset()


def _unless_undone(tokens: Sequence[Token], step: int, place: int) -> frozenset[int]:
    after = tokens[step + 1].word
    if tokens[step].word == "not":
        describes = step > 0 and tokens[step - 1].word in BE and not tokens[place].word.endswith("ed")
        if describes or after in _SOFTENERS:
            return frozenset()
    return frozenset() if _is_doubled(tokens, step) else frozenset({step})


def _is_doubled(tokens: Sequence[Token], step: int) -> bool:
    """Whether two negations make a demand: "never a refusal without a person"."""
    clause = [tokens[step].word]
    clause += [t.word for t in takewhile(lambda t: not t.after_break, tokens[step + 1 :])]
    before = step
    while before and not tokens[before].after_break:
        before -= 1
        clause.append(tokens[before].word)
    return "without" in clause and not _DENIALS.isdisjoint(clause)
