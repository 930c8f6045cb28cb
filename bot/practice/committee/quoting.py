"""A member's words at the length of a line."""

MOST_WORDS = 24


def in_short(quote: str, most: int = MOST_WORDS) -> str:
    """On one line, cut at a word where it's much longer than so many."""
    found = quote.split()
    return " ".join(found if len(found) <= most * 5 // 4 else [*found[:most], "…"])


def ended(sentence: str) -> str:
    """With a full stop, unless a quote at its end brings its own."""
    return sentence if sentence.endswith((".”", "!”", "?”", "…”", ".", "!", "?")) else f"{sentence}."
