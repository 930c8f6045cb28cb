"""What a model that does its work would reply: levels that somebody else decided, quotes from the answer."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.scenario import Scenario
from tests.fakes.model_server import Behaviour, completion

LEAST_WORDS = 10
"""Of a quote that carries any level."""


def honest(
    scenario: Scenario,
    answer: str,
    levels: Mapping[str, int] | int,
    *,
    quotes: Mapping[str, Sequence[str]] | None = None,
    crossed: Mapping[str, str] | None = None,
    confidence: int = 85,
) -> dict[str, Any]:
    """A reply that fits the scenario's schema. `crossed` gives red lines their quote."""
    passages = sentences(answer)
    return {
        "criteria": {
            criterion.id: {
                "quotes": list((quotes or {}).get(criterion.id, [passages[place % len(passages)]]))
                if level_of(levels, criterion.id)
                else [],
                "missing": "It names no number at which the decision would change.",
                "checks": {
                    check.id: "yes" if check.level <= level_of(levels, criterion.id) else "no"
                    for check in criterion.checks
                },
                "level": level_of(levels, criterion.id),
                "confidence": confidence,
            }
            for place, criterion in enumerate(scenario.criteria)
        },
        "red_lines": {
            line.id: {
                "quote": (crossed or {}).get(line.id, ""),
                "crossed": "yes" if line.id in (crossed or {}) else "no",
            }
            for line in scenario.red_lines
        },
        "one_change": "Say which of the decisions can be taken back tomorrow, and split the switch there.",
    }


def replies_honestly(scenario: Scenario, answer: str, levels: Mapping[str, int] | int) -> Behaviour:
    """The same grade, whenever this scenario and this answer are asked about."""
    text = json.dumps(honest(scenario, answer, levels))
    return lambda asked: completion(asked, text)


def sentences(answer: str) -> list[str]:
    """Passages that are long enough to be evidence; the whole answer when none is."""
    found = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", answer)]
    return [part for part in found if len(part.split()) >= LEAST_WORDS] or [answer.strip()]


def level_of(levels: Mapping[str, int] | int, criterion_id: str) -> int:
    return levels if isinstance(levels, int) else levels[criterion_id]
