"""The App Home: whatever card the core puts there."""

from typing import Any

from adapters.slack.blocks.messages import blocks_of, buttons_of
from adapters.slack.blocks.plain import quiet
from adapters.slack.blocks.rich import weight
from adapters.slack.blocks.values import Block
from bot.domain.cards import Card

CALLBACK = "debrief_home"
MOST_BLOCKS, MOST_BYTES = 100, 80_000
"""A third of the bytes that Slack takes: how it counts letters beyond ASCII isn't said."""
_MORE = "There is more than fits here. Type /debrief to see the rest."


def home(card: Card) -> dict[str, Any]:
    buttons = buttons_of(card)
    return {
        "type": "home",
        "callback_id": CALLBACK,
        "blocks": [*_fitting(blocks_of(card), buttons), *buttons],
    }


def _fitting(blocks: list[Block], buttons: list[Block]) -> list[Block]:
    """All of them, or as many as fit and a word that there are more."""
    kept: list[Block] = []
    heavy = sum(map(weight, buttons))
    for block in blocks:
        heavy += weight(block)
        if len(kept) + len(buttons) + 1 >= MOST_BLOCKS or heavy > MOST_BYTES:
            return [*kept, *quiet(_MORE)]
        kept.append(block)
    return kept
