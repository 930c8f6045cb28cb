"""A submitted view, read back. Whatever it holds may be forged: who takes the values checks them."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.blocks.drafts import gathered

ANSWER = "answer"


def sent_values(view: Mapping[str, Any]) -> dict[str, str]:
    """What each field was filled with, by the fields' names; a choice by its value."""
    states = view.get("state", {}).get("values", {})
    return gathered(
        {block_id: _value(state) for block_id, inputs in states.items() for state in inputs.values()}
    )


def sent_answer(view: Mapping[str, Any]) -> str:
    return sent_values(view).get(ANSWER, "")


def _value(state: Mapping[str, Any]) -> str:
    chosen = state.get("selected_option")
    return str((chosen or {}).get("value") or state.get("value") or "")
