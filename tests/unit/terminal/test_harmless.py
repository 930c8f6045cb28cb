from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.harmless import harmless
from adapters.terminal.render import card_page
from adapters.terminal.screen import MOST_COLUMNS
from bot.domain.calendar import zone_named
from tests.contract.cards import every_card
from tests.unit.terminal.printed import printed

JOINERS = "\u200c\u200d"
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("over\rwritten", "over␍written"),
        ("one\r\ntwo", "one\ntwo"),
        ("gone\x7f\x08", "gone␡␈"),
        ("\x9b31m", "[U+009B]31m"),
        ("\u202eback", "[U+202E]back"),
        ("\u2066in\u2069", "[U+2066]in[U+2069]"),
        ("a\u2028b", "a[U+2028]b"),
        ("\ud800", "[U+D800]"),
        ("\U000e0041", "[U+E0041]"),
    ],
)
def test_what_steers_a_terminal_is_shown_instead(hostile: str, shown: str) -> None:
    assert harmless(hostile) == shown


@pytest.mark.parametrize(
    "text", ["[bold]x[/]", "naïve ●○ 日本語", "می‌خواهم", "\U0001f469\u200d\U0001f680", "a\nb", "e\u0301"]
)
def test_text_that_people_write_stays(text: str) -> None:
    assert harmless(text) == text


@given(ANYTHING)
def test_nothing_that_steers_is_left(text: str) -> None:
    left = [char for char in harmless(text) if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]

    assert set(left) <= {"\n", *JOINERS}


@given(ANYTHING)
def test_no_text_on_any_card_steers_the_terminal(text: str) -> None:
    for card in every_card(text):
        shown = printed(card_page(card, zone_named("UTC")), MOST_COLUMNS)

        assert {char for char in shown if category(char) in ("Cc", "Cf", "Cs")} <= {"\n", *JOINERS}
        shown.encode()


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "[/]", "[link=http://a.b]here[/link]", ":bomb:", "{0} %s"]
)
def test_markup_is_only_text(text: str) -> None:
    for card in every_card(text):
        assert text in printed(card_page(card, zone_named("UTC")), 400)
