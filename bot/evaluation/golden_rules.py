"""What a file of labelled answers owes to its scenario: every criterion labelled, nothing made up."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.domain.scenario import Scenario
from bot.evaluation.reading import Opened
from bot.evaluation.sets import GoldenFile, Label
from bot.library.document import Place
from bot.library.problem import Problem


def golden_problems(opened: Opened[GoldenFile], scenarios: Mapping[str, Scenario]) -> Iterator[Problem]:
    """Everything in which the file doesn't fit its scenario, or itself."""
    file = opened.value
    scenario = scenarios.get(file.scenario)
    if scenario is None:
        message = f"There is no scenario `{file.scenario}`"
        yield opened.problem(("scenario",), message, "`debrief scenarios list` shows those that are")
        return
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
