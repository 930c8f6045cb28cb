"""A modal as somebody fills it in and sends it."""

from collections.abc import Mapping
from typing import Any


def sent(modal: Mapping[str, Any], typed: Mapping[int, str] | None = None) -> list[dict[str, Any]]:
    """What Discord tells of a modal: its drafts, but for what was filled in, by the inputs' numbers."""
    labels = [one for one in modal["components"] if one["type"] == 18]
    displays = [{"type": 10, "id": 1} for one in modal["components"] if one["type"] == 10]
    told = [_told(one["component"], (typed or {}).get(place)) for place, one in enumerate(labels)]
    return [*displays, *({"type": 18, "id": place + 2, "component": one} for place, one in enumerate(told))]


def _told(part: Mapping[str, Any], filled: str | None) -> dict[str, Any]:
    told = {"type": part["type"], "id": 9, "custom_id": part["custom_id"]}
    if part["type"] == 3:
        chosen = [one["value"] for one in part["options"] if one.get("default")]
        return told | {"values": [filled] if filled else chosen}
    return told | {"value": filled if filled is not None else part.get("value", "")}
