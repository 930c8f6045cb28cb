"""What may still be read of a text once its author has taken words out of it."""

import re
from collections.abc import Iterable, Sequence

GAP = "[…]"
"""Stands where words stood that are gone."""
RUN = 3
"""So many words in a row are a quote; fewer are anybody's."""

_LINE = re.compile(r"(\n+)")
_SENTENCE = re.compile(r"(?<=[.!?…])(\s+)")
_WORD = re.compile(r"\w+")
_GAPS = re.compile(rf"{re.escape(GAP)}(?:\s*{re.escape(GAP)})+")


def what_is_left(text: str, left: Iterable[str]) -> str:
    """A frozen text, less the sentences that no longer stand in what its author has left there.

    It never gains a word: what was written since is not in it, however good it is.
    """
    standing = {sentence for one in left for sentence in sentences(one)}
    parts = [part for line in _LINE.split(text) for part in _SENTENCE.split(line)]
    kept = [part if not part.strip() or part.strip() in standing else GAP for part in parts]
    return _GAPS.sub(GAP, "".join(kept))


def sentences(text: str) -> list[str]:
    return [part.strip() for line in text.splitlines() for part in _SENTENCE.split(line) if part.strip()]


def unquoted(text: str, gone: Iterable[str], left: Iterable[str]) -> str:
    """A text about an answer, without the runs of words that it quotes from what is gone."""
    runs = _runs(gone) - _runs(left)
    words = list(_WORD.finditer(text))
    folded = [word[0].casefold() for word in words]
    taken: set[int] = set()
    for length in range(1, RUN + 1):
        for first in range(len(words) - length + 1):
            if tuple(folded[first : first + length]) in runs:
                taken.update(range(first, first + length))
    return _without(text, words, sorted(taken))


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Of a message or sentence that is shorter than a run, the whole."""
    found = set()
    for text in texts:
        for sentence in (text, *sentences(text)):
            words = [word.casefold() for word in _WORD.findall(sentence)]
            length = min(RUN, len(words))
            found |= {tuple(words[n : n + length]) for n in range(len(words) - length + 1) if length}
    return found


def _without(text: str, words: Sequence[re.Match[str]], taken: Sequence[int]) -> str:
    pieces, end = [], 0
    for place in taken:
        pieces += [text[end : words[place].start()], GAP]
        end = words[place].end()
    return _GAPS.sub(GAP, "".join([*pieces, text[end:]]))
