"""One button leads on at most, and red is kept for little."""

from dataclasses import replace
from typing import Any

import pytest

from adapters.slack.blocks import messages
from adapters.slack.blocks.messages import blocks_of
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.happenings import Action
from bot.domain.mode import Privacy
from tests.contract.cards import a_scenario
from tests.unit.slack.blocks.read import strings
from tests.unit.slack.blocks.told import a_debrief

ALL = tuple(Button(action, action.value, "1") for action in Action)


def pressed(card: Card) -> list[dict[str, Any]]:
    rows = [block for block in messages(card)[-1].blocks if block["type"] == "actions"]
    return [button for row in rows for button in row["elements"]]


def test_red_is_for_red_lines_and_for_ending_a_round_alone() -> None:
    emojis = [part for part in strings(blocks_of(a_debrief())) if part == "red_circle"]
    assert len(emojis) == 1
    assert not [
        part for part in strings(blocks_of(replace(a_debrief(), red_lines=()))) if part == "red_circle"
    ]
    styles = {button["text"]["text"]: button.get("style") for button in pressed(Note("All.", ALL))}
    assert [label for label, style in styles.items() if style == "danger"] == [Action.STOP_ROUND.value]


def test_one_button_at_most_leads_on() -> None:
    buttons = pressed(Note("All.", ALL))

    assert sum(button.get("style") == "primary" for button in buttons) == 1
    assert len({button["action_id"] for button in buttons}) == len(ALL)
    rows = [block for block in messages(Note("All.", ALL))[0].blocks if block["type"] == "actions"]
    assert max(len(row["elements"]) for row in rows) <= 5


@pytest.mark.parametrize("privacy", Privacy)
def test_a_scenario_leads_to_its_form_only_where_answers_are_private(privacy: Privacy) -> None:
    card = replace(a_scenario(), privacy=privacy, buttons=ALL)

    leading = [button["action_id"] for button in pressed(card) if button.get("style") == "primary"]

    assert leading == (["debrief:answer:0"] if privacy is Privacy.SEALED else [])


def test_a_button_carries_what_it_stands_on() -> None:
    first, second = pressed(a_debrief())

    assert (first["action_id"], first["value"]) == ("debrief:again:0", "7")
    assert (second["action_id"], second["value"]) == ("debrief:appeal:1", "7/8")
    assert "value" not in pressed(Note("x", (Button(Action.HINT, "Hint", ""),)))[0]
