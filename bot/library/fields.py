"""Every field of a scenario: what it may hold, read from the model, and what it means."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.domain.scenario import Scenario
from bot.library.document import Place
from bot.library.meanings import MEANINGS

TOP = "Scenario"
_REF = "#/$defs/"

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldRow:
    part: str
    name: str
    required: bool
    holds: str
    """In words: "whole number, 1 to 3"."""
    each: str
    """What one entry holds where the field is a list; else the same."""
    meaning: str
    opens: str
    """The part whose fields stand under this one; empty for a plain value."""


@cache
def rows() -> tuple[FieldRow, ...]:
    """Part by part, in the order in which an author meets them."""
    found: list[FieldRow] = []
    waiting = [TOP]
    while waiting:
        own = _rows_of(waiting.pop(0))
        found += own
        seen = {row.part for row in found}
        inner = dict.fromkeys(row.opens for row in own if row.opens)
        waiting = [part for part in inner if part not in seen] + waiting
    return tuple(found)


def row_at(place: Place) -> FieldRow | None:
    """The field that a value belongs to; None at the top and outside the format."""
    part, row = TOP, None
    for step in place:
        if isinstance(step, int) or (row and not part):
            continue
        row = next((r for r in rows() if (r.part, r.name) == (part, step)), None)
        part = row.opens if row else ""
        if row is None:
            break
    return row


def names_at(place: Place) -> tuple[str, ...]:
    """The fields that may stand in the part at this place."""
    row = row_at(place)
    part = row.opens if row else TOP
    return tuple(r.name for r in rows() if r.part == part)


@cache
def _definitions() -> dict[str, Schema]:
    schema = Scenario.model_json_schema()
    return {TOP: schema, **schema["$defs"]}


def _rows_of(part: str) -> list[FieldRow]:
    schema = _definitions()[part]
    return [
        FieldRow(
            part=part,
            name=name,
            required=name in schema["required"],
            holds=_holds(field),
            each=_holds(_entry(field)),
            meaning=MEANINGS[part][name],
            opens=_opens(field),
        )
        for name, field in schema["properties"].items()
    ]


def _entry(schema: Schema) -> Schema:
    while inner := schema.get("items") or schema.get("additionalProperties"):
        schema = inner
    return schema


def _opens(schema: Schema) -> str:
    name = str(_entry(schema).get("$ref", "")).removeprefix(_REF)
    return name if name and "properties" in _definitions()[name] else ""


def _holds(schema: Schema) -> str:
    if "anyOf" in schema:  # a field that may be left out
        return _holds(schema["anyOf"][0])
    if "$ref" in schema:
        return _opens(schema) or _holds(_definitions()[schema["$ref"].removeprefix(_REF)])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " or ".join(f"`{choice}`" for choice in schema["enum"])
    return _HOLDS[schema["type"]](schema)


def _list(schema: Schema) -> str:
    return f"{_size(schema)}: {_holds(_entry(schema))}"


def _by_id(schema: Schema) -> str:
    return f"for each criterion's id, a {_holds(schema['additionalProperties'])}"


def _integer(schema: Schema) -> str:
    return f"whole number, {schema['minimum']} to {schema['maximum']}"


def _size(schema: Schema) -> str:
    least, most = schema.get("minItems"), schema.get("maxItems")
    if most is not None:
        return f"list of {least or 0} to {most}"
    name = "list of lists" if "items" in schema["items"] else "list"
    return name if least is None else f"{name}, at least {least}"


def _text(schema: Schema) -> str:
    most = schema["maxLength"]
    if "pattern" in schema:
        return f"short name (lower-case letters, digits, single hyphens), up to {most} characters"
    return f"text, {schema['minLength']} to {most} characters"


_HOLDS = {"array": _list, "object": _by_id, "integer": _integer, "string": _text}
