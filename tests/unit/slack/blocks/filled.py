"""A modal as somebody fills it in and sends it."""

from collections.abc import Mapping
from typing import Any


def sent_view(view: Mapping[str, Any], typed: Mapping[int, str] | None = None) -> dict[str, Any]:
    """What Slack tells of a view that was sent: its drafts, but for the inputs filled in, by their number."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    values = {}
    for number, block in enumerate(inputs):
        element = block["element"]
        filled = (typed or {}).get(number)
        values[block["block_id"]] = {element["action_id"]: _state(element, filled)}
    return {**view, "id": "V1", "state": {"values": values}}


def _state(element: Mapping[str, Any], filled: str | None) -> dict[str, Any]:
    if "options" in element:
        chosen = next((one for one in element["options"] if one["value"] == filled), None)
        return {"type": element["type"], "selected_option": chosen or element.get("initial_option")}
    return {"type": element["type"], "value": filled or element.get("initial_value")}
