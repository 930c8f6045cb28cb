"""Forms as something to read, and the message from which a form of several steps is opened."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.discord.wording.prose import prompt, small, title
from adapters.discord.wording.rich import Block
from adapters.discord.wording.texts import Text
from bot.domain.forms import AnswerForm, FieldForm
from bot.domain.mode import Privacy


def who_sees(form: AnswerForm) -> str:
    """It promises no more than the group keeps."""
    in_the_open = form.privacy is Privacy.OPEN
    return "Nobody else sees what you write in this form." if in_the_open else form.privacy.value


def answer_form_parts(form: AnswerForm) -> list[Block | Text]:
    return [
        *title(f"Your answer to “{form.title}”"),
        *prompt(form.prompt),
        *small(who_sees(form)),
        *([Text("What you wrote so far", form.draft)] if form.draft.strip() else []),
    ]


def about_parts(form: FieldForm) -> list[Block | Text]:
    """The text to have at hand."""
    return [Text(form.about_title, form.about)] if form.about.strip() else []


def filled(form: FieldForm, values: Mapping[str, str]) -> FieldForm:
    """The form with these values in it, and what stood in its other fields."""
    fields = tuple(replace(one, draft=values.get(one.name, one.draft)) for one in form.fields)
    return replace(form, fields=fields)
