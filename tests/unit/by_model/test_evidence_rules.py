"""What a claim needs in the answer before it is believed, rule by rule."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from bot.domain.grade import Level, Met
from bot.domain.scenario import Scenario
from bot.grading.by_model.desk import Desk, Prepared
from bot.grading.by_model.found import Found
from bot.grading.by_model.reply import parse
from bot.grading.by_model.verify import Verifier
from tests.fakes.model_replies import reply_of
from tests.unit.by_model.honest import ANSWER

LONG = "automatic refusals stop this hour, and payments under $1,500 go on"


def verified(
    prepared: Prepared,
    criteria: Mapping[str, Mapping[str, Any]],
    red_lines: Mapping[str, str] | None = None,
) -> Found:
    """Every criterion absent, but for these; a red line is said to be crossed by its quote."""
    scenario = prepared.scenario
    given = json.loads(reply_of(scenario, {c.id: 0 for c in scenario.criteria}, ANSWER))
    for name, said in criteria.items():
        given["criteria"][name] |= said
    for name, quote in (red_lines or {}).items():
        given["red_lines"][name] = {"quote": quote, "crossed": "yes"}
    reply = parse(json.dumps(given), scenario)
    return Verifier(prepared.answer, prepared.rubric, ()).verify(reply)


def says(
    scenario: Scenario, *quotes: str, level: int = 4, met: Collection[str] | None = None, place: int = 0
) -> dict[str, dict[str, Any]]:
    criterion = scenario.criteria[place]
    checks = {c.id: "yes" if met is None or c.id in met else "no" for c in criterion.checks}
    return {criterion.id: {"quotes": list(quotes), "level": level, "checks": checks}}


@pytest.mark.parametrize(
    ("claimed", "met", "level"),
    [
        (4, (), Level.ABSENT),
        (4, ("acts-now",), Level.NAMED),
        (4, ("acts-now", "human-path", "capacity"), Level.REASONED),
        (1, None, Level.NAMED),
        (3, None, Level.STRONG),
    ],
)
def test_a_level_is_the_lower_of_what_is_said_and_what_the_checks_leave_open(
    prepared: Prepared, scenario: Scenario, claimed: int, met: Collection[str] | None, level: Level
) -> None:
    found = verified(prepared, says(scenario, LONG, level=claimed, met=met))

    assert found.criteria[0].level is level
    assert found.criteria[0].claimed == claimed


def test_one_passage_speaks_for_four_criteria_and_no_more(prepared: Prepared, scenario: Scenario) -> None:
    everywhere: dict[str, dict[str, Any]] = {}
    for place in range(len(scenario.criteria)):
        everywhere |= says(scenario, LONG, place=place)
    found = verified(prepared, everywhere)

    assert [bool(one.quotes) for one in found.criteria] == [True] * 4 + [False] * (len(scenario.criteria) - 4)
    assert all(one.unsupported for one in found.criteria[4:])


def test_overlapping_passages_are_one(prepared: Prepared, scenario: Scenario) -> None:
    """Else four words, quoted twice, would carry what eight do."""
    found = verified(
        prepared, says(scenario, "automatic refusals stop this hour", "refusals stop this hour, and payments")
    )

    assert found.criteria[0].quotes == ("automatic refusals stop this hour",)
    assert found.criteria[0].level is Level.REASONED


@pytest.mark.parametrize(
    ("said", "quote", "level"),
    [
        ("Nobody waits alone.", "Nobody waits alone", Level.REASONED),
        ("Nobody waits alone in this queue.", "Nobody waits alone", Level.ABSENT),
    ],
)
def test_three_words_are_evidence_only_where_they_are_the_whole_sentence(
    desk: Desk, scenario: Scenario, said: str, quote: str, level: Level
) -> None:
    prepared = desk.prepare(scenario, f"{ANSWER}\n\n{said}")

    assert verified(prepared, says(scenario, quote)).criteria[0].level is level


def test_a_line_is_not_crossed_by_two_words(prepared: Prepared, scenario: Scenario) -> None:
    one, other = (line.id for line in scenario.red_lines[:2])
    found = verified(prepared, {}, {one: "payments under", other: LONG})

    assert [line.crossed for line in found.red_lines[:2]] == [Met.UNCLEAR, Met.YES]
    assert found.red_lines[0].quote == ""


def test_the_rubrics_words_prove_nothing_where_no_detector_has_barred_them(
    desk: Desk, scenario: Scenario
) -> None:
    copied = " ".join(scenario.criteria[0].levels.strong.split()[:14])
    prepared = desk.prepare(scenario, f"{ANSWER}\n\n{copied}.")

    assert verified(prepared, says(scenario, copied)).criteria[0].unsupported


@pytest.mark.parametrize(
    ("own", "counts"),
    [("so our desk", False), ("so our own desk calls each of them back before noon today", True)],
)
def test_more_of_a_quote_has_to_be_ones_own_than_of_the_question(
    desk: Desk, scenario: Scenario, own: str, *, counts: bool
) -> None:
    """Three words of one's own behind eight of the question's are too few."""
    borrowed = "a hailstorm crossed the plains: claims run at"
    prepared = desk.prepare(scenario, f"{ANSWER}\n\nI saw {borrowed}, {own}.")
    found = verified(prepared, says(scenario, f"{borrowed}, {own}"))

    assert bool(found.criteria[0].quotes) == counts


def test_breadth_counts_what_is_reasoned_and_better(prepared: Prepared, scenario: Scenario) -> None:
    named = verified(prepared, says(scenario, LONG, level=1))
    reasoned = verified(prepared, says(scenario, LONG, level=2))

    assert (named.breadth.criteria, named.breadth.passages, named.breadth.share) == (0, 0, 0)
    assert (reasoned.breadth.criteria, reasoned.breadth.passages) == (1, 1)
    assert 0 < reasoned.breadth.share < 0.3
