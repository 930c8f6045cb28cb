"""Parts of messages, as an app would send them."""

from typing import Any

EMBED = {"title": "Scenario"}


def button(custom_id: str | None = "one", **further: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id} | further


def rows(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": 1, "components": list(elements)}]


def menu(**further: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "menu", "options": [{"label": "A", "value": "a"}]} | further
