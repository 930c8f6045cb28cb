"""JSON as the standard has it, within bounds: no double keys, no NaN, no depths."""

import json
import re
from typing import Any, NoReturn

from bot.grading.by_model.ladder import Unreadable

_LONGEST = 60_000
_DEEPEST = 12
_FENCE = re.compile(r"\s*```[a-zA-Z]*\s*\n(.*)\n\s*```\s*", re.DOTALL)
_THOUGHT = re.compile(r"\s*<think>.*?</think>\s*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)


def read_json(text: str) -> object:
    """The value. One code fence round it, and a thought before it, are forgiven. Raises Unreadable."""
    if len(text) > _LONGEST:
        raise Unreadable("longer than any reply should be")
    bare = _unwrapped(text)
    if _depth(bare) > _DEEPEST:
        raise Unreadable("nested deeper than any reply should be")
    try:
        return json.loads(bare, object_pairs_hook=_once, parse_constant=_no_constant)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("not JSON") from wrong


def _unwrapped(text: str) -> str:
    thought = _THOUGHT.match(text)
    rest = text[thought.end() :] if thought else text
    fence = _FENCE.fullmatch(rest)
    return fence[1] if fence else rest


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in _STRING.sub("", text):
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("a key stands there twice")
    return found


def _no_constant(_name: str) -> NoReturn:
    raise Unreadable("a number that is none")
