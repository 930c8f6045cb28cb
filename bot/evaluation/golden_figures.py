"""Everything that a golden run shows."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.evaluation.agreement import kappa, tally
from bot.evaluation.agreement_figures import (
    agreement,
    by_competency,
    by_criterion,
    by_kind,
    by_tercile,
    would_hire_or_not,
)
from bot.evaluation.conduct_figures import confidence, outcomes, quotes, red_lines, takes
from bot.evaluation.figure import Figure, Section, sure
from bot.evaluation.judged import judged, of_levels
from bot.evaluation.length_figures import beside_length, like_length
from bot.evaluation.results import GoldenResults, GoldenRow, Labelled

NO_PEOPLE = "no human agreement measured"
FEWEST = 10
"""Answers below which no agreement is computed: it would be a number and no finding."""


def golden_sections(results: GoldenResults, *, for_programs: bool = False) -> tuple[Section, ...]:
    """The page's sections; a program also gets each criterion."""
    answers, measured = judged(results), results.all_measured
    head = (outcomes(measured), raters(results))
    if len(answers) < FEWEST:
        few = f"Only {len(answers)} answers got a grade: too few to speak of agreement."
        return (*head, Section("agreement", "Agreement with the labels", (), few))
    each = (by_criterion(answers),) if for_programs else ()
    return (
        *head,
        agreement(answers),
        would_hire_or_not(answers),
        beside_length(answers),
        like_length(answers),
        by_tercile(answers),
        by_competency(answers, results),
        *each,
        by_kind(answers),
        red_lines(answers),
        quotes(measured),
        confidence(answers),
        takes(measured),
    )


def raters(results: GoldenResults) -> Section:
    """Who labelled; with two, how far they agree with each other, which bounds what a grader can show."""
    people = [row for row in results.rows if any(label.by_person for label in row.labels)]
    figures = list(_with_people(results, people))
    names = rater_names(results)
    if len(names) > 1:
        figures += [_with_rater(results, name, number) for number, name in enumerate(names, start=1)]
        figures += _between(results, names)
    return Section("raters", "Who labelled", tuple(figures), labelled_by(names))


def labelled_by(names: Sequence[str]) -> str:
    """A sentence that gives each rater the number by which figures call them."""
    listed = "; ".join(f"rater {number}, {name}" for number, name in enumerate(names, start=1))
    return f"Labelled by {listed}."


def rater_names(results: GoldenResults) -> list[str]:
    """In the order of the files."""
    return list(dict.fromkeys(label.rater for row in results.rows for label in row.labels))


def _with_people(results: GoldenResults, rows: Sequence[GoldenRow]) -> Iterator[Figure]:
    if not rows:
        yield Figure("people", "levels, κ of the grader with people", None, note=NO_PEOPLE)
        return
    only = results.model_copy(update={"rows": tuple(rows)})
    answers = judged(only, lambda row: next(label for label in row.labels if label.by_person))
    says = f"levels, κ of the grader with people ({len(answers)} answers)"
    yield sure("people", says, kappa(of_levels(answers)), len(answers))


def _with_rater(results: GoldenResults, name: str, number: int) -> Figure:
    own = results.model_copy(update={"rows": tuple(row for row in results.rows if _label(row, name))})
    answers = judged(own, lambda row: next(label for label in row.labels if label.rater == name))
    says = f"levels, κ of the grader with rater {number}"
    if not answers:
        return Figure(f"rater_{number}", says, None)
    return sure(f"rater_{number}", says, kappa(of_levels(answers)), len(answers))


def _between(results: GoldenResults, names: Sequence[str]) -> Iterator[Figure]:
    for (one, name), (other, other_name) in combinations(enumerate(names, start=1), 2):
        labels = [(_label(row, name), _label(row, other_name)) for row in results.rows]
        both = [(a, b) for a, b in labels if a and b]
        if len(both) >= FEWEST:
            tallies = [tally((a.levels[c], b.levels[c]) for c in a.levels) for a, b in both]
            says = f"levels, κ between rater {one} and rater {other} ({len(both)} answers)"
            yield sure(f"raters_{one}_{other}", says, kappa(tallies), len(both))


def _label(row: GoldenRow, name: str) -> Labelled | None:
    return next((label for label in row.labels if label.rater == name), None)
