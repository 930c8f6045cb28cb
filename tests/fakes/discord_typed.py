"""A line as it would be typed, in the fields that Discord shows for it."""

from typing import Any

from adapters.discord.spelling import in_fields as typed_options

__all__ = ["raw_data", "typed_options"]


def raw_data(line: str) -> dict[str, Any]:
    """The same as an interaction's data, also for words that no client offers any more."""
    slash, _, rest = line.removeprefix("/").partition(" ")
    word, _, behind = rest.strip().partition(" ")
    given = [{"name": "words", "type": 3, "value": behind}] if behind else []
    inside = [{"name": word, "type": 1, "options": given}] if word else []
    return {"id": "1", "name": slash, "type": 1, "options": inside}
