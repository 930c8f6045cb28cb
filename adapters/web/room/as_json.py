"""Cards and happenings as JSON and back, each under the name of its kind."""

import json
from base64 import b64decode, b64encode
from datetime import datetime
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter

from bot.domain.cards import Card
from bot.domain.happenings import Happening

_BYTES = "base64"
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (*get_args(Card), *get_args(Happening))}


def card_as_json(card: Card) -> str:
    return _written(card)


def card_from_json(text: str) -> Card:
    card: Card = _read(text)
    return card


def happening_as_json(happening: Happening) -> str:
    return _written(happening)


def happening_from_json(text: str) -> Happening:
    happening: Happening = _read(text)
    return happening


def _written(value: Card | Happening) -> str:
    kind = type(value).__name__
    # ASCII only: half a surrogate pair, which a chat can deliver, is no text that SQLite takes.
    return json.dumps({"kind": kind, "it": _adapter(kind).dump_python(value)}, default=_plain)


def _read(text: str) -> Any:  # noqa: ANN401  whichever kind it names
    found = json.loads(text, object_hook=_bytes_back)
    return _adapter(found["kind"]).validate_python(found["it"])


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {_BYTES: b64encode(value).decode()}
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"A {type(value).__name__} can't be kept as JSON.")


def _bytes_back(found: dict[str, Any]) -> object:
    return b64decode(found[_BYTES]) if found.keys() == {_BYTES} else found
