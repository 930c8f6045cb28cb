"""A form that was sent, read back. Whatever it holds may be forged: who takes the values checks them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.discord.wording.drafts import gathered

ANSWER = "answer"


def sent_values(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What each field was filled with, by the fields' names; a choice by its value."""
    return gathered({str(one["custom_id"]): _value(one) for one in _filled(components)})


def sent_answer(components: Sequence[Mapping[str, Any]]) -> str:
    return sent_values(components).get(ANSWER, "")


def _filled(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What can be filled in, in its labels or rows."""
    for one in components:
        inside = [one["component"]] if one.get("component") else one.get("components") or ()
        yield from _filled(inside)
        if one.get("custom_id"):
            yield one


def _value(component: Mapping[str, Any]) -> str:
    chosen = component.get("values")
    return str((chosen[0] if chosen else component.get("value")) or "")
