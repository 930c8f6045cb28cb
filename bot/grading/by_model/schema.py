"""The shape of a reply, for one scenario. Its order is the order of thought: quotes before the level.

Everything has a key of its own (a criterion, a check, a red line), so that a reply can't leave one out
or answer it twice. Bounds that strict mode doesn't know are kept by `reply.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.domain.grade import Level, Met
from bot.domain.scenario import Criterion, Scenario

Schema = dict[str, Any]

_TEXT: Mapping[str, Any] = {"type": "string"}
_MET: Mapping[str, Any] = {"type": "string", "enum": [met.value for met in Met]}


def reply_schema(scenario: Scenario, *, backwards: bool = False) -> Schema:
    """What a reply must look like. A second reading takes the criteria backwards."""
    criteria = in_order(scenario, backwards=backwards)
    return _object(
        {
            "criteria": _object(
                {
                    criterion.id: criterion_schema(check.id for check in criterion.checks)
                    for criterion in criteria
                }
            ),
            "red_lines": _object({line.id: red_line_schema() for line in scenario.red_lines}),
            "one_change": _TEXT,
        }
    )


def in_order(scenario: Scenario, *, backwards: bool) -> Sequence[Criterion]:
    """The criteria as this reading meets them."""
    return scenario.criteria[::-1] if backwards else scenario.criteria


def criterion_schema(checks: Iterable[str]) -> Schema:
    """One criterion, with its checks by their ids."""
    return _object(
        {
            "quotes": {"type": "array", "items": _TEXT},
            "missing": _TEXT,
            "checks": _object(dict.fromkeys(checks, _MET)),
            "level": {"type": "integer", "enum": [level.value for level in Level]},
            "confidence": {"type": "integer"},
        }
    )


def red_line_schema() -> Schema:
    """One red line."""
    return _object({"quote": _TEXT, "crossed": _MET})


def _object(properties: Mapping[str, Any]) -> Schema:
    """As strict mode wants it: every field required, and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
