"""The screens in the docs can show whatever cards become, and nothing on them is markup."""

from datetime import UTC, datetime
from html import escape

import pytest

from adapters.slack.blocks import home, messages, modal
from bot.domain.cards import Card
from bot.domain.forms import AnswerForm, FieldForm
from scripts.slack_look import Screen, page
from tests.contract.cards import every_card

NOW = datetime(2026, 3, 30, 7, tzinfo=UTC)
WICKED = "<b>bold</b> & <!channel>"


@pytest.mark.parametrize("card", every_card(WICKED), ids=lambda card: type(card).__name__)
def test_every_card_can_be_drawn(card: Card) -> None:
    drawn = page(Screen("card", "# practice", NOW, messages(card)))
    assert "<b>bold</b>" not in drawn
    assert escape("<b>bold</b> & ") in drawn


@pytest.mark.parametrize("card", every_card("words"), ids=lambda card: type(card).__name__)
def test_so_can_forms_and_the_home_tab(card: Card) -> None:
    view = modal(card, private="{}") if isinstance(card, AnswerForm | FieldForm) else home(card)
    assert "words" in page(Screen("view", "Debrief", NOW, view=view))


def test_a_deadline_stands_in_the_readers_own_time() -> None:
    drawn = "".join(page(Screen("card", "# practice", NOW, messages(card))) for card in every_card("words"))
    assert "Closes " in drawn
    assert "date_short_pretty" not in drawn
