"""What an endpoint understands, found out by what it refuses: asked less and less until it takes a call."""

import json
import re
from dataclasses import dataclass, field, replace
from enum import IntEnum
from http import HTTPStatus
from typing import Self

CONTENT_CODES = {"content_filter", "content_policy_violation", "moderation_blocked"}
FINAL_CODES = {
    "model_not_found",
    "context_length_exceeded",
    "string_above_max_length",
    "insufficient_quota",
    "invalid_api_key",
}
SEEN = 8_000
"""Characters of a refusal that are looked through."""


class Rung(IntEnum):
    """How a reply's form is asked for, the surest first."""

    STRICT = 1, "strict schema"
    SCHEMA = 2, "schema"
    OBJECT = 3, "JSON object"
    PLAIN = 4, "plain text"

    word: str

    def __new__(cls, place: int, word: str = "") -> Self:
        rung = int.__new__(cls, place)
        rung._value_ = place
        rung.word = word
        return rung


OPTIONAL = ("temperature", "seed", "reasoning_effort", "prompt_cache_key")
"""What makes a grade steadier or cheaper, and may be left out."""
CAPS = ("max_completion_tokens", "max_tokens")
FORMAT = re.compile(
    r"response_format|json_schema|json_object|\bschema\b|\bstrict\b|structured|grammar|\bjson mode\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a call to this endpoint is written."""

    rung: Rung = Rung.STRICT
    dropped: frozenset[str] = frozenset()
    cap: str = CAPS[0]


@dataclass(frozen=True, slots=True)
class Refused:
    """A 400, 404 or 422, as far as it's needed to learn from it."""

    status: int
    code: str
    param: str
    text: str


def lesser(shape: Shape, refused: Refused, *, proven: bool) -> Shape | None:
    """The shape to try after a refusal; None when another shape wouldn't help.

    `proven`: the endpoint has taken a call of this shape before. A refusal that names nothing is then
    about what was said, and not about how.
    """
    if refused.code in FINAL_CODES | CONTENT_CODES:
        return None
    named = _named(refused)
    if changed := _without(shape, named):
        return changed
    if FORMAT.search(refused.param or refused.text):
        return _down(shape)
    if proven or refused.status == HTTPStatus.NOT_FOUND:
        return None
    return _down(shape) or _bare(shape)


def _named(refused: Refused) -> set[str]:
    known = {*OPTIONAL, *CAPS}
    param = refused.param.partition(".")[0]
    param = "reasoning_effort" if param == "reasoning" else param
    if param in known:
        return {param}
    return {name for name in known if re.search(rf"(?<![\w]){name}(?![\w])", refused.text)}


def _without(shape: Shape, named: set[str]) -> Shape | None:
    fewer = shape.dropped | {name for name in OPTIONAL if name in named}
    cap = CAPS[1] if CAPS[0] in named and shape.cap == CAPS[0] else shape.cap
    changed = replace(shape, dropped=fewer, cap=cap)
    return changed if changed != shape else None


def _down(shape: Shape) -> Shape | None:
    return None if shape.rung is Rung.PLAIN else replace(shape, rung=Rung(shape.rung + 1))


def _bare(shape: Shape) -> Shape | None:
    """The least that can be asked: for a server that refuses without saying what."""
    bare = Shape(Rung.PLAIN, frozenset(OPTIONAL), CAPS[1])
    return bare if shape != bare else None


def read_refusal(status: int, body: object) -> Refused:
    found = body if isinstance(body, dict) else {}
    try:
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=str)
    except RecursionError:
        text = ""  # nothing that is nested so deep was meant to be read
    return Refused(status, str(found.get("code") or ""), str(found.get("param") or ""), text[:SEEN])


@dataclass(slots=True)
class Capabilities:
    """What one endpoint was found to take. Learnt in the process, from calls that it took in the end."""

    shape: Shape = field(default_factory=Shape)
    proven: bool = False
    """Whether a call of this shape was taken."""

    def took(self, shape: Shape) -> None:
        self.shape, self.proven = shape, True
