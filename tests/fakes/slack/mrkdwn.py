"""Slack's own way with text: what it escapes, and what it takes for a mention."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tests.fakes.slack.world import Team

TOKEN = re.compile(r"<([^<>]+)>")
_LINK = re.compile(
    r"(?P<address>https?://[^\s<>|]+)|(?P<mail>[\w.+-]+@[\w-]+\.\w+)"
    r"|(?<![\w@.])(?P<bare>[\w-]+\.(?:com|org|net|io|dev)(?:/[^\s<>|]*)?)(?!\w)"
)
_BROADCAST = re.compile(r"(?<!\w)@(channel|here|everyone)\b")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(team: Team, text: str) -> str:
    """What a member typed, as Slack keeps it: escaped, with names turned into mentions and links marked."""
    kept = _LINK.sub(_linked, escape(text))
    kept = _BROADCAST.sub(r"<!\1>", kept)
    for member in sorted(team.members.values(), key=lambda each: -len(each.name)):
        kept = re.sub(rf"(?<!\w)@{re.escape(escape(member.name))}(?!\w)", f"<@{member.id}>", kept)
    for channel in team.channels.values():
        if channel.kind == "channel":
            name = re.escape(channel.name)
            kept = re.sub(rf"(?<![\w&])#{name}(?![\w-])", f"<#{channel.id}|{channel.name}>", kept)
    return kept


def _linked(found: re.Match[str]) -> str:
    if found["address"]:
        return f"<{found[0]}>"
    return f"<{'mailto:' if found['mail'] else 'http://'}{found[0]}|{found[0]}>"


def rich(text: str, block_id: str) -> list[dict[str, Any]]:
    """The blocks that come with a member's message."""
    parts = [
        {
            "type": "rich_text_quote" if quoted else "rich_text_section",
            "elements": [
                {"type": "text", "text": "\n".join(line.removeprefix(">").strip() for line in lines)}
            ],
        }
        for quoted, lines in groupby(text.split("\n"), key=lambda line: line.startswith(">"))
    ]
    return [{"type": "rich_text", "block_id": block_id, "elements": parts}] if text else []


def tokens(value: Any) -> Iterator[str]:
    """Everything that Slack would make into a mention, a link or a date in text and blocks."""
    if isinstance(value, list):
        for part in value:
            yield from tokens(part)
    elif isinstance(value, dict):
        yield from _in_element(value)
        for name, part in value.items():
            if name not in ("metadata", "value") and not isinstance(part, str):
                yield from tokens(part)


def _in_element(value: dict[str, Any]) -> Iterator[str]:
    kind, text = value.get("type"), value.get("text")
    if kind in ("user", "usergroup", "channel", "broadcast", "link") and "elements" not in value:
        yield str(value.get(f"{kind}_id") or value.get("range") or value.get("url"))
    if kind in (None, "mrkdwn", "message", "markdown") and isinstance(text, str):
        yield from TOKEN.findall(text)
