"""What a notification says first of a card whose own first words need the card around them."""

from adapters.slack.blocks.wording import shortened
from bot.domain.cards import Card, DebriefCard, PacketCard, ScenarioCard

_MOST_TITLE = 150


def gist(card: Card) -> str:
    """Empty where the card's own first words will do."""
    match card:
        case ScenarioCard():
            return f"New scenario: “{_title(card.title)}”."
        case DebriefCard():
            verdict = "" if card.notice else f": {card.band}"  # the notice is read before the verdict
            return f"Your debrief of “{_title(card.scenario)}”{verdict}."
        case PacketCard():
            verdict = card.band or "no verdict"
            return f"The committee’s packet on “{_title(card.scenario)}”: {verdict}."
        case _:
            return ""


def _title(title: str) -> str:
    return shortened(title, _MOST_TITLE)
