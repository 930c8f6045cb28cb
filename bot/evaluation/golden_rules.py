"""What a file of labelled answers owes to its scenario: every criterion labelled, nothing made up."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.domain.scenario import Check, Scenario
from bot.evaluation.reading import Opened
from bot.evaluation.sets import GoldenFile, Label
from bot.library.document import Place
from bot.library.problem import Problem


def labelled_against(scenario: Scenario) -> str:
    """The same as long as a label means the same: the question, levels, checks and red lines.

    Weights, hints and cues are left out: whoever labels goes by none of them.
    """
    criteria = [
        {"id": one.id, "title": one.title, "levels": one.levels.model_dump(), "checks": _dumped(one.checks)}
        for one in scenario.criteria
    ]
    lines = [{"id": line.id, "says": line.says, "why": line.why} for line in scenario.red_lines]
    canonical = json.dumps([scenario.prompt, criteria, lines], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _dumped(checks: Iterable[Check]) -> list[dict[str, Any]]:
    return [check.model_dump() for check in checks]


def golden_problems(opened: Opened[GoldenFile], scenarios: Mapping[str, Scenario]) -> Iterator[Problem]:
    """Everything in which the file doesn't fit its scenario, or itself."""
    file = opened.value
    scenario = scenarios.get(file.scenario)
    if scenario is None:
        message = f"There is no scenario `{file.scenario}`"
        yield opened.problem(("scenario",), message, "`debrief scenarios list` shows those that are")
        return
    now = labelled_against(scenario)
    if file.rubric not in ("", now):
        message = f"`{file.scenario}` was changed since these answers were labelled"
        mend = f"read each label again by the rubric as it is now, mend those that moved, and write `{now}`"
        yield opened.problem(("rubric",), message, mend)
    counts = Counter(answer.id for answer in file.answers)
    for number, answer in enumerate(file.answers):
        place: Place = ("answers", number)
        if counts[answer.id] > 1:
            yield opened.problem((*place, "id"), f"`{answer.id}` is used twice", "give each its own id")
        seen: set[int] = set()
        for of_rater, label in enumerate(answer.labels):
            here: Place = (*place, "labels", of_rater)
            if label.rater in seen:
                yield opened.problem(here, f"rater {label.rater} labels twice", "keep one of the labels")
            if label.rater > len(file.labelled_by):
                yield opened.problem(here, f"nobody is rater {label.rater}", "add them to `labelled_by`")
            yield from _unfit(opened, here, label, scenario)
            seen.add(label.rater)


def _unfit(opened: Opened[GoldenFile], here: Place, label: Label, scenario: Scenario) -> Iterator[Problem]:
    criteria = {criterion.id for criterion in scenario.criteria}
    lines = {line.id for line in scenario.red_lines}
    for missing in sorted(criteria - label.levels.keys()):
        yield opened.problem((*here, "levels"), f"no level for `{missing}`", "label every criterion")
    for unknown in sorted(label.levels.keys() - criteria):
        yield opened.problem((*here, "levels"), f"no criterion is called `{unknown}`", "mend its name")
    for place, line in enumerate(label.red_lines):
        if line not in lines:
            mend = f"the scenario has {', '.join(sorted(lines))}"
            yield opened.problem((*here, "red_lines", place), f"no red line is called `{line}`", mend)
