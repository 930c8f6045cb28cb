"""The manual and the schema are written from the model, and say what the program does."""

import json
import re
from pathlib import Path

import pytest

from bot.domain.competency import Competency
from bot.domain.grade import Level
from bot.domain.systems import SYSTEMS as BY_NUMBER
from bot.library.cue_language import FIGURES
from bot.library.cue_rules import heard
from bot.library.fields import row_at, rows
from bot.library.meanings import MEANINGS
from bot.library.rules import ANSWER_WORDS, PROMPT_WORDS, WIDEST_LINE
from bot.library.schema import field_tables, json_schema
from bot.shipped import folder

MANUAL = Path(__file__).parents[3] / "docs" / "reference" / "scenario-format.md"
SYSTEMS = MANUAL.with_name("systems.md")


@pytest.fixture(scope="module")
def manual() -> str:
    return MANUAL.read_text(encoding="utf-8")


def test_the_committed_schema_is_current() -> None:
    committed = json.loads((folder("scenarios") / "scenario.schema.json").read_text(encoding="utf-8"))

    assert committed == json_schema(), "run: debrief scenarios schema > scenarios/scenario.schema.json"


def test_the_manuals_fields_are_current(manual: str) -> None:
    listed = re.search(r"<!-- fields -->\n(.*)\n<!-- /fields -->", manual, re.DOTALL)

    assert listed
    assert listed[1].strip() == field_tables(), "paste what `debrief scenarios schema --fields` prints"


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    explained = {(part, name) for part, fields in MEANINGS.items() for name in fields}

    assert explained == {(row.part, row.name) for row in rows()}


def test_a_value_deep_inside_is_known_by_its_field() -> None:
    row = row_at(("criteria", 2, "cues", 0, "all", 1))

    assert row
    assert (row.part, row.name, row.each) == ("Cue", "all", "text, 3 to 400 characters")


def test_what_is_no_field_has_no_row() -> None:
    assert row_at(("criteria", 0, "colour")) is None


def test_the_manual_lists_every_competency_level_and_figure(manual: str) -> None:
    for competency in Competency:
        assert f"| `{competency.value}` | {competency.label} |" in manual
    for level in list(Level)[1:]:
        assert f"| {level.marks} {level.word} |" in manual
    for figure in FIGURES:
        assert f"`<{figure}>`" in manual


def test_lengths_are_told_as_the_lint_measures_them(manual: str) -> None:
    for told, (least, most) in (("prompt", PROMPT_WORDS), ("text", ANSWER_WORDS)):
        meaning = next(row.meaning for row in rows() if row.name == told)
        assert f"{least} to {most} words" in meaning
    assert f"the prompt has {PROMPT_WORDS[0]} to {PROMPT_WORDS[1]} words" in manual
    assert f"each answer {ANSWER_WORDS[0]} to {ANSWER_WORDS[1]};" in manual
    assert f"at most {WIDEST_LINE} columns" in manual


def test_every_system_that_a_scenario_may_name_is_listed_once() -> None:
    rows = re.findall(r"^\| (\d+) \| (\S.*) \| \S.* \|$", SYSTEMS.read_text(encoding="utf-8"), re.MULTILINE)
    allowed = json_schema()["properties"]["system"]

    listed = {int(number): name for number, name in rows}
    assert list(listed) == list(range(allowed["minimum"], allowed["maximum"] + 1))
    assert listed == {number: system.name for number, system in BY_NUMBER.items()}


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ("read", "We are reading it."),
        ("check*", "There is a checklist."),
        ("pile two", "Open pile number two."),
        ("turn off", "We turn the feature off."),
        ("turn off", "The turnoff comes first."),
        ("<number>", "There are three of them."),
        ("<percent>", "That is 5 % of them."),
        ("<money>", "It costs $4,000."),
        ("<duration>", "It takes two hours."),
    ],
)
def test_the_cue_language_matches_what_the_manual_says(group: str, text: str) -> None:
    assert list(heard(text, [group]))


def test_a_cue_needs_one_sentence_and_no_denial_as_the_manual_says() -> None:
    groups = ["read | reads | check* | go through", "pile two | backlog | unread"]

    assert list(heard("Four people go through pile two today.", groups))
    assert not list(heard("We read a lot. The backlog is long.", groups))
    assert not list(heard("We will not read the backlog.", groups))


def test_the_manuals_red_line_hears_the_plan_and_not_its_refusal() -> None:
    groups = ["leave* | wait* | stay*", "pile two | backlog", "in its turn | as usual | within five days"]

    assert list(heard("We leave pile two as usual.", groups))
    assert not list(heard("We must not leave pile two as usual.", groups))
