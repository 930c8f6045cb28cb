"""What a form carries with it and brings back: what it was opened for, and where."""

import json
from dataclasses import dataclass

from adapters.slack.heard.asker import Asker
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.happenings import Action


@dataclass(frozen=True, slots=True)
class AnswerTo:
    post: str


@dataclass(frozen=True, slots=True)
class FieldsTo:
    action: Action
    subject: str


@dataclass(frozen=True, slots=True)
class Private:
    to: AnswerTo | FieldsTo
    channel_ref: str = ""
    thread_ref: str | None = None


def private(form: AnswerForm | FieldForm, asker: Asker) -> str:
    kept: dict[str, object] = {"channel": asker.channel_ref, "thread": asker.thread_ref}
    if isinstance(form, AnswerForm):
        return json.dumps({**kept, "post": form.post})
    return json.dumps({**kept, "action": form.action, "subject": form.subject})


def read_private(kept: str) -> Private | None:
    """None for anything that we didn't write."""
    try:
        told = json.loads(kept)
        to = AnswerTo(told["post"]) if "post" in told else FieldsTo(Action(told["action"]), told["subject"])
        return Private(to, told["channel"], told["thread"])
    except (ValueError, KeyError, TypeError):
        return None
