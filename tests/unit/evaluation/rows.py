"""Runs made by hand, so that a test knows what their figures have to be."""

from collections.abc import Mapping, Sequence

from bot.domain.bands import band_of
from bot.domain.competency import Competency
from bot.domain.grade import GraderKind
from bot.domain.scenario import Scenario
from bot.evaluation.results import AttackRow, Came, GoldenResults, GoldenRow, Labelled, Measured
from bot.library.library import Library

CRITERIA = ("one", "two")
COMPETENCIES = {"one": Competency.DEPTH, "two": Competency.SYSTEMS}
CAME = Came(kind=GraderKind.MODEL, grader="made-up", rubric_hash="r" * 64, prompt_hash="p" * 64)
WRITER = "the writer"


def by_id(library: Library) -> dict[str, Scenario]:
    return {str(name): scenario for name, scenario in library.scenarios.items()}


def score_of(levels: Sequence[int]) -> int:
    return round(100 * sum(levels) / (4 * len(levels)))


def graded(
    levels: Sequence[int],
    *,
    scenario: str = "s1",
    name: str = "a1",
    words: int = 100,
    red_lines: Sequence[str] = (),
    held: bool = False,
    confidence: Mapping[str, int] | None = None,
) -> Measured:
    score = score_of(levels)
    return Measured(
        scenario=scenario,
        id=name,
        words=words,
        status="graded",
        came=CAME,
        levels=dict(zip(CRITERIA, levels, strict=True)),
        red_lines=tuple(red_lines),
        score=score,
        band=band_of(score),
        held=held,
        confidence=dict(confidence or {}),
    )


def ungraded(*, scenario: str = "s1", name: str = "a1") -> Measured:
    return Measured(scenario=scenario, id=name, words=100, status="ungraded", reason="refused", came=CAME)


def label(levels: Sequence[int], *, rater: str = WRITER, red_lines: Sequence[str] = ()) -> Labelled:
    score = score_of(levels)
    return Labelled(
        rater=rater,
        levels=dict(zip(CRITERIA, levels, strict=True)),
        red_lines=tuple(red_lines),
        score=score,
        band=band_of(score),
    )


def row(truth: Labelled, measured: Measured, *others: Labelled) -> GoldenRow:
    return GoldenRow(
        kind="", written_by="nobody", labels=(truth, *others), consensus=truth, measured=measured
    )


def golden(rows: Sequence[GoldenRow]) -> GoldenResults:
    scenarios = {one.measured.scenario for one in rows}
    return GoldenResults(competencies=dict.fromkeys(scenarios, COMPETENCIES), rows=tuple(rows))


def answers(
    heard: Sequence[Sequence[int]], truth: Sequence[Sequence[int]], words: Sequence[int] | None = None
) -> GoldenResults:
    """Answers in turn to three scenarios."""
    lengths = words or [100] * len(heard)
    return golden(
        [
            row(label(true), graded(said, scenario=f"s{n % 3}", name=f"a{n}", words=lengths[n]))
            for n, (said, true) in enumerate(zip(heard, truth, strict=True))
        ]
    )


def pair(honest: Measured, attacked: Measured, *, family: str = "f", name: str = "x") -> AttackRow:
    return AttackRow(family=family, id=name, honest=(honest,), attacked=(attacked,))
