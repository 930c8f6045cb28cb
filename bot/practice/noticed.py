"""What a check noticed that its author can act on; the rest is for whoever reviews the grade."""

from bot.domain.grade import Graded
from bot.grading.phrases import is_promise
from bot.grading.sentences import split_sentences
from bot.grading.signals import Signal


def noticed(graded: Graded, text: str) -> tuple[str, ...]:
    """The sentences that promise without a measure, with the first in the member's own words."""
    if not any(flag.startswith(Signal.PROMISE) for flag in graded.flags):
        return ()
    promises = [sentence for sentence in split_sentences(text) if is_promise(sentence.tokens)]
    quotes = [" ".join(sentence.quote(text).split()) for sentence in promises]
    if not quotes:
        return ()
    if len(quotes) == 1:
        return (f"One sentence promises without a measure: “{quotes[0]}”",)
    return (f"{len(quotes)} sentences promise without a measure, the first: “{quotes[0]}”",)
