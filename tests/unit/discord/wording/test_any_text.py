"""Every kind of card, whatever stands in it: Discord would take it, nothing is lost or formed by it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.wording import DiscordMessage, messages, signed
from adapters.discord.wording.escaping import shown
from adapters.discord.wording.rich import Block, bold, cut, markup, quoted, said
from bot.domain.card_parts import BoardRow, SealedAnswer, Section
from bot.domain.cards import BoardCard, Card, Note, QuestionCard, RevealCard, SheetCard
from bot.domain.forms import AnswerForm, Choice, Field, FieldForm
from bot.library.layout import lines_of
from tests.contract.cards import every_card
from tests.unit.discord.wording.limits import problems
from tests.unit.discord.wording.markdown import Look, looks, read, with_look
from tests.unit.discord.wording.written import LONGEST, WRITTEN

KINDS = len(every_card(""))
FENCED = "Look:\n\n  | a | b |\n  | ``` | <@1> |\n  | c | ``` |\n"
UNSAID = {"buttons", "subject", "picture", "content", "media_type", "post", "finding", "choices"}
NEVER = {
    *(Look.MENTION, Look.EMOJI, Look.MASKED, Look.UNFOLDING, Look.HIDDEN, Look.STRUCK),
    *(Look.UNDERLINE, Look.ITALIC, Look.NUMBER),
}
OUR_TIMES = {"t:1772526600:f", "t:1772526600:R"}
_SAID_OF_PARTS = re.compile(r"Continues below: part \d+ of \d+\s+Part \d+ of \d+")
_SET_OTHERWISE = re.compile("[\\s`*|:·\u200b-\u200f\u2060\u2068\u2069-]")


def bare(text: str) -> str:
    """Letters alone, to look for one text in another however each is set."""
    return _SET_OTHERWISE.sub("", _SAID_OF_PARTS.sub("", text))


def each_text(value: object) -> Iterator[str]:
    """What a card says: not what only code reads, and not its buttons."""
    match value:
        case Choice():
            yield value.label
        case str() if type(value) is str:
            yield value
        case tuple():
            yield from (text for part in value for text in each_text(part))
        case _ if is_dataclass(value):
            for name in (part.name for part in fields(value) if part.name not in UNSAID):
                said = getattr(value, name)
                yield from words_of(said) if name in ("prompt", "ask") else each_text(said)


def words_of(prompt: str) -> Iterator[str]:
    """Tables are told row by row, and fences say how something is set: the words stay, in another order."""
    yield from (word for line in lines_of(shown(prompt)) for word in line.text.split())


def told_by(message: DiscordMessage) -> str:
    files = (file.content.decode() for file in message.files if file.media_type == "text/plain")
    return "\n".join([read(message.content), *files])


def sound(card: Card) -> str:
    """What is read in all of a card's messages, once they are known to be sound."""
    parts = messages(card)
    for place, part in enumerate(parts):
        assert problems(part) == []
        assert problems(signed(part, "key" * 40, place)) == []
        assert not NEVER & looks(part.content), [with_look(part.content, look) for look in NEVER]
        assert set(with_look(part.content, Look.TIME)) <= OUR_TIMES
        assert part.quiet == (place > 0)
    assert not any(part.components for part in parts[:-1])
    return "\n".join(map(told_by, parts))


def whole(card: Card, reads: str) -> None:
    letters = bare(reads)
    for part in set(each_text(card)):
        assert bare(shown(part)) in letters


def asked_shortly(card: Card) -> Card:
    """Labels stand in modals as well; there, and in the message with the steps, they may be shortened."""
    if not isinstance(card, FieldForm):
        return card
    return replace(card, subject="1/2", title="A form", sends="Send", fields=tuple(map(_plain, card.fields)))


def _plain(field: Field) -> Field:
    return replace(field, label=field.name, choices=(), draft="" if field.choices else field.draft)


def shown_whole_and_harmless(card: Card) -> None:
    sound(card)
    whole(asked_shortly(card), sound(asked_shortly(card)))


@given(WRITTEN, st.integers(0, KINDS - 1))
@settings(deadline=None, max_examples=100)
def test_any_text_is_shown_whole_and_harmless(text: str, kind: int) -> None:
    shown_whole_and_harmless(every_card(text)[kind])


@pytest.mark.parametrize("kind", range(KINDS))
def test_a_fence_in_a_members_table_opens_nothing(kind: int) -> None:
    shown_whole_and_harmless(every_card(FENCED)[kind])


@pytest.mark.parametrize("number", range(len(LONGEST)))
def test_the_longest_texts_are_shown_whole(number: int) -> None:
    text = LONGEST[number]
    cards = every_card(text)
    for card in (Note(text), cards[2], cards[number % KINDS]):
        whole(asked_shortly(card), sound(asked_shortly(card)))


@given(WRITTEN)
@example("https://example.com/a_b_c.")
@example("discord.gg/abc https://discord.gg/abc")
@example("\\*a*\\")
@example("1. one\n2. two\n-# small\n# big\n  - x\n> q")
@settings(deadline=None, max_examples=150)
def test_words_are_read_as_they_were_typed(text: str) -> None:
    for block in cut(said(text)):
        assert read(markup(block)) == words(block)
        assert looks(markup(block)) <= {Look.LINK}


@given(WRITTEN)
@settings(deadline=None, max_examples=80)
def test_so_are_words_that_are_set_apart(text: str) -> None:
    for block in cut(quoted(text)):
        assert read(markup(block)) == words(block)
        assert looks(markup(block)) <= {Look.QUOTE, Look.LINK}
    for block in cut(said("Before ", bold(text), " after")):
        assert read(markup(block)) == words(block)
        assert looks(markup(block)) <= {Look.BOLD, Look.LINK}


def words(block: Block) -> str:
    return "".join(run.text for run in block.runs)


def test_empty_cards_are_sound_too() -> None:
    empty = (BoardCard("", "", ()), SheetCard("", ()), RevealCard("", (), 0, 0))
    for text in ("", " \n ", "\u200b"):
        for card in (*every_card(text), *empty):
            sound(card)


ROWS = tuple(BoardRow(place, f"Member {place} \u05d0", f"{place} points") for place in range(1, 61))
ANSWERS = tuple(SealedAnswer(f"Member {n}", f"answer {n} " * 400) for n in range(24))
FULL: tuple[Card, ...] = (
    BoardCard("Board", "Points", ROWS, ROWS[40], 3, ("note " * 80,) * 5),
    RevealCard("Hail", ANSWERS, 1, 2),
    SheetCard("Queue", tuple(Section(f"Section {n}", ("line " * 30,) * 20, n % 2 == 1) for n in range(15))),
    QuestionCard("Hail", "The CFO", "ask " * 2_000, 2, 3, ("note",) * 60),
    AnswerForm("1", "Hail", "ask " * 900, "draft " * 2_000, every_card("")[4].privacy),  # type: ignore[union-attr]  # a form
)


@pytest.mark.parametrize("card", FULL, ids=lambda card: type(card).__name__)
def test_full_lists_are_sound_and_whole(card: Card) -> None:
    whole(card, sound(card))


def test_the_answers_of_a_large_group_are_a_few_messages_and_a_file() -> None:
    parts = messages(RevealCard("Hail", ANSWERS, 0, 0))

    assert len(parts) <= 6
    assert [file.name for part in parts for file in part.files] == ["in-full.txt"]
    assert "answer 23" in parts[-1].files[0].content.decode()
