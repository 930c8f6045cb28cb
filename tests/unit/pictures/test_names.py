"""Names in pictures: whole, cut, or replaced by words; never an empty box."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.pictures.coverage import FONTS, drawable
from adapters.pictures.names import LONGEST, drawn, in_glyphs, shortened

JOINERS = "\u200c\u200d\u200f\u2003"


@pytest.mark.parametrize(
    "name", ["Ana", "Łukasz Żółć", "Nguyễn Thị Ánh", "Жанна", "Ελένη", "محمد علي", "O’Brien-Ng"]
)
def test_scripts_with_a_shipped_font_are_drawn_as_they_are(name: str) -> None:
    assert drawn(name, 1) == name


def test_devanagari_keeps_its_words_apart_and_is_not_mixed() -> None:
    assert drawn("अनन्या शर्मा", 1) == "अनन्या\u2003शर्मा"
    assert drawn("Ana शर्मा", 3) == "member 3"


@pytest.mark.parametrize("name", ["山田 太郎", "김민수", "😀🎉", "", " \u202e ", "דוד"])
def test_what_no_shipped_font_has_is_said_in_words(name: str) -> None:
    assert drawn(name, 4) == "member 4"


def test_emoji_beside_letters_are_left_to_the_text() -> None:
    assert drawn("Ana 😀", 1) == "Ana"
    assert in_glyphs("Board 🎉 of 山 the week") == "Board of the week"


def test_orders_that_turn_a_line_around_are_left_out() -> None:
    assert drawn("Ana\u202e evil\n\x00", 1) == "Ana evil"


def test_a_cut_spares_letters_with_accents() -> None:
    cut = shortened("x" * (LONGEST - 1) + "e\u0301\u0301 and more")
    assert cut == "x" * (LONGEST - 1) + "…"


@given(name=st.text(max_size=200), place=st.integers(1, 60))
def test_every_name_is_drawable_and_short(name: str, place: int) -> None:
    said = drawn(name, place)
    assert said
    assert len(said) <= LONGEST + 2
    assert [c for c in said if ord(c) not in drawable() and c not in JOINERS] == []
    assert not [c for c in said if unicodedata.category(c) == "Cc"]


def test_fonts_come_with_their_licence() -> None:
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert sorted(font.name for font in FONTS.glob("*.ttf")) == [
        "NotoSans-Regular.ttf",
        "NotoSansArabic-Regular.ttf",
    ]
