"""What Slack would refuse in blocks and views, from its documented limits; stricter where they leave a doubt.

Length is counted in UTF-16 units, action ids are unique in the whole message or view, and nothing is allowed
that isn't documented.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from tests.fakes.slack.kit_blocks import SURFACES
from tests.fakes.slack.kit_rules import Check, flag, one_of, shape, string, units
from tests.fakes.slack.kit_text import plain, words

Surface = Literal["message", "modal", "home"]
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MOST_TEXT = 12_000
"""Of all blocks of a message together; a maintainers' thread puts the real limit near 13,200."""
MOST_BYTES = 250_000
"""Of a view."""
ANYTHING: Check = lambda _value, _at: iter(())  # noqa: E731  a check like any other in the tables below


def problems(blocks: Any, surface: Surface) -> list[str]:
    """Everything that is wrong with a message's or a view's blocks; empty when Slack would take them."""
    if not isinstance(blocks, (list, tuple)):
        return ["blocks: must be a list"]
    found = [wrong for at, block in enumerate(blocks) for wrong in SURFACES[surface](block, f"[{at}]")]
    if len(blocks) > MOST_BLOCKS[surface]:
        found.append(f"{len(blocks)} blocks, {MOST_BLOCKS[surface]} at most")
    if surface == "message" and (length := units(words(list(blocks)))) > MOST_TEXT:
        found.append(f"msg_blocks_too_long: {length} characters of text, {MOST_TEXT} at most")
    if surface == "message" and sum(_markdown(blocks)) > MOST_TEXT:
        found.append("the markdown blocks are too long together")
    return found + list(_twice(blocks))


def view_problems(view: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with a modal or an App Home, its blocks included."""
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [f"type: must be modal or home, is {kind!r}"]
    found = list((_MODAL if kind == "modal" else _HOME)(view, "view"))
    blocks = view.get("blocks")
    found += problems(blocks, "modal" if kind == "modal" else "home") if isinstance(blocks, list) else []
    if kind == "modal" and not view.get("submit") and _has(blocks, "input"):
        found.append("view: missing submit, which a modal with inputs needs")
    if len(json.dumps(view).encode()) > MOST_BYTES:
        found.append("view_too_large: more than 250 kB")
    return found


def _markdown(blocks: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    yield from (units(str(each.get("text"))) for each in blocks if _is(each, "markdown"))


def _is(block: Any, kind: str) -> bool:
    return isinstance(block, Mapping) and block.get("type") == kind


def _has(blocks: Any, kind: str) -> bool:
    return isinstance(blocks, list) and any(_is(each, kind) for each in blocks)


def _twice(blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for name in ("block_id", "action_id"):
        counted = Counter(_values(list(blocks), name))
        yield from (f"{name} {value!r} already exists" for value, times in counted.items() if times > 1)


def _values(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get(name), str):
            yield value[name]
        for part in value.values():
            yield from _values(part, name)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _values(part, name)


_VIEW: dict[str, Check] = {
    "callback_id": string(255),
    "private_metadata": string(3000),
    "external_id": string(255),
}
_MODAL = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": ANYTHING},
    _VIEW
    | {"submit": plain(24), "close": plain(24)}
    | dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), flag),
)
_HOME = shape({"type": one_of("home"), "blocks": ANYTHING}, _VIEW)
