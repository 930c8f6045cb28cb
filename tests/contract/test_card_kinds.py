"""A new kind of card meets every platform: these stories publish one of each."""

from typing import get_args

from bot.domain.cards import Card
from tests.contract.cards import every_card


def test_every_kind_of_card_is_played() -> None:
    assert [type(card) for card in every_card("")] == list(get_args(Card))
