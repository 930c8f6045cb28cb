"""A text without the people in it, for whoever never met them."""

import re
from collections.abc import Iterable

SOMEBODY = "somebody"

_MENTION = re.compile(
    r"<(?:[@#][!&]?|!subteam\^)\w+(?:\|[^<>\n]*)?>"
    r"|[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|(?<![\w.@])@\w[\w.-]*\w"
)
_PART = re.compile(r"[^\W\d_][\w'’-]*")
_SHORTEST = 3
"""Letters: a shorter part of a name is as often a word."""


def nameless(text: str, names: Iterable[str]) -> str:
    """Accounts, addresses and the given names, each part of them, become “somebody”.

    A name that is a word as well goes wherever it is written like the name: better a word too few.
    """
    bare = _MENTION.sub(SOMEBODY, text)
    parts = {part for name in names for part in (name.strip(), *_parts(name)) if len(part) >= _SHORTEST}
    if not parts:
        return bare
    ordered = sorted(parts, key=lambda part: (-len(part), part))
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    return named.sub(SOMEBODY, bare)


def _parts(name: str) -> list[str]:
    """As it is written, and as a sentence would begin with it."""
    found = _PART.findall(name)
    return [*found, *(part[0].upper() + part[1:] for part in found)]
