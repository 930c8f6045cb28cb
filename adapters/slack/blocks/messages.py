"""Every card as messages. Times are set in each viewer's own zone by Slack itself."""

from adapters.slack.blocks.buttons import LEADING, button_rows
from adapters.slack.blocks.debriefs import debrief_blocks, packet_blocks
from adapters.slack.blocks.forms import answer_form_blocks, field_form_blocks
from adapters.slack.blocks.gist import gist
from adapters.slack.blocks.lists import board_blocks, sheet_blocks
from adapters.slack.blocks.paging import paged
from adapters.slack.blocks.plain import quiet
from adapters.slack.blocks.plainly import in_words
from adapters.slack.blocks.prose import spoken
from adapters.slack.blocks.rich import rich
from adapters.slack.blocks.scenarios import question_blocks, reveal_blocks, scenario_blocks
from adapters.slack.blocks.values import Block, SlackFile, SlackMessage
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
from bot.domain.happenings import Action
from bot.domain.mode import Privacy

_WORDLESS = "Debrief"


def messages(card: Card) -> tuple[SlackMessage, ...]:
    """A card as one message, or as several where one can't hold it: then each says so."""
    pages = paged([*blocks_of(card), *buttons_of(card)])
    last = len(pages) - 1
    return tuple(
        SlackMessage(
            in_words(page, _WORDLESS, "" if place else gist(card)),
            page,
            files_of(card) if place == last else (),
        )
        for place, page in enumerate(pages or [()])
    )


def blocks_of(card: Card) -> list[Block]:  # noqa: C901, PLR0911  an arm for each kind of card
    match card:
        case ScenarioCard():
            return scenario_blocks(card)
        case DebriefCard():
            return debrief_blocks(card)
        case RevealCard():
            return reveal_blocks(card)
        case Note():
            return rich(spoken(card.text))
        case AnswerForm():
            return answer_form_blocks(card)
        case FieldForm():
            return field_form_blocks(card)
        case BoardCard():
            return board_blocks(card)
        case SheetCard():
            return sheet_blocks(card)
        case FileCard():
            return [*rich(spoken(card.says)), *quiet(f"{card.name}, {len(card.content):,} bytes")]
        case QuestionCard():
            return question_blocks(card)
        case PacketCard():
            return packet_blocks(card)


def buttons_of(card: Card) -> list[Block]:
    match card:
        case AnswerForm() | FieldForm():
            return []
        case ScenarioCard():
            sealed = card.privacy is Privacy.SEALED
            leading = frozenset({Action.ANSWER_PRIVATELY}) if sealed else frozenset[Action]()
            return button_rows(card.buttons, leading)
        case _:
            return button_rows(card.buttons, LEADING)


def files_of(card: Card) -> tuple[SlackFile, ...]:
    match card:
        case BoardCard(picture=picture) if picture:
            return (SlackFile("board.png", "image/png", picture.png, picture.alt),)
        case SheetCard(picture=picture) if picture:
            return (SlackFile("progress.png", "image/png", picture.png, picture.alt),)
        case FileCard():
            return (SlackFile(card.name, card.media_type, card.content, card.says),)
        case _:
            return ()
