"""What the room's file holds comes back as it was, whatever its texts hold."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from adapters.web.room.as_json import card_as_json, card_from_json, happening_as_json, happening_from_json
from adapters.web.room.rows import line_of, line_row, queued_of, queued_row
from adapters.web.room.values import Line, Queued, Spot
from bot.domain.card_parts import Picture
from bot.domain.cards import FileCard
from bot.domain.forms import AnswerForm
from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    ChannelClosed,
    Command,
    CommandGiven,
    FormSent,
    Happening,
    MemberLeft,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    MessageTaken,
    Opening,
    Source,
)
from tests.contract.cards import a_board, every_card

NOW = datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)


def whole(text: str) -> str:
    """Two halves of a pair that stand side by side are the pair: no text can tell them apart."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


HOSTILE = st.one_of(
    st.text(),
    st.text(st.characters(categories=("Cs", "Cc", "Cf", "So", "Mn"))).map(whole),
    st.just('{"base64": ""}'),
)
SPOTS = st.builds(Spot, HOSTILE, st.none() | HOSTILE, st.none() | HOSTILE)


def every_happening(text: str) -> tuple[Happening, ...]:
    source = Source("web", "study-room", text)
    account = Account("web", "", text, text)
    at = MessageAt(text, text, text, direct=True)
    return (
        MessagePosted(source, at, account, text, NOW, Opening.QUOTES, 2, NOW),
        MessageDeleted(source, at, NOW),
        MessageTaken(source, at, account, out=True),
        ButtonPressed(source, account, Action.USE_AS_ANSWER, text, NOW),
        FormSent(source, account, text, text, NOW),
        CommandGiven(source, account, Command.ORGANISER, text, NOW, None),
        MemberLeft(source, account, NOW, text),
        ChannelClosed(source, text, NOW),
    )


@given(HOSTILE)
def test_every_card_comes_back_as_it_was(text: str) -> None:
    for card in every_card(text):
        back = card_from_json(card_as_json(card))
        assert back == card
        assert type(back) is type(card)


@given(st.binary())
def test_pictures_and_files_come_back_to_the_byte(content: bytes) -> None:
    file = FileCard("a", "b", content, "c")
    board = a_board()
    pictured = type(board)("a", "b", (), picture=Picture(content, "<svg/>", "alt"))

    assert card_from_json(card_as_json(file)) == file
    assert card_from_json(card_as_json(pictured)) == pictured


@given(HOSTILE)
def test_every_happening_comes_back_as_it_was(text: str) -> None:
    for happening in every_happening(text):
        assert happening_from_json(happening_as_json(happening)) == happening


@given(SPOTS, HOSTILE, st.booleans(), st.none() | st.just(NOW))
def test_a_line_comes_back_as_it_was(spot: Spot, text: str, yes: bool, edited: datetime | None) -> None:  # noqa: FBT001  drawn
    card = every_card(text)[0] if yes else None
    line = Line("m1", spot, text, NOW, text, card, text, text, edited, yes, not yes, yes, 7, 3)

    assert line_of(line_row(line)) == line


@given(SPOTS, HOSTILE)
def test_a_queued_happening_comes_back_as_it_was(spot: Spot, text: str) -> None:
    for happening in every_happening(text):
        queued = Queued(4, "you", spot, happening)
        assert queued_of(queued_row(queued)) == queued


def test_a_form_is_not_taken_for_a_file() -> None:
    """A dictionary that looks like kept bytes is only ever made of kept bytes."""
    form = next(card for card in every_card('{"base64": "eA=="}') if isinstance(card, AnswerForm))

    assert card_from_json(card_as_json(form)) == form
