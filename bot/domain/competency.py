"""The seven competencies that every criterion maps to."""

from enum import StrEnum


class Competency(StrEnum):
    JUDGMENT = "judgment"
    DEPTH = "depth"
    SYSTEMS = "systems"
    EVALUATION = "evaluation"
    TRADEOFFS = "tradeoffs"
    INFLUENCE = "influence"
    VALUES = "values"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Competency.JUDGMENT: "Judgement under ambiguity",
    Competency.DEPTH: "Technical product depth",
    Competency.SYSTEMS: "System thinking",
    Competency.EVALUATION: "Evaluation logic",
    Competency.TRADEOFFS: "Execution trade-offs",
    Competency.INFLUENCE: "Cross-functional influence",
    Competency.VALUES: "Values alignment",
}
