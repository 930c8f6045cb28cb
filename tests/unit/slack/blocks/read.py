"""What somebody reads in Block Kit, and what Slack would read in it."""

import re
from collections.abc import Iterator
from typing import Any

_SAID_OF_PARTS = re.compile(r"Continues below: part \d+ of \d+\s+Part \d+ of \d+")
_BESIDE_WORDS = re.compile("[\\s`*:·\u2060\u200b\u2068\u2069-]")


def read(blocks: Any) -> str:
    """All words in order, a line each."""
    return "\n".join(_lines(list(blocks)))


def bare(text: str) -> str:
    """Letters alone, to look for one text in another however each is set."""
    return _BESIDE_WORDS.sub("", _SAID_OF_PARTS.sub("", text))


def strings(value: Any) -> Iterator[str]:
    """Every string that goes over the wire."""
    match value:
        case str():
            yield value
        case dict():
            yield from (text for part in value.values() for text in strings(part))
        case list() | tuple():
            yield from (text for part in value for text in strings(part))


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _lines(value: Any) -> Iterator[str]:
    match value:
        case {"type": "plain_text" | "mrkdwn", "text": str(text)}:
            yield unescaped(text)
        case {"type": "rich_text_section" | "rich_text_quote" | "rich_text_preformatted", "elements": runs}:
            yield "".join(run.get("text", "") for run in runs)
        case {"type": "plain_text_input", **rest}:
            yield str(rest.get("initial_value", ""))
        case dict():
            yield from (line for part in value.values() for line in _lines(part))
        case list():
            yield from (line for part in value for line in _lines(part))
