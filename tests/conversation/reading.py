"""A card as the words that somebody reads."""

from bot.domain.card_parts import Button
from bot.domain.cards import (
    BoardCard,
    Card,
    DebriefCard,
    FileCard,
    Note,
    PacketCard,
    QuestionCard,
    RevealCard,
    ScenarioCard,
    SheetCard,
)
from bot.domain.forms import AnswerForm, FieldForm


def text_of(card: Card) -> str:  # noqa: C901, PLR0911  an arm for each kind of card
    match card:
        case Note():
            return card.text
        case ScenarioCard():
            said = (f"Scenario “{card.title}”.", card.privacy, card.read_by, *card.notes)
            return " ".join(filter(None, said))
        case DebriefCard():
            return _debrief(card)
        case RevealCard():
            answers = " ".join(f"{answer.name}: {answer.text}" for answer in card.answers)
            return f"Answers to “{card.scenario}”. {answers} ({card.hidden} hidden, {card.held} held)"
        case BoardCard():
            return _board(card)
        case SheetCard():
            return _sheet(card)
        case FileCard():
            return f"{card.says} [{card.name}]"
        case QuestionCard():
            notes = " ".join(card.notes)
            return f"Question {card.turn} of {card.turns}, {card.asked_by}: {card.ask} {notes}"
        case PacketCard():
            return f"Packet of “{card.scenario}”: {card.band}. {' '.join(card.notes)}"
        case AnswerForm():
            return f"Form for “{card.title}”. {card.privacy} Draft: {card.draft}"
        case FieldForm():
            fields = " ".join(f"{one.label}: {one.draft}" for one in card.fields)
            about = " / ".join(card.about.splitlines())
            return " ".join((f"Form “{card.title}”.", card.trouble, card.says, about, fields))


def _board(card: BoardCard) -> str:
    rows = "; ".join(f"{row.rank} {row.name} {row.value}" for row in card.rows)
    own = f" You: {card.own.rank or 'no place'} {card.own.value}." if card.own else ""
    more = f" {card.more} more." if card.more else ""
    return " ".join([f"{card.title}. {card.subtitle}. {rows}.{more}{own}", *card.notes])


def _sheet(card: SheetCard) -> str:
    sections = " ".join(f"{one.heading}: {' / '.join(one.lines)}" for one in card.sections)
    return f"{card.title}. {sections} {card.closing}"


def _debrief(card: DebriefCard) -> str:
    improved = f" This try: {card.improved}." if card.improved else ""
    said = f"Debrief of “{card.scenario}”: {card.band}. Points: {', '.join(card.points)}.{improved}"
    return f"{said} {card.source}: {card.caution} {card.notice}"


def buttons_of(card: Card) -> tuple[Button, ...]:
    return () if isinstance(card, AnswerForm | FieldForm) else card.buttons
