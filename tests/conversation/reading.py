"""A card as the words that somebody reads."""

from bot.domain.cards import AnswerForm, Button, Card, DebriefCard, Note, RevealCard, ScenarioCard


def text_of(card: Card) -> str:
    match card:
        case Note():
            return card.text
        case ScenarioCard():
            return " ".join((f"Scenario “{card.title}”.", card.privacy, *card.notes))
        case DebriefCard():
            return _debrief(card)
        case RevealCard():
            answers = " ".join(f"{answer.name}: {answer.text}" for answer in card.answers)
            return f"Answers to “{card.scenario}”. {answers} ({card.hidden} hidden, {card.held} held)"
        case AnswerForm():
            return f"Form for “{card.title}”. {card.privacy} Draft: {card.draft}"


def _debrief(card: DebriefCard) -> str:
    improved = "" if card.improved_by is None else f" Improved by {card.improved_by}."
    return f"Debrief of “{card.scenario}”: {card.band}. Points: {', '.join(card.points)}.{improved}"


def buttons_of(card: Card) -> tuple[Button, ...]:
    return () if isinstance(card, AnswerForm) else card.buttons
