"""Readings by their figures alone, without a model or a reply."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.grade import Level, Met
from bot.domain.scenario import Scenario
from bot.grading.by_model.found import Breadth, CriterionFound, Found, RedLineFound
from bot.grading.by_model.scored import Scored

WIDE = Breadth(criteria=6, passages=6, share=0.9)
QUOTE = "we stop the automatic refusals within this hour"


def found(
    scenario: Scenario,
    level: int = 3,
    *,
    but: Mapping[str, Mapping[str, Any]] | None = None,
    crossed: Collection[str] = (),
    unclear: Collection[str] = (),
    breadth: Breadth = WIDE,
) -> Found:
    """The same level everywhere; `but` changes single criteria."""
    criteria = tuple(
        replace(
            CriterionFound(c.id, Level(level), Level(level), (QUOTE,) if level else (), "", (), 80),
            **(but or {}).get(c.id, {}),
        )
        for c in scenario.criteria
    )
    lines = tuple(
        RedLineFound(
            line.id,
            Met.YES if line.id in crossed else Met.UNCLEAR if line.id in unclear else Met.NO,
            QUOTE if line.id in crossed else "",
        )
        for line in scenario.red_lines
    )
    return Found(criteria, lines, "", offered=6, verified=6, breadth=breadth)


def reading(scenario: Scenario, level: int = 3, **more: Any) -> Scored:
    return Scored.of(scenario, found(scenario, level, **more))


def claimed(level: int) -> Mapping[str, Any]:
    """Something was claimed, and nothing in the answer bears it out."""
    return {"level": Level.ABSENT, "claimed": Level(level), "quotes": ()}
