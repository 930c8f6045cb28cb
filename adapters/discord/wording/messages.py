"""Every card as messages. Times are set in each viewer's own zone by Discord itself."""

from collections.abc import Sequence
from dataclasses import replace
from unicodedata import category

from adapters.discord.wording.buttons import LEADING, button_rows
from adapters.discord.wording.debriefs import debrief_parts, packet_blocks
from adapters.discord.wording.escaping import shortened
from adapters.discord.wording.lists import board_blocks, sheet_parts
from adapters.discord.wording.paging import paged
from adapters.discord.wording.prose import small, spoken
from adapters.discord.wording.reading import answer_form_parts
from adapters.discord.wording.rich import Block
from adapters.discord.wording.scenarios import question_blocks, reveal_parts, scenario_blocks
from adapters.discord.wording.steps import before_steps, steps_message
from adapters.discord.wording.texts import Text, in_full, in_short, text_file
from adapters.discord.wording.values import Component, DiscordFile, DiscordMessage
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
from bot.domain.happenings import Action
from bot.domain.mode import Privacy

MOST_PARTS = 3
"""What takes more messages has its long texts in a file."""
_WHOLE = "in-full.txt"
_WORDLESS = "Debrief"
_MOST_ALT = 1_024
_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def messages(card: Card) -> tuple[DiscordMessage, ...]:
    """A card as one message, or as several where one can't hold it: then each says so."""
    contents, files = _contents(parts_of(card))
    if isinstance(card, FieldForm):
        return _with_steps(contents, files, card)
    last = max(len(contents) - 1, 0)
    told = (*files, *files_of(card))
    return tuple(
        DiscordMessage(
            _worded(content),
            components_of(card) if place == last else (),
            told if place == last else (),
            quiet=place > 0,
        )
        for place, content in enumerate(contents or [""])
    )


def parts_of(card: Card) -> Sequence[Block | Text]:  # noqa: C901, PLR0911  an arm for each kind of card
    match card:
        case ScenarioCard():
            return scenario_blocks(card)
        case DebriefCard():
            return debrief_parts(card)
        case RevealCard():
            return reveal_parts(card)
        case Note():
            return spoken(card.text)
        case AnswerForm():
            return answer_form_parts(card)
        case FieldForm():
            return before_steps(card)
        case BoardCard():
            return board_blocks(card)
        case SheetCard():
            return sheet_parts(card)
        case FileCard():
            return [*spoken(card.says), *small(f"{card.name}, {len(card.content):,} bytes")]
        case QuestionCard():
            return question_blocks(card)
        case PacketCard():
            return packet_blocks(card)


def components_of(card: Card) -> tuple[Component, ...]:
    match card:
        case FieldForm():
            return steps_message(card).components
        case AnswerForm():
            return button_rows((Button(Action.ANSWER_PRIVATELY, "Open the form", card.post),))
        case ScenarioCard():
            sealed = card.privacy is Privacy.SEALED
            return button_rows(card.buttons, frozenset({Action.ANSWER_PRIVATELY}) if sealed else frozenset())
        case _:
            return button_rows(card.buttons, LEADING)


def files_of(card: Card) -> tuple[DiscordFile, ...]:
    match card:
        case BoardCard(picture=picture) if picture:
            return (DiscordFile("board.png", "image/png", picture.png, _alt(picture.alt)),)
        case SheetCard(picture=picture) if picture:
            return (DiscordFile("progress.png", "image/png", picture.png, _alt(picture.alt)),)
        case FileCard():
            return (DiscordFile(card.name, card.media_type, card.content, _alt(card.says)),)
        case _:
            return ()


def _alt(text: str) -> str:
    return shortened(text, _MOST_ALT)


def _contents(parts: Sequence[Block | Text]) -> tuple[list[str], tuple[DiscordFile, ...]]:
    """All of it, or its long texts by how they begin and whole in a file."""
    contents = paged(in_full(parts))
    whole = text_file(parts, _WHOLE) if len(contents) > MOST_PARTS else None
    return (paged(in_short(parts, _WHOLE)), (whole,)) if whole else (contents, ())


def _with_steps(
    contents: Sequence[str], files: tuple[DiscordFile, ...], form: FieldForm
) -> tuple[DiscordMessage, ...]:
    """The steps stand in a message of their own, which is shown anew after each of them."""
    last = len(contents) - 1
    before = (
        DiscordMessage(_worded(content), (), files if place == last else (), quiet=place > 0)
        for place, content in enumerate(contents)
    )
    return (*before, replace(steps_message(form), quiet=bool(contents)))


def _worded(content: str) -> str:
    """Discord takes no message in which there is nothing to see."""
    seen = any(category(char) not in _UNSEEN for char in content)
    return content if seen else _WORDLESS
