"""What a modal's fields are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adapters.slack.blocks.drafts import MOST_IN_INPUT, Drafted, Place, spread
from adapters.slack.blocks.plain import plain
from adapters.slack.blocks.rich import bold, bullet, rich, said
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import escaped, shortened, units
from bot.domain.forms import Field
from bot.domain.text import storable
from bot.errors import Defect

_MOST_LABEL, _MOST_OPTION = 150, 75
_MOST_VALUE, _MOST_BLOCK_ID = 150, 255
_MOST_RADIO, _MOST_OPTIONS = 7, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A field, where it stands in its form, and how it grows."""

    field: Field
    number: int
    full_at: int | None
    """From so many letters on, an empty input follows, for more."""
    hint: str = ""


def input_blocks(asked: Asked) -> Iterator[Block]:
    field = asked.field
    yield from _in_full(field)
    if field.choices:
        yield _input(Place(field.name, asked.number), field.label, _choice(field))
        return
    parts = list(spread(field.name, asked.number, storable(field.draft), full_at=asked.full_at))
    for part in parts:
        last = part is parts[-1]
        yield _text_input(asked, part, alone=len(parts) == 1, hint=asked.hint if last else "")


def _in_full(field: Field) -> list[Block]:
    """Labels that Slack's own places for them can't hold, before they stand there shortened."""
    label = [said(bold(field.label))] if _is_long(field.label, _MOST_LABEL) else []
    long = [choice.label for choice in field.choices if _is_long(choice.label, _MOST_OPTION)]
    return rich(*label, *map(bullet, long))


def _is_long(text: str, most: int) -> bool:
    return units(escaped(text)) > most


def _text_input(asked: Asked, part: Drafted, *, alone: bool, hint: str) -> Block:
    field = asked.field
    whole = alone and units(part.text) <= field.most
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": f"typed:{asked.number}:{part.place.part}",
        "multiline": field.tall or not alone or "\n" in part.text,
        "max_length": min(field.most, MOST_IN_INPUT) if whole else MOST_IN_INPUT,
    }
    if part.text:
        element["initial_value"] = part.text
    continued = part.place.part > 0
    label = f"{shortened(field.label, _MOST_LABEL)}, continued" if continued else field.label
    made = _input(part.place, label, element)
    return made | ({"optional": True} if continued else {}) | ({"hint": plain(hint)} if hint else {})


def _choice(field: Field) -> dict[str, Any]:
    if len(field.choices) > _MOST_OPTIONS or any(
        not 0 < len(choice.value) <= _MOST_VALUE for choice in field.choices
    ):
        raise Defect(f"The field {field.name!r} offers more, or longer, choices than Slack takes.")
    options = [
        {"text": plain(shortened(choice.label, _MOST_OPTION) or choice.value), "value": choice.value}
        for choice in field.choices
    ]
    few = len(options) <= _MOST_RADIO
    element: dict[str, Any] = {"type": "radio_buttons" if few else "static_select", "options": options}
    chosen = [option for option in options if option["value"] == field.draft]
    return element | ({"initial_option": chosen[0]} if chosen else {})


def _input(place: Place, label: str, element: dict[str, Any]) -> Block:
    if len(place.block_id) > _MOST_BLOCK_ID:
        raise Defect(f"The field {place.name!r} has a longer name than Slack takes.")
    return {
        "type": "input",
        "block_id": place.block_id,
        "label": plain(shortened(label, _MOST_LABEL + len(", continued")) or place.name),
        "element": {"action_id": f"chosen:{place.field}"} | element,
    }
