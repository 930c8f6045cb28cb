"""Cards in a window of their own, for whoever pressed something where no message can be whispered."""

from typing import Any

from adapters.slack.blocks import messages
from bot.domain.cards import Card, FileCard

MOST_BLOCKS = 100
SHOWN = "debrief_shown"
"""The name of a window that only shows something."""


def card_view(card: Card) -> dict[str, Any] | None:
    """None for a card that no window can hold: a file, or one that is too long."""
    blocks = [block for part in messages(card) for block in part.blocks]
    if isinstance(card, FileCard) or not 0 < len(blocks) <= MOST_BLOCKS:
        return None
    return {
        "type": "modal",
        "callback_id": SHOWN,
        "title": _plain("Debrief"),
        "close": _plain("Close"),
        "blocks": blocks,
    }


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}
