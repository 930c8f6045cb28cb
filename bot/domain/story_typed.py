"""A story that was typed in one message: its parts behind their names."""

import re
from collections.abc import Mapping

from bot.domain.story import Part

_NAMED = {part: re.compile(rf"(?<!\S){part.value}[^\S\n]*[:\uff1a][^\S\n]*", re.IGNORECASE) for part in Part}


def typed_parts(text: str) -> Mapping[str, str]:
    """Those that are named, in the order of a story; empty when none is.

    A name counts once and after the one before it, so a story may say “outcome:” in its title.
    """
    found: list[tuple[Part, re.Match[str]]] = []
    since = 0
    for part, named in _NAMED.items():
        match = named.search(text, since)
        if match:
            found.append((part, match))
            since = match.end()
    if not found:
        return {}
    ends = [match.start() for _, match in found[1:]] + [len(text)]
    return {part: text[match.end() : end].strip() for (part, match), end in zip(found, ends, strict=True)}
