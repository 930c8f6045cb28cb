"""The buttons of a mock round."""

from bot.domain.cards import Card, Note
from bot.domain.happenings import ButtonPressed
from bot.practice.core import Core


async def press_in_round(_core: Core, _pressed: ButtonPressed) -> Card:
    """End the turn or the round that the button stands in."""
    return Note("That round is over. Nothing was changed.")
