"""The shape of each part of a draft, as strict mode wants it: every field required, and no other."""

from collections.abc import Mapping
from typing import Any

from bot.domain.competency import Competency
from bot.domain.grade import Band

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_LEVEL: Schema = {"type": "integer", "enum": [1, 2, 3, 4]}


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(words: list[str]) -> Schema:
    return {"type": "string", "enum": words}


CASE = _object(
    {
        "title": _TEXT,
        "industry": _TEXT,
        "minutes": _NUMBER,
        "words": _object({"least": _NUMBER, "most": _NUMBER}),
        "prompt": _TEXT,
        "warm_up": _TEXT,
        "hints": _list(_TEXT),
    }
)
RUBRIC = _object(
    {
        "criteria": _list(
            _object(
                {
                    "id": _TEXT,
                    "title": _TEXT,
                    "competency": _one_of([competency.value for competency in Competency]),
                    "weight": {"type": "integer", "enum": [1, 2, 3]},
                    "levels": _object(dict.fromkeys(("named", "reasoned", "strong", "senior"), _TEXT)),
                    "checks": _list(_object({"id": _TEXT, "level": _LEVEL, "ask": _TEXT})),
                }
            )
        ),
        "red_lines": _list(
            _object(
                {
                    "id": _TEXT,
                    "says": _TEXT,
                    "cap": _one_of([Band.NO.value, Band.LEAN_NO.value]),
                    "why": _TEXT,
                    "tripped_by": _list(_list(_TEXT)),
                    "ruled_out_by": _list(_list(_TEXT)),
                }
            )
        ),
        "follow_ups": _list(_object({"id": _TEXT, "criterion": _TEXT, "asked_by": _TEXT, "ask": _TEXT})),
        "twist": _TEXT,
    }
)
_ANSWER = _object(
    {
        "text": _TEXT,
        "levels": _list(_object({"criterion": _TEXT, "level": _NUMBER})),
        "red_lines": _list(_TEXT),
        "note": _TEXT,
    }
)
ANSWERS = _object(dict.fromkeys(("weak", "strong", "senior"), _ANSWER))
CUES = _object({"cues": _list(_object({"level": _LEVEL, "all": _list(_TEXT)}))})


def misfit(value: object, schema: Mapping[str, Any], name: str = "the reply") -> str:
    """The name of the first thing that is not as asked for; empty when all is."""
    match schema["type"], value:
        case "object", dict() if set(value) == set(schema["properties"]):
            parts = ((value[key], inner, f"{name}.{key}") for key, inner in schema["properties"].items())
        case "array", list():
            parts = ((one, schema["items"], f"{name}[{place}]") for place, one in enumerate(value))
        case ("string", str()) | ("integer", int()) if not isinstance(value, bool):
            return "" if value in schema.get("enum", [value]) else name
        case _:
            return name
    return next((wrong for part in parts if (wrong := misfit(*part))), "")
