"""Buttons, a few to a row. One at most leads on; red is for what ends something for good."""

from collections.abc import Sequence
from typing import Any

from adapters.discord.wording.escaping import shortened
from adapters.discord.wording.ids import button_id
from adapters.discord.wording.values import Component
from bot.domain.card_parts import Button
from bot.domain.happenings import Action
from bot.errors import Defect

ROW, BUTTON = 1, 2
PRIMARY, SECONDARY, DANGER = 1, 2, 4
LEADING = frozenset({Action.GRADE_ME, Action.END_TURN, Action.USE_AS_ANSWER})
_ENDING = frozenset({Action.STOP_ROUND})
_IN_ROW, _MOST = 5, 25
_MOST_LABEL = 80


def button_rows(buttons: Sequence[Button], leading: frozenset[Action] = LEADING) -> tuple[Component, ...]:
    first = next((place for place, one in enumerate(buttons) if one.action in leading), None)
    return rows([_button(one, place, leads=place == first) for place, one in enumerate(buttons)])


def rows(buttons: Sequence[Component]) -> tuple[Component, ...]:
    if len(buttons) > _MOST:
        raise Defect(f"A card has {len(buttons)} buttons, more than Discord takes.")
    starts = range(0, len(buttons), _IN_ROW)
    return tuple({"type": ROW, "components": [*buttons[start : start + _IN_ROW]]} for start in starts)


def button(custom_id: str, label: str, style: int = SECONDARY) -> Component:
    made: dict[str, Any] = {"type": BUTTON, "style": style, "custom_id": custom_id}
    return made | {"label": shortened(label, _MOST_LABEL) or "…"}


def _button(it: Button, place: int, *, leads: bool) -> Component:
    ends = DANGER if it.action in _ENDING else SECONDARY
    return button(button_id(it.action, place, it.subject), it.label, PRIMARY if leads else ends)
