"""Buttons, a few to a row. One at most leads on; red is for what ends something for good."""

from collections.abc import Sequence
from typing import Any

from adapters.slack.blocks.plain import plain
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import shortened
from bot.domain.card_parts import Button
from bot.domain.happenings import Action
from bot.errors import Defect

PREFIX = "debrief"
LEADING = frozenset({Action.GRADE_ME, Action.END_TURN, Action.USE_AS_ANSWER})
_ENDING = frozenset({Action.STOP_ROUND})
_ROW = 5
_MOST_LABEL, _MOST_VALUE = 75, 2_000


def button_rows(buttons: Sequence[Button], leading: frozenset[Action] = LEADING) -> list[Block]:
    first = next((place for place, one in enumerate(buttons) if one.action in leading), None)
    made = [_button(one, place, leads=place == first) for place, one in enumerate(buttons)]
    return [
        {"type": "actions", "elements": made[start : start + _ROW]} for start in range(0, len(made), _ROW)
    ]


def _button(button: Button, place: int, *, leads: bool) -> dict[str, Any]:
    if len(button.subject) > _MOST_VALUE:
        raise Defect(f"A button's subject has {len(button.subject):,} characters, too many for Slack.")
    made: dict[str, Any] = {
        "type": "button",
        "action_id": f"{PREFIX}:{button.action.value}:{place}",
        "text": plain(shortened(button.label, _MOST_LABEL)),
    }
    if button.subject:
        made["value"] = button.subject
    if leads or button.action in _ENDING:
        made["style"] = "primary" if leads else "danger"
    return made
