"""Plays a written candidate through the interviewer that members meet."""

import json
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from bot.domain.model import ModelOutcome, Question, Reply, Usage
from bot.domain.round_kinds import FORMATS, Kind
from bot.domain.scenario import Scenario
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.grading.grader import AutomaticGrader
from bot.interviewing.by_model import ModelInterviewer
from bot.interviewing.prompt import SCHEMA
from bot.library.library import for_rounds, load, shipped
from bot.practice.rounds.alone import LoneRound
from bot.testing import FakeClock
from tests.fakes.model_replies import reply_of
from tests.fakes.obeying_models import shown_in

HERE = Path(__file__).parent


class Words(BaseModel):
    """A follow-up in the model's words."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    goes_back_to: str
    question: str


class Script(BaseModel):
    """One candidate's round, as it is written down."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str
    who: str
    kind: Kind
    scenario: str
    answers: tuple[str, ...]
    stops: bool = False
    """Before the last question."""
    levels: tuple[dict[str, int], ...] = ()
    """What the scripted model finds after each answer; without them the automatic check reads."""
    quotes: dict[str, tuple[str, ...]] = {}
    """What the model quotes for a criterion, as far as it was said by then."""
    missing: dict[str, str] = {}
    one_change: str = ""
    words: dict[str, Words] = {}
    """How the model puts follow-ups, by their ids; the guard has to let them through."""


@dataclass(slots=True)
class ModelFromAScript:
    """A model that finds what its script says, quotes the answer for it, and words what comes next."""

    scenario: Scenario
    script: Script
    answered: int = 0
    name: str = "scripted model"

    async def ask(self, question: Question) -> ModelOutcome:
        if question.schema is SCHEMA:
            return self._reply(self._words(question))
        levels = self.script.levels[self.answered - 1]
        shown = shown_in(question)
        said = json.loads(reply_of(self.scenario, levels, shown, one_change=self.script.one_change))
        for name, found in said["criteria"].items():
            found["missing"] = self.script.missing.get(name, "")
            quotes = [quote for quote in self.script.quotes.get(name, ()) if quote in shown]
            found["quotes"] = quotes if levels[name] else []
        return self._reply(said)

    def _words(self, question: Question) -> object:
        asked = {one.id: one.ask for one in self.scenario.follow_ups}
        chosen = next((name for name in self.script.words if asked[name] in question.varying), "")
        return self.script.words[chosen].model_dump() if chosen else {}

    def _reply(self, said: object) -> Reply:
        return Reply(json.dumps(said), self.name, Usage(calls=1))


def read_scripts() -> list[Script]:
    return [
        Script.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(HERE.glob("*.yaml"))
    ]


async def played(script: Script) -> LoneRound:
    """The whole round. Raises ValueError where answers are left over, or a question stands open."""
    library = load([shipped(), for_rounds()])
    scenario = next(one for name, one in library.scenarios.items() if name == script.scenario)
    model = ModelFromAScript(scenario, script)
    ladder = Ladder(model, None, FakeClock())
    grader = ModelGrader(ladder) if script.levels else AutomaticGrader()
    it = LoneRound(FORMATS[script.kind], scenario, grader, ModelInterviewer(ladder) if script.words else None)
    for answer in script.answers:
        if it.question is None:
            raise ValueError(f"{script.scenario} is over before answer {model.answered + 1}.")
        model.answered += 1
        await it.answer(answer.replace("\n", "\n\n"))
    if (it.question is not None) != script.stops:
        raise ValueError(f"{script.scenario} ends too early or too late: {it.question}")
    it.stop()
    if len(script.words) != sum(bool(one.question.worded_by) for one in it.had):
        raise ValueError(f"{script.scenario} has words that were refused, or not asked for.")
    return it
