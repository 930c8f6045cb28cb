"""What a modal's fields are made of: each a label over an input or a menu."""

import re
from collections.abc import Iterator
from typing import Any

from adapters.discord.wording.drafts import MOST_IN_INPUT, Drafted, Place
from adapters.discord.wording.escaping import CUT, one_line, shortened, units
from adapters.discord.wording.layout import MOST_OPTIONS, Asked
from adapters.discord.wording.values import Component
from bot.domain.forms import Choice, Field
from bot.errors import Defect

LABEL, TEXT_INPUT, SELECT = 18, 4, 3
_LINE, _TALL = 1, 2
_MOST_LABEL, _MOST_BESIDE, _MOST_OPTION = 45, 100, 100
_EXAMPLES = re.compile(r", such as |: a |, \d+ to ")
_SEAMS = (": ", " (", ", ")


def input_components(asked: Asked, hint: str = "") -> Iterator[Component]:
    if asked.field.choices:
        yield from _selects(asked)
        return
    alone = len(asked.parts) == 1
    for part in asked.parts:
        yield _labelled(asked.field, part.place.part, _text_input(asked.field, part, alone=alone), hint)


def in_full(field: Field) -> list[str]:
    """Labels that Discord's own places for them can't hold."""
    long = [field.label] if _goes_on(label_of(field.label)[1], field.label) else []
    return [*long, *(one.label for one in field.choices if _goes_on(_over_two_lines(one)[1], one.label))]


def label_of(text: str) -> tuple[str, str]:
    """What stands over a field, and in small letters below it."""
    line = one_line(text)
    if units(line) <= _MOST_LABEL:
        return line, ""
    for seam in _SEAMS:
        label, _, beside = line.partition(seam)
        if label and beside and units(label) <= _MOST_LABEL:
            said = beside.removesuffix(")") if seam == " (" else beside
            return label, shortened(said[:1].upper() + said[1:], _MOST_BESIDE)
    return shortened(line, _MOST_LABEL), shortened(line, _MOST_BESIDE)


def called(field: Field) -> str:
    """Its label without the examples of what to write."""
    return _EXAMPLES.split(label_of(field.label)[0])[0] or field.name


def _labelled(field: Field, part: int, component: Component, hint: str = "") -> Component:
    label, beside = label_of(field.label)
    if part:
        label, beside = f"{shortened(label, _MOST_LABEL - len(', continued'))}, continued", ""
    made: dict[str, Any] = {"type": LABEL, "label": label or field.name[:_MOST_LABEL], "component": component}
    told = beside or ("" if part else hint)
    return made | ({"description": told} if told else {})


def _text_input(field: Field, part: Drafted, *, alone: bool) -> Component:
    whole = alone and units(part.text) <= field.most
    tall = field.tall or not alone or "\n" in part.text
    made: dict[str, Any] = {
        "type": TEXT_INPUT,
        "custom_id": part.place.custom_id,
        "style": _TALL if tall else _LINE,
        "required": part.place.part == 0,
        "max_length": min(field.most, MOST_IN_INPUT) if whole else MOST_IN_INPUT,
    }
    return made | ({"value": part.text} if part.text else {})


def _selects(asked: Asked) -> Iterator[Component]:
    """More choices than a menu takes stand in several."""
    field, choices = asked.field, asked.field.choices
    if any(not 0 < units(one.value) <= _MOST_OPTION for one in choices):
        raise Defect(f"The field {field.name!r} offers longer choices than Discord takes.")
    for part, start in enumerate(range(0, len(choices), MOST_OPTIONS)):
        component: dict[str, Any] = {
            "type": SELECT,
            "custom_id": Place(field.name, asked.number, part).custom_id,
            "options": [_option(one, field.draft) for one in choices[start : start + MOST_OPTIONS]],
            "required": len(choices) <= MOST_OPTIONS,
        }
        yield _labelled(field, part, component)


def _option(choice: Choice, chosen: str) -> dict[str, Any]:
    label, beside = _over_two_lines(choice)
    made: dict[str, Any] = {"label": label or choice.value, "value": choice.value}
    made |= {"description": beside} if beside else {}
    return made | ({"default": True} if choice.value == chosen else {})


def _over_two_lines(choice: Choice) -> tuple[str, str]:
    line = one_line(choice.label)
    if units(line) <= _MOST_OPTION:
        return line, ""
    label = shortened(line, _MOST_OPTION)
    rest = line.removeprefix(label[:-1]).strip()
    return label, shortened(rest, _MOST_OPTION)


def _goes_on(told: str, whole: str) -> bool:
    return told.endswith(CUT) and not one_line(whole).endswith(told[-8:])
