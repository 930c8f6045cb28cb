"""Light stemming: enough that "pausing", "paused" and "pause" meet, and British meets American."""

import re
from functools import lru_cache

_VOWEL = re.compile("[aeiouy]")
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations|er|ers)$")
_YSE = re.compile(r"(?<=[a-z]{2})ys(e|ed|ing|er)$")
_OUR = re.compile(r"(?<=[a-z]{3})our(?=$|s$|ed$|al|able|ite|ful)")
_SPELLINGS = {
    "judgement": "judgment",
    "centre": "center",
    "centres": "centers",
    "programme": "program",
    "cheque": "check",
    "licence": "license",
    "defence": "defense",
    "metre": "meter",
    "went": "go",
    "gone": "go",
    "told": "tell",
    "held": "hold",
    "kept": "keep",
    "sent": "send",
    "paid": "pay",
    "froze": "freeze",
    "frozen": "freeze",
    "wrote": "write",
    "written": "write",
    "chose": "choose",
    "chosen": "choose",
    "drew": "draw",
    "drawn": "draw",
    "fell": "fall",
    "fallen": "fall",
    "rose": "rise",
    "lost": "lose",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "people": "person",
    "persons": "person",
}
_UNDOUBLED = "lsfz"
_SHORT = 3
"""Letters of a root that nothing more is taken from."""


@lru_cache(maxsize=20_000)
def american(word: str) -> str:
    """One spelling for a word that has a British and an American one."""
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    return _OUR.sub("or", _YSE.sub(r"yz\1", _ISE.sub(r"iz\1", word)))


def american_start(start: str) -> str:
    """As `american`, for the beginning of a word: "prioritis" begins "prioritising"."""
    return american(start + "e")[:-1] if start.endswith(("is", "ys")) else american(start)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of a word that its plural, past and -ing forms share."""
    root, cut = _without_ending(_singular(american(word)))
    doubled = len(root) > _SHORT and root[-1] == root[-2]
    if doubled and ((cut and root[-1] not in _UNDOUBLED) or len(root) > _SHORT + 1):
        root = root[:-1]
    return root[:-1] if len(root) > _SHORT and root.endswith("e") else root


def _singular(word: str) -> str:
    if len(word) <= _SHORT or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "zes", "ches", "shes")) else word[:-1]


def _without_ending(word: str) -> tuple[str, bool]:
    if word.endswith("ied") and len(word) > _SHORT + 1:
        return word[:-3] + "y", True
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORT and _VOWEL.search(root):
            return root, True
    return word, False
