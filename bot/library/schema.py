"""The format for editors and for the manual, both written from the model."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

from bot.domain.scenario import Scenario
from bot.library.fields import TOP, FieldRow, rows

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """A JSON Schema by which an editor completes and checks a scenario while it's written."""
    schema = Scenario.model_json_schema()
    for row in rows():
        part = schema if row.part == TOP else schema["$defs"][row.part]
        field = part["properties"][row.name]
        field.pop("title", None)
        field["description"] = row.meaning
    return {"$schema": DIALECT, **schema, "title": "A Debrief scenario"}


def field_tables() -> str:
    """Every field as Markdown tables, one for each part."""
    parts = groupby(rows(), attrgetter("part"))
    return "\n".join(line for part, own in parts for line in _table(part, own)).strip()


def _table(part: str, own: Iterable[FieldRow]) -> Iterator[str]:
    yield from (f"### {part}", "", "| field | holds | what it is for |", "|---|---|---|")
    for row in own:
        optional = "" if row.required else " (optional)"
        yield f"| `{row.name}`{optional} | {row.holds} | {row.meaning} |"
    yield ""
