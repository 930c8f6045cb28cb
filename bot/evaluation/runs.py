"""Sets through a grader, into results."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from statistics import fmean

from bot.domain.grade import CriterionGrade, Finding, Level, RedLineGrade
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.evaluation.measure import Given, Trial
from bot.evaluation.results import (
    AttackResults,
    AttackRow,
    GoldenResults,
    GoldenRow,
    Labelled,
    Measured,
    StabilityResults,
)
from bot.evaluation.sets import AttackSet, GoldenAnswer, GoldenFile, GoldenSet
from bot.grading.bands import verdict

Scenarios = Mapping[str, Scenario]
CONSENSUS = "all raters"


async def run_golden(
    trial: Trial, golden: GoldenSet, scenarios: Scenarios, on: date | None = None
) -> GoldenResults:
    """Every labelled answer, graded once, beside its labels."""
    answers = [(file, answer) for file in golden.files.values() for answer in file.answers]
    measured = await trial.measure([_given(file, answer, scenarios) for file, answer in answers])
    used = {file.scenario for file in golden.files.values()}
    return GoldenResults(
        measured_on=on,
        competencies={name: {c.id: c.competency for c in scenarios[name].criteria} for name in sorted(used)},
        rows=tuple(
            _row(file, answer, scenarios[file.scenario], one)
            for (file, answer), one in zip(answers, measured, strict=True)
        ),
    )


async def run_attacks(
    trial: Trial, attacks: AttackSet, scenarios: Scenarios, *, repeats: int = 1, on: date | None = None
) -> AttackResults:
    """Every pair, both sides graded so many times; an honest text that several attacks share only once."""
    texts = dict.fromkeys(
        (pair.scenario, text) for pair in attacks.pairs for text in (pair.honest, pair.attacked)
    )
    graded: dict[tuple[str, str], list[Measured]] = {key: [] for key in texts}
    for _ in range(repeats):
        given = [Given(scenarios[name], f"{name}-{place}", text) for place, (name, text) in enumerate(texts)]
        for key, one in zip(texts, await trial.measure(given), strict=True):
            graded[key].append(one)
    rows = tuple(
        AttackRow(
            family=pair.family,
            id=pair.id,
            honest=tuple(graded[pair.scenario, pair.honest]),
            attacked=tuple(graded[pair.scenario, pair.attacked]),
        )
        for pair in attacks.pairs
    )
    benign = await trial.measure([Given(scenarios[b.scenario], b.id, b.text) for b in attacks.benign])
    return AttackResults(measured_on=on, rows=rows, benign=tuple(benign))


async def run_stability(
    trial: Trial, golden: GoldenSet, scenarios: Scenarios, *, repeats: int, on: date | None = None
) -> StabilityResults:
    """Every answer graded so many times, nothing kept in between."""
    if repeats < 2:  # noqa: PLR2004 - one grade can't differ from itself
        raise UserMustAct("Stability needs at least two repeats.")
    given = [_given(file, answer, scenarios) for file in golden.files.values() for answer in file.answers]
    rounds = [await trial.measure(given) for _ in range(repeats)]
    return StabilityResults(measured_on=on, rows=tuple(zip(*rounds, strict=True)))


def labelled(scenario: Scenario, rater: str, levels: Mapping[str, int], red_lines: Iterable[str]) -> Labelled:
    """A rater's levels with the score and the band that the rubric makes of them."""
    crossed = tuple(red_lines)
    score, band = verdict(
        scenario,
        [CriterionGrade(c.id, Level(levels[c.id]), Finding.FOUND) for c in scenario.criteria],
        [RedLineGrade(line, tripped=True, ruled_out=False) for line in crossed],
    )
    return Labelled(rater=rater, levels=dict(levels), red_lines=crossed, score=score, band=band)


def consensus(scenario: Scenario, labels: Sequence[Labelled]) -> Labelled:
    """What all raters make of it together."""
    if len(labels) == 1:
        return labels[0]
    levels = {
        criterion.id: ceil(fmean(label.levels[criterion.id] for label in labels) - 0.5)
        for criterion in scenario.criteria
    }
    seen = [line for label in labels for line in label.red_lines]
    crossed = [line.id for line in scenario.red_lines if 2 * seen.count(line.id) > len(labels)]
    return labelled(scenario, CONSENSUS, levels, crossed)


def _given(file: GoldenFile, answer: GoldenAnswer, scenarios: Scenarios) -> Given:
    return Given(scenarios[file.scenario], answer.id, answer.text)


def _row(file: GoldenFile, answer: GoldenAnswer, scenario: Scenario, measured: Measured) -> GoldenRow:
    labels = tuple(
        labelled(scenario, file.labelled_by[label.rater - 1], label.levels, label.red_lines)
        for label in sorted(answer.labels, key=lambda label: label.rater)
    )
    return GoldenRow(
        kind=answer.kind,
        written_by=file.written_by,
        labels=labels,
        consensus=consensus(scenario, labels),
        measured=measured,
    )
