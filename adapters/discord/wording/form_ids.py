"""What forms, and the messages from which they are opened, carry with them and bring back."""

import re
from dataclasses import dataclass
from enum import StrEnum

from adapters.discord.wording.ids import MOST, MOST_UNMARKED, PREFIX, carried, carried_back, fitting, unmarked
from bot.domain.happenings import Action
from bot.errors import Defect

_ANSWER = re.compile("debrief-answer:(?P<post>.*)", re.DOTALL)
_FIELDS = re.compile(
    r"debrief-(?P<purpose>form|step|kept|send):(?P<action>[a-z]+):(?P<step>[0-9]{1,2})\.(?P<steps>[0-9]{1,2})"
    r":(?P<subject>.*)",
    re.DOTALL,
)
_ACTIONS = {action.value: action for action in Action}


class Purpose(StrEnum):
    FORM = "form"
    """A modal, sent."""
    STEP = "step"
    """A button that opens one step of a form."""
    KEPT = "kept"
    """A select that shows what was filled in before; choosing one opens its step."""
    SEND = "send"
    """A button that sends what was filled in."""


@dataclass(frozen=True, slots=True)
class AnswerTo:
    post: str

    @property
    def custom_id(self) -> str:
        return _short(f"{PREFIX}-answer:{carried(self.post)}")


@dataclass(frozen=True, slots=True)
class FieldsTo:
    action: Action
    subject: str
    step: int = 0
    steps: int = 1
    purpose: Purpose = Purpose.FORM

    @property
    def is_last(self) -> bool:
        return self.step + 1 >= self.steps

    @property
    def can_be_carried(self) -> bool:
        return len(self._made) <= MOST_UNMARKED

    @property
    def custom_id(self) -> str:
        return _short(self._made) if self.purpose is Purpose.FORM else fitting(self._made)

    @property
    def _made(self) -> str:
        return f"{PREFIX}-{self.purpose}:{self.action.value}:{self.step}.{self.steps}:{carried(self.subject)}"


def reads_form(custom_id: str) -> AnswerTo | FieldsTo | None:
    """None for anything that isn't one of our forms."""
    plain = unmarked(custom_id)
    if answer := _ANSWER.fullmatch(plain):
        return AnswerTo(carried_back(answer["post"]))
    found = _FIELDS.fullmatch(plain)
    action = _ACTIONS.get(found["action"]) if found else None
    if not found or not action:
        return None
    step, steps = int(found["step"]), int(found["steps"])
    return FieldsTo(action, carried_back(found["subject"]), step, steps, Purpose(found["purpose"]))


def _short(custom_id: str) -> str:
    if len(custom_id) > MOST:
        raise Defect(f"{custom_id[:40]}… has {len(custom_id):,} characters, too many for Discord.")
    return custom_id
