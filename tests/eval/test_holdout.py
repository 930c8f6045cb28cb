"""The hold-out answers fit their scenarios, and the page prints what the check makes of them today."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.scenario import Scenario
from tests.eval.figures import tables
from tests.eval.held_out import FOLDER, HeldOutFile, compared, files
from tests.eval.library import graded, scenarios
from tests.eval.wording import shares_wording

PAGE = Path(__file__).parents[2] / "docs/explanation/offline-checker.md"
KINDS = ["a", "b", "c", "d", "e", "f"]
HELD_OUT = {file.scenario: file for file in files()}


def section(page: str, heading: str) -> str:
    (found,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return str(found)


def printed(text: str) -> list[list[tuple[str, ...]]]:
    """The rows of every table of a page; the line under a head is left out."""
    found = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]
    rows = [
        [tuple(cell.strip() for cell in line.strip("| ").split("|")) for line in block] for block in found
    ]
    return [[row for row in table if set("".join(row)) - set("-:")] for table in rows]


def test_each_file_is_of_a_scenario() -> None:
    assert len(HELD_OUT) >= 12
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(HELD_OUT)
    assert set(HELD_OUT) <= {scenario.id for scenario in scenarios()}


@pytest.mark.parametrize("scenario", [s for s in scenarios() if s.id in HELD_OUT], ids=lambda s: s.id)
def test_a_file_fits_its_scenario(scenario: Scenario) -> None:
    file: HeldOutFile = HELD_OUT[scenario.id]
    assert [answer.id for answer in file.answers] == KINDS
    for answer in file.answers:
        assert sorted(answer.levels) == sorted(criterion.id for criterion in scenario.criteria)
        assert set(answer.red_lines) <= {line.id for line in scenario.red_lines}
        assert max(Counter(answer.red_lines).values(), default=1) == 1


def test_scores_are_made_as_the_check_makes_them() -> None:
    known = {scenario.id: scenario for scenario in scenarios()}
    texts = {f"{f.scenario} {answer.id}": answer.text for f in files() for answer in f.answers}
    for answer in compared():
        outcome = graded(known[answer.scenario_id], texts[answer.name])
        assert (answer.heard.score, answer.heard.band) == (outcome.score, outcome.band.rank)


def test_wording_is_shared_when_it_stands_in_a_reference_answer_alone() -> None:
    scenario = scenarios()[0]
    sentence = scenario.answers.strong.text.split(".")[0]
    assert shares_wording(scenario, f"Well, {sentence}")
    assert not shares_wording(scenario, scenario.prompt)


def test_the_page_prints_the_figures_of_today() -> None:
    computed = [[table.head, *table.rows] for table in tables(compared())]
    assert printed(section(PAGE.read_text(encoding="utf-8"), "How good it is")) == computed
