"""Long texts in pieces: nothing is lost, none is too long, and they part where a reader would pause."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.chats.cutting import Piece, pieces
from adapters.slack.blocks.wording import units
from tests.unit.slack.blocks.written import WRITTEN


@given(WRITTEN, st.integers(2, 200))
def test_pieces_fit_and_make_up_the_text_again(text: str, most: int) -> None:
    found = list(pieces(text, most, units))

    assert "".join(piece.before + piece.text for piece in found) == text
    assert all(units(piece.text) <= most for piece in found)
    assert all(not piece.before.strip() for piece in found)


def test_a_text_that_just_fits_is_one_piece() -> None:
    assert list(pieces("🧑🚀", 4, units)) == [Piece("🧑🚀", "")]
    assert list(pieces("", 4, units)) == [Piece("", "")]


def test_paragraphs_part_before_lines_and_lines_before_words() -> None:
    def cut(text: str) -> list[str]:
        return [piece.text for piece in pieces(text, 20, units)]

    assert cut("one two three.\n\nfour\nfive six seven") == ["one two three.", "four\nfive six seven"]
    assert cut("one two three.\nfour five six seven") == ["one two three.", "four five six seven"]
    assert cut("one two three four five six") == ["one two three four", "five six"]


def test_a_character_of_several_parts_stays_whole() -> None:
    family = "👩\u200d👩\u200d👧"

    assert [piece.text for piece in pieces(f"1234567890{family}", 14, units)] == ["1234567890", family]
    assert [piece.text for piece in pieces("12345é6".replace("é", "e\u0301"), 6, units)] == [
        "12345",
        "e\u03016",
    ]


def test_a_pause_that_begins_where_the_piece_is_full_is_a_pause() -> None:
    assert list(pieces("one two three four.\n\nfive", 19, units)) == [
        Piece("one two three four.", ""),
        Piece("five", "\n\n"),
    ]
