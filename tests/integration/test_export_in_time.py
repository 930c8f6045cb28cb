"""An export tells what is held about somebody, and not the rubric while the others still answer by it."""

import json
from dataclasses import replace
from typing import Any

from bot.domain.grade import CheckGrade, Graded, GradeOutcome, Met, RedLineGrade
from bot.domain.scenario import Scenario
from bot.library.library import Library
from bot.practice.export import export_person
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.fakes.levelled_grader import LevelledGrader, an_answer
from tests.integration.graded_by_model import graded_by_model


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
        asked = " ".join(check.ask for criterion in scenario.criteria for check in criterion.checks)
        source = replace(graded.provenance, raw_reply=asked)
        return replace(graded, criteria=criteria, red_lines=lines, provenance=source)


async def _exported(stage: Stage) -> dict[str, Any]:
    card = await export_person(stage.house.core, await stage.member("Ana").id())
    (grade,) = json.loads(card.content)["Your grades"]
    assert isinstance(grade, dict)
    return grade


async def test_the_rubric_is_in_it_once_the_post_is_closed(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library
) -> None:
    async with graded_by_model(database_url, clock, platform, library, Talkative()) as stage:
        ana = stage.member("Ana")
        await ana.says(an_answer("Ana", "222222"))
        await ana.presses("Grade me")
        open_still = await _exported(stage)
        assert open_still["the grader's reply"] == ""
        assert open_still["findings"]["red lines"] == []
        assert [found["level"] for found in open_still["findings"]["criteria"]][:3] == [2, 2, 2]
        assert not any("checks" in found for found in open_still["findings"]["criteria"])
        await stage.at("Tue 10:00")
        closed = await _exported(stage)
        assert closed["the grader's reply"].endswith("?")
        assert all(found["checks"] for found in closed["findings"]["criteria"])
        assert closed["findings"]["red lines"]
