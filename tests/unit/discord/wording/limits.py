"""What Discord says that it takes, checked on a payload."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.discord.wording import DiscordMessage

MOST_CONTENT, MOST_ID, MOST_ROWS, MOST_IN_ROW = 2_000, 100, 5, 5


def length(text: str) -> int:
    """As the strictest reader counts it."""
    return len(text.encode("utf-16-le")) // 2


def problems(message: DiscordMessage) -> list[str]:
    return list(_in_message(message))


def modal_problems(modal: Mapping[str, Any]) -> list[str]:
    return list(_in_modal(modal))


def parts_of(components: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What can be pressed, chosen or filled in, outside of its rows and labels."""
    inside = [[one["component"]] if "component" in one else one.get("components", []) for one in components]
    return [part for parts in inside for part in parts]


def _in_message(message: DiscordMessage) -> Iterator[str]:
    if not 0 < length(message.content) <= MOST_CONTENT or not message.content.strip():
        yield f"content of {length(message.content)}"
    if len(message.components) > MOST_ROWS:
        yield f"{len(message.components)} rows"
    for row in message.components:
        menus = [part for part in row["components"] if part["type"] == 3]
        if not 0 < len(row["components"]) <= (1 if menus else MOST_IN_ROW):
            yield f"{len(row['components'])} in a row"
    for part in parts_of(message.components):
        yield from _in_menu(part) if part["type"] == 3 else _in_button(part)
    yield from _ids(parts_of(message.components))
    yield from (f"alt of {length(file.alt)}" for file in message.files if length(file.alt) > 1_024)


def _in_button(part: Mapping[str, Any]) -> Iterator[str]:
    if part["style"] not in (1, 2, 3, 4) or not 0 < length(part["label"]) <= 80:
        yield f"button {part}"


def _in_menu(part: Mapping[str, Any]) -> Iterator[str]:
    options = part["options"]
    values = [one["value"] for one in options]
    if not 0 < len(options) <= 25 or len(set(values)) != len(values):
        yield f"{len(options)} options"
    if sum(bool(one.get("default")) for one in options) > 1 or length(part.get("placeholder", "")) > 150:
        yield "defaults or a placeholder"
    for one in options:
        told = [one["label"], one["value"], one.get("description", "-")]
        yield from (f"option {text!r}" for text in told if not 0 < length(text) <= 100)


def _in_modal(modal: Mapping[str, Any]) -> Iterator[str]:
    components = modal["components"]
    if not 0 < length(modal["title"]) <= 45 or not 0 < len(modal["custom_id"]) <= MOST_ID:
        yield f"title or id: {modal['title']!r} {modal['custom_id']!r}"
    if not 0 < len(components) <= 5:
        yield f"{len(components)} components"
    for one in components:
        yield from _in_label(one) if one["type"] == 18 else _in_display(one)
    yield from _ids(parts_of(components))


def _in_display(one: Mapping[str, Any]) -> Iterator[str]:
    if one["type"] != 10 or not 0 < length(one["content"]) <= MOST_CONTENT:
        yield f"display {one}"


def _in_label(one: Mapping[str, Any]) -> Iterator[str]:
    if not 0 < length(one["label"]) <= 45 or not 0 < length(one.get("description", "-")) <= 100:
        yield f"label {one}"
    part = one["component"]
    if part["type"] == 3:
        yield from _in_menu(part)
    elif part["style"] not in (1, 2) or length(part.get("value", "")) > part["max_length"] <= 4_000:
        yield f"input {part}"


def _ids(parts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    ids = [part["custom_id"] for part in parts]
    if len(set(ids)) != len(ids) or any(not 0 < len(one) <= MOST_ID for one in ids):
        yield f"custom ids {ids}"
