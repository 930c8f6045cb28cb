"""Every card of the core, set for a terminal. Nothing is told by colour alone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.text import Text

from adapters.terminal.boards import board_page, sheet_page
from adapters.terminal.debrief import debrief_page
from adapters.terminal.fields import fields_page
from adapters.terminal.prose import Page, button_row, indented, plain, prompt_page, shortened
from adapters.terminal.rounds import packet_page, question_page
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
from bot.domain.mode import Privacy

HARDEST = 3


def card_page(card: Card, zone: ZoneInfo) -> Page:  # noqa: C901, PLR0911  an arm for each kind of card
    """A card as its parts, from top to bottom; times in `zone`."""
    match card:
        case ScenarioCard():
            return [*scenario_page(card), *_closing(card, zone), *button_row(card.buttons)]
        case DebriefCard():
            return debrief_page(card)
        case RevealCard():
            return reveal_page(card)
        case Note():
            return [*map(plain, card.text.split("\n\n")), *button_row(card.buttons)]
        case AnswerForm():
            return form_page(card)
        case FieldForm():
            return fields_page(card)
        case BoardCard():
            return board_page(card)
        case SheetCard():
            return sheet_page(card)
        case FileCard():
            return [plain(card.says), plain(f"{card.name}, {len(card.content):,} bytes", "dim")]
        case QuestionCard():
            return question_page(card)
        case PacketCard():
            return packet_page(card)


def scenario_page(card: ScenarioCard) -> Page:
    """What belongs to the scenario itself, whenever it's posted."""
    least, most = card.words
    tests = ", ".join(competency.label.lower() for competency in card.competencies)
    difficulty = "●" * card.difficulty + "○" * (HARDEST - card.difficulty)
    return [
        plain(card.title, "bold"),
        plain(f"{difficulty} difficulty · {card.minutes} minutes · {least} to {most} words"),
        plain(f"Tests {tests}.", "dim"),
        Text(),
        *prompt_page(card.prompt),
        Text(),
        Text.assemble(("Warm-up  ", "bold"), plain(card.warm_up)),
    ]


def scenario_in_short(card: ScenarioCard, zone: ZoneInfo) -> Page:
    """How the card begins, when the whole of it isn't the point."""
    first = next(iter(prompt_page(card.prompt)), Text()).plain
    return [plain(card.title, "bold"), plain(shortened(first, 24)), *_closing(card, zone)]


def reveal_page(card: RevealCard) -> Page:
    page: Page = [plain(f"{card.scenario}: the answers", "bold")]
    for answer in card.answers:
        page += [Text(), plain(answer.name, "bold"), *map(plain, answer.text.split("\n\n"))]
    if card.held or card.hidden:
        left_out = f"Not shown: {card.held} waiting for an organiser, {card.hidden} hidden by their authors."
        page += [Text(), plain(left_out, "dim")]
    return [*page, *button_row(card.buttons)]


def form_page(card: AnswerForm) -> Page:
    return [*prompt_page(card.prompt), Text(), *form_in_short(card)]


def form_in_short(card: AnswerForm) -> Page:
    """The form without the prompt, for whoever has just read it."""
    in_the_open = card.privacy is Privacy.OPEN
    draft: Page = [Text(), indented(plain(card.draft))] if card.draft else []
    return [
        plain(f"Your answer to “{card.title}”", "bold"),
        plain("Nobody else sees what you write in this form." if in_the_open else card.privacy.value),
        *draft,
        Text(),
        Text("[Send] [Cancel]"),
    ]


def in_zone(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%A %H:%M}"


def _closing(card: ScenarioCard, zone: ZoneInfo) -> Page:
    notes: Page = [plain(note, "italic") for note in card.notes]
    closes = f"Closes {in_zone(card.deadline, zone)} ({zone.key}). {card.privacy.value}"
    read_by: Page = [plain(card.read_by)] if card.read_by else []
    return [Text(), *notes, plain(closes), *read_by]
