"""The blocks that hold plain text, and the one line that Slack sets in each viewer's own time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from adapters.chats.cutting import pieces
from adapters.slack.blocks.prose import spoken
from adapters.slack.blocks.rich import bold, rich, said
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import escaped, one_line, shown, units

MOST_HEADER = 150
MOST_TEXT = 2_900
_MOST_QUIET = 300
"""Longer than this, small grey letters are hard to read."""


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": escaped(text), "emoji": False}


def header(text: str) -> list[Block]:
    """A title; one that is too long for a header stands in bold."""
    title = one_line(text)
    if not title:
        return []
    if units(escaped(title)) > MOST_HEADER:
        return rich(said(bold(title)))
    return [{"type": "header", "text": plain(title)}]


def quiet(text: str) -> list[Block]:
    """What is beside the point, in small letters; in others if it's long or has a command in it."""
    said_so = spoken(text)
    if len(said_so.runs) > 1 or units(escaped(text)) > _MOST_QUIET:
        return rich(said_so)
    line = shown(text).strip()
    return [{"type": "context", "elements": [plain(line)]}] if line else []


def foldable(text: str) -> Iterator[Block]:
    """A long text, which Slack folds by itself behind "See more" in a section, and nowhere else."""
    for piece in pieces(shown(text).strip(), MOST_TEXT, _escaped_units):
        if piece.text.strip():
            yield {"type": "section", "text": plain(piece.text), "expand": False}


def timed(before: str, moment: datetime, after: str) -> Block:
    """A line with a time in it, for words of our own alone: it is parsed."""
    fallback = f"{moment.astimezone(UTC):%A %-d %B, %H:%M} UTC"
    date = f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"
    text = f"{escaped(before)}{date}{escaped(after)}"
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _escaped_units(text: str) -> int:
    return units(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))
