"""Asks a model for a draft, part by part: the case, its rubric, three answers, the words to hear them by."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.model import NoReply, Question, Reply, Usage
from bot.drafting import house_rules, shapes
from bot.errors import UserMustAct
from bot.grading.by_model.ladder import Unreadable
from bot.grading.by_model.strict_json import read_json
from bot.library.template import Beginning
from bot.ports import Model

MOST_NOTES = 40_000
"""Characters of notes: some ten pages."""
_MOST_TOKENS = 6_000
_TRIES = 2

Part = dict[str, Any]
Told = Callable[[str], None]


@dataclass(slots=True)
class Drafting:
    """One draft in the making."""

    model: Model
    notes: str
    told: Told
    """Hears what is being written; a draft takes minutes."""
    usage: Usage = field(default_factory=Usage)

    async def write(self, beginning: Beginning) -> Part:
        """The scenario's fields. Raises UserMustAct when the model gives nothing that can be read."""
        known = {
            "system": beginning.system,
            "track": beginning.track.value,
            "difficulty": beginning.difficulty,
        }
        case = await self._part("the case", house_rules.CASE, shapes.CASE, known)
        rubric_rules = f"{house_rules.RUBRIC} {house_rules.WORD_GROUPS}"
        rubric = await self._part("the rubric", rubric_rules, shapes.RUBRIC, known | case)
        whole: Part = known | case | rubric
        answers = await self._part("the answers", house_rules.ANSWERS, shapes.ANSWERS, whole)
        whole["criteria"] = [
            criterion | await self._cues(case["prompt"], criterion, answers)
            for criterion in rubric["criteria"]
        ]
        return {
            "format": 1,
            "draft": f"written by {self.model.name} from notes; nobody has read it yet",
            "id": beginning.id,
            **_in_order(whole),
            "answers": {name: _answer(answer) for name, answer in answers.items()},
        }

    async def _cues(self, prompt: str, criterion: Part, answers: Part) -> Part:
        wanted = {"prompt": prompt, "criterion": criterion, "answers": answers}
        said = f"the words by which to hear “{criterion['title']}”"
        return await self._part(said, house_rules.CUES, shapes.CUES, wanted)

    async def _part(self, what: str, rules: str, schema: Mapping[str, Any], so_far: Part) -> Part:
        self.told(what)
        why = ""
        for _ in range(_TRIES):
            outcome = await self.model.ask(self._question(rules, schema, so_far))
            self.usage += outcome.usage
            if isinstance(outcome, NoReply):
                why = f"{outcome.failure.value}: {outcome.detail}"
                continue
            try:
                return _fitting(outcome, schema)
            except Unreadable as unreadable:
                why = str(unreadable)
        raise UserMustAct(
            f"The model gave no draft of {what} ({why}). Nothing was written. Try it once more."
        )

    def _question(self, rules: str, schema: Mapping[str, Any], so_far: Part) -> Question:
        border = secrets.token_hex(8)
        return Question(
            name="draft",
            stable=house_rules.RULES,
            varying="\n\n".join(
                (
                    rules,
                    f"Notes, between two lines that say {border}:\n{border}\n{self.notes}\n{border}",
                    f"What stands already:\n{json.dumps(so_far, ensure_ascii=False)}",
                )
            ),
            schema=schema,
            most_tokens=_MOST_TOKENS,
        )


def _fitting(reply: Reply, schema: Mapping[str, Any]) -> Part:
    """Its shape alone is looked at here: the lint says the rest, in words for whoever reads the draft."""
    found = read_json(reply.text)
    if wrong := shapes.misfit(found, schema):
        raise Unreadable(f"{wrong} does not fit")
    assert isinstance(found, dict)  # noqa: S101  every part is an object
    return found


def _in_order(whole: Part) -> Part:
    """As the manual has them; and a prompt's last line ends, so that YAML sets it as a block."""
    names = (
        *("title", "system", "track", "difficulty", "industry", "minutes", "words", "prompt", "warm_up"),
        *("hints", "criteria", "red_lines", "follow_ups", "twist"),
    )
    return {name: whole[name] for name in names}


def _answer(answer: Part) -> Part:
    """Levels by the id of their criterion; strict mode knows no field whose name is free."""
    levels = {one["criterion"]: one["level"] for one in answer["levels"]}
    return answer | {"levels": levels}
