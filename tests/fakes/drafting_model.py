"""A model that drafts a scenario that exists, part by part as it is asked."""

import json
from typing import Any

from bot.domain.scenario import Scenario
from tests.fakes.model_api import Asked
from tests.fakes.model_server import Behaviour
from tests.fakes.model_wire import Answer, completion

_CASE = ("title", "industry", "minutes", "words", "prompt", "warm_up", "hints")
_RUBRIC = ("criteria", "red_lines", "follow_ups", "twist")


def drafts(scenario: Scenario) -> Behaviour:
    whole = scenario.model_dump(mode="json")

    def behave(asked: Asked) -> Answer:
        return completion(asked, json.dumps(_part(whole, asked.varying)))

    return behave


def _part(whole: dict[str, Any], varying: str) -> dict[str, Any]:
    rules = varying.split("\n\n", maxsplit=1)[0]
    if rules.startswith("Write the case"):
        return {name: whole[name] for name in _CASE}
    if rules.startswith("Write the rubric"):
        return {
            **{name: whole[name] for name in _RUBRIC},
            "criteria": [{k: v for k, v in one.items() if k != "cues"} for one in whole["criteria"]],
        }
    if rules.startswith("Write the three answers"):
        return {name: _answer(answer) for name, answer in whole["answers"].items()}
    so_far = json.loads(varying.rsplit("What stands already:\n", maxsplit=1)[1])
    return {"cues": next(one["cues"] for one in whole["criteria"] if one["id"] == so_far["criterion"]["id"])}


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    levels = [{"criterion": name, "level": level} for name, level in answer["levels"].items()]
    return answer | {"levels": levels}
