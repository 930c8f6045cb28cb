"""What a misspelt word was probably meant to be."""

from collections.abc import Sequence
from difflib import get_close_matches


def nearest(word: str, choices: Sequence[str]) -> str:
    """The choice most like the word; empty when none is near."""
    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    return close[0] if close else ""
