"""A member's text as they typed it, out of what Slack makes of it."""

import re

from adapters.slack.heard.needs import Payload
from bot.domain.happenings import Opening

_TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>|&(amp|lt|gt);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}
_MENTION = re.compile(r"\s*<(?:@([A-Z0-9]+)|!(?:subteam\^|here|channel|everyone))[^<>]*>")
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def as_typed(text: str) -> str:
    """Mentions and links in words, entities as the letters they stand for. Each is read once only."""
    return _TOKEN.sub(_spelt, text)


def _spelt(token: re.Match[str]) -> str:
    sign, target, label, entity = token.groups()
    if entity:
        return _ENTITIES[entity]
    label = as_typed(label) if label else ""
    target = as_typed(target)
    if sign == "!":
        return label or f"@{target.partition('^')[0]}"
    if sign:
        return sign + (label or target).removeprefix(sign)
    return _link(target, label)


def _link(target: str, label: str) -> str:
    """A label that only repeats the address was made by Slack."""
    bare = _SCHEME.sub("", target, count=1).rstrip("/")
    if not label or _SCHEME.sub("", label, count=1).rstrip("/") == bare:
        return label or (bare if target.startswith(("mailto:", "tel:")) else target)
    return f"{label} ({target})"


def opening(message: Payload) -> Opening:
    """How a message begins. Mentioning the bot is mentioning another: what was said to it is no answer."""
    text = str(message.get("text") or "")
    if _MENTION.match(text):
        return Opening.MENTIONS_ANOTHER
    return Opening.QUOTES if _quotes(message, text) else Opening.PLAIN


def _quotes(message: Payload, text: str) -> bool:
    """By its first block where there is one: "> 5 %" may be typed without quoting anybody."""
    for block in message.get("blocks") or ():
        if block.get("type") == "rich_text":
            parts = block.get("elements") or [{}]
            return bool(parts[0].get("type") == "rich_text_quote")
    return text.lstrip().startswith("&gt;")


def said_to(bot_user_id: str, text: str) -> str | None:
    """What stands behind a mention of the bot that opens a message; None where none opens it."""
    mention = _MENTION.match(text)
    if mention is None or mention[1] is None or mention[1] != bot_user_id:
        return None
    return as_typed(text[mention.end() :]).lstrip(" ,:\u00a0").strip()
