"""Every kind of card, whatever stands in it: Slack would take it, nothing is lost, nobody is called."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.blocks import home, messages, modal
from adapters.slack.blocks.paging import MOST_BYTES
from adapters.slack.blocks.rich import weight
from adapters.slack.blocks.wording import shown
from bot.domain.card_parts import BoardRow, SealedAnswer, Section
from bot.domain.cards import BoardCard, Card, QuestionCard, RevealCard, SheetCard
from bot.domain.forms import AnswerForm, Field, FieldForm
from tests.contract.cards import every_card
from tests.fakes.slack.block_kit import problems, view_problems
from tests.unit.slack.blocks.read import bare, read, strings
from tests.unit.slack.blocks.written import LONGEST, WRITTEN

KINDS = len(every_card(""))
OUR_TIME = re.compile(r"<!date\^\d+\^\{date_short_pretty\} at \{time\}\|\w+ \d+ \w+, \d\d:\d\d UTC>")
UNSAID = {"buttons", "subject", "picture", "content", "media_type", "post", "finding"}
TOKEN = re.compile("<[!@#]|(?i:@(channel|here|everyone))")


def each_text(value: object) -> Iterator[str]:
    """What a card says: not what only code reads, and not its buttons."""
    match value:
        case Field():
            yield from (value.label, *(one.label for one in value.choices))
            yield from () if value.choices else (value.draft,)
        case str() if type(value) is str:
            yield value
        case tuple():
            yield from (text for part in value for text in each_text(part))
        case _ if is_dataclass(value):
            told = (part.name for part in fields(value) if part.name not in UNSAID)
            yield from (text for name in told for text in each_text(getattr(value, name)))


def sound(card: Card) -> str:
    """What is read in all of a card's messages, once they are known to be sound."""
    parts = messages(card)
    for part in parts:
        assert problems(list(part.blocks), "message") == []
        assert weight(list(part.blocks)) <= MOST_BYTES
        assert 0 < len(part.text) <= 4_000
        assert not TOKEN.search(OUR_TIME.sub("", part.text))
        assert not mentioned(part.blocks)
    return "\n".join(read(part.blocks) for part in parts)


def mentioned(value: Any) -> list[str]:
    return [text for text in strings(value) if re.search("<[!@#]", OUR_TIME.sub("", text))]


def whole(card: Card, reads: str) -> None:
    for part in each_text(card):
        assert bare(shown(part)) in bare(reads)


@given(WRITTEN, st.integers(0, KINDS - 1))
@settings(deadline=None, max_examples=150)
def test_any_text_is_shown_whole_and_harmless(text: str, kind: int) -> None:
    card = every_card(text)[kind]

    whole(card, sound(card))


@pytest.mark.parametrize("text", LONGEST, ids=range(len(LONGEST)))
def test_the_longest_texts_are_shown_whole(text: str) -> None:
    for card in every_card(text):
        whole(card, sound(card))


@given(WRITTEN, st.integers(0, KINDS - 1))
@settings(deadline=None, max_examples=60)
def test_any_text_stands_at_home(text: str, kind: int) -> None:
    view = home(every_card(text)[kind])

    assert view_problems(view) == []
    assert not mentioned(view)


@pytest.mark.parametrize("text", LONGEST[:4], ids=range(4))
def test_a_home_that_is_too_full_says_so(text: str) -> None:
    card = SheetCard("Home", tuple(Section(f"{place}", (text, text)) for place in range(6)), "The end.")

    view = home(card)

    assert view_problems(view) == []
    reads = read(view["blocks"])
    assert ("There is more than fits here" in reads) != ("The end." in reads)


@given(WRITTEN)
@settings(deadline=None, max_examples=60)
def test_any_text_stands_in_a_form(text: str) -> None:
    for card in every_card(text):
        if isinstance(card, AnswerForm | FieldForm):
            view = modal(card, private='{"post": "1"}')
            assert view_problems(view) == []
            whole(card, read([*view["blocks"], view["title"], view["submit"]]))


def test_empty_cards_are_sound_too() -> None:
    empty = (BoardCard("", "", ()), SheetCard("", ()), RevealCard("", (), 0, 0))
    for card in (*every_card(""), *every_card(" \n "), *empty):
        sound(card)
        assert view_problems(home(card)) == []


ROWS = tuple(BoardRow(place, f"Member {place} \u05d0", f"{place} points") for place in range(1, 61))
FULL: tuple[Card, ...] = (
    BoardCard("Board", "Points", ROWS, ROWS[40], 3, ("note " * 80,) * 5),
    RevealCard("Hail", tuple(SealedAnswer(f"Member {n}", f"answer {n} " * 400) for n in range(24)), 1, 2),
    SheetCard("Queue", tuple(Section(f"Section {n}", ("line " * 30,) * 20, n % 2 == 1) for n in range(15))),
    QuestionCard("Hail", "The CFO", "ask " * 2_000, 2, 3, ("note",) * 60),
)


@pytest.mark.parametrize("card", FULL, ids=lambda card: type(card).__name__)
def test_full_lists_are_sound_and_whole(card: Card) -> None:
    whole(card, sound(card))
