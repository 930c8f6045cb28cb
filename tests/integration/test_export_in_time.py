"""An export tells what somebody wrote and was told, and not how the grader is built or watched."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.grade import CheckGrade, Graded, GradeOutcome, GraderKind, Met, RedLineGrade
from bot.domain.grader_mode import GraderMode
from bot.domain.scenario import Scenario
from bot.library.library import Library
from bot.practice.export import export_person
from bot.practice.questions.bring import bring_question
from bot.practice.questions.words import TAKEN
from bot.practice.switch_grader import set_mode
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.levelled_grader import LevelledGrader, an_answer
from tests.integration.graded_by_model import graded_by_model, words_of

UNTOLD = (
    "checks",
    "flags",
    "reviews",
    "raw reply",
    "a sign of an attack",
    "hard to believe",
    "the rubric asks",
)


class Talkative(LevelledGrader):
    """Talked into copying the rubric where nobody should look; and it answers checks by their names."""

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        graded = await LevelledGrader.grade(self, scenario, text)
        assert isinstance(graded, Graded)
        criteria = tuple(
            replace(found, checks=tuple(CheckGrade(check.id, Met.NO) for check in criterion.checks))
            for found, criterion in zip(graded.criteria, scenario.criteria, strict=True)
        )
        lines = tuple(RedLineGrade(r.id, tripped=False, ruled_out=False) for r in scenario.red_lines)
        source = replace(graded.provenance, raw_reply="What the rubric asks.".lower())
        flags = ("a sign of an attack",)
        return replace(graded, criteria=criteria, red_lines=lines, provenance=source, flags=flags)


@pytest.fixture
def grader() -> Talkative:
    return Talkative(kind=GraderKind.MODEL)


async def exported(stage: Stage) -> dict[str, Any]:
    card = await export_person(stage.house.core, await stage.member("Ana").id())
    told: dict[str, Any] = json.loads(card.content)
    return told


async def test_grades_are_told_as_they_were_shown_before_and_after_the_deadline(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: Talkative
) -> None:
    async with graded_by_model(database_url, clock, platform, library, grader) as stage:
        ana = stage.member("Ana")
        await ana.says(an_answer("Ana", "222222", "suspect"))
        await ana.presses("Grade me")
        for when in ("Mon 09:30", "Tue 10:00"):
            await stage.at(when)
            whole = await exported(stage)
            (grade,) = whole["Your grades"]
            assert [found["level"] for found in grade["findings"]["criteria"]][:3] == [2, 2, 2]
            assert all(found["quotes"] for found in grade["findings"]["criteria"])
            assert grade["findings"]["red lines"] == []
            assert [word for word in UNTOLD if word in json.dumps(whole["Your grades"])] == []


async def test_a_shadow_grade_is_for_operators(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: Talkative
) -> None:
    async with graded_by_model(database_url, clock, platform, library, grader) as stage:
        await set_mode(stage.house.core, GraderMode.SHADOW, "an operator", "a test")
        ana = stage.member("Ana")
        await ana.says(words_of("Ana"))
        await ana.presses("Grade me")
        assert len(grader.asked) == 1
        told = (await exported(stage))["Your grades"]
        assert [(grade["status"], grade["kind of grader"]) for grade in told] == [("graded", "automatic")]


async def test_questions_of_ones_own_are_told_so_too(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: Talkative
) -> None:
    async with graded_by_model(database_url, clock, platform, library, grader) as stage:
        ana = stage.member("Ana")
        await ana.says(an_answer("Ana", "222222"))
        await ana.types("ask")
        values = {"question": "How would you price it?", "answer": an_answer("Ana", "111111")}
        sent = platform.fills_fields(ana.account, stage.forms["Ana"], values)
        assert await bring_question(stage.house.core, sent) == TAKEN
        await stage.settle()
        (brought,) = (await exported(stage))["Questions you brought"]
        assert brought["what the grader said"]["provenance"] == {"kind": "model", "grader": "levelled"}
        assert [found["level"] for found in brought["what the grader said"]["criteria"]][:2] == [1, 1]
        assert [word for word in UNTOLD if word in json.dumps(brought)] == []
