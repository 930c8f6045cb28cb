"""What a debrief says of a later try."""

import pytest

from bot.domain.cards import DebriefCard
from bot.domain.grade import Band


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (None, ""),
        (-39, "39 of 100 below your first try (practice, no points)"),
        (4, "4 of 100 above your first try (practice, no points)"),
        (0, "As good as your first try (practice, no points)"),
    ],
)
def test_a_later_try_is_compared_in_words_with_its_unit(by: int | None, said: str) -> None:
    card = DebriefCard("The leaflet", Band.YES, "automatic check", False, (), (), "", "", (), improved_by=by)
    assert card.improved == said
