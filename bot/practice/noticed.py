"""What a check noticed that its author can act on; the rest is for whoever reviews the grade."""

from collections.abc import Sequence

from bot.domain.grade import Graded
from bot.grading.management import is_management
from bot.grading.phrases import is_promise
from bot.grading.sentences import Sentence, split_sentences
from bot.grading.signals import Signal

_ONE = {
    Signal.PROMISE: "One sentence promises without a measure",
    Signal.MANAGEMENT: "One sentence has management words, and nothing that anybody does",
}
_MORE = {
    Signal.PROMISE: "{many} sentences promise without a measure",
    Signal.MANAGEMENT: "{many} sentences have management words, and nothing that anybody does",
}


def noticed(graded: Graded, text: str) -> tuple[str, ...]:
    """The sentences that promise without a measure, or say nothing; with the first in the member's words."""
    every = split_sentences(text)
    promises = [one for one in every if is_promise(one.tokens)]
    hollow = [one for one in every if is_management(one.tokens) and one not in promises]
    found = ((Signal.PROMISE, promises), (Signal.MANAGEMENT, hollow))
    return tuple(_told(signal, of, text) for signal, of in found if of and _flagged(graded, signal))


def _flagged(graded: Graded, signal: Signal) -> bool:
    return any(flag.startswith(signal) for flag in graded.flags)


def _told(signal: Signal, of: Sequence[Sentence], text: str) -> str:
    first = " ".join(of[0].quote(text).split())
    if len(of) == 1:
        return f"{_ONE[signal]}: \u201c{first}\u201d"
    return f"{_MORE[signal].format(many=len(of))}, the first: \u201c{first}\u201d"
