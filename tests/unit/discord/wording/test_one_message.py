"""The card of the day is one message: its thread hangs on the first, and its buttons stand on the last."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.cli.scenario_pages import sample_card
from adapters.discord.wording import messages
from bot.domain.cards import ScenarioCard
from bot.domain.mode import Privacy
from bot.library.library import Library

READ_BY = "Answers are read by the model gpt-5.4-mini (https://api.openai.com/v1); no name goes along."
DEADLINE = datetime(2026, 3, 3, 8, tzinfo=UTC)


def cards(library: Library, privacy: Privacy) -> list[ScenarioCard]:
    made = [sample_card(scenario) for scenario in library.scenarios.values()]
    return [replace(card, privacy=privacy, read_by=READ_BY, deadline=DEADLINE) for card in made]


@pytest.mark.parametrize("privacy", [Privacy.OPEN, Privacy.SEALED])
def test_each_shipped_scenario_is_one_message(library: Library, privacy: Privacy) -> None:
    made = cards(library, privacy)
    assert len(made) > 10
    assert [card.title for card in made if len(messages(card)) > 1] == []


def test_what_it_tests_is_left_out_only_where_that_makes_one_message_of_two(library: Library) -> None:
    made = cards(library, Privacy.OPEN)
    told = ["Tests " in messages(card)[0].content for card in made]
    assert 0 < told.count(False) < told.count(True)
    longer = replace(made[0], prompt=made[0].prompt + "\n\nMore to read." * 150)
    assert "Tests " in "".join(part.content for part in messages(longer))
