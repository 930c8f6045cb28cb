"""Forms as something to read, for where no modal can be opened."""

from collections.abc import Iterator

from adapters.slack.blocks.criteria import headed
from adapters.slack.blocks.plain import foldable, header, quiet
from adapters.slack.blocks.prose import prompt, spoken
from adapters.slack.blocks.rich import Part, bold, bullet, rich, said
from adapters.slack.blocks.values import Block
from bot.domain.forms import AnswerForm, Field, FieldForm
from bot.domain.mode import Privacy


def who_sees(form: AnswerForm) -> str:
    """It promises no more than the group keeps."""
    in_the_open = form.privacy is Privacy.OPEN
    return "Nobody else sees what you write in this form." if in_the_open else form.privacy.value


def answer_form_blocks(form: AnswerForm) -> list[Block]:
    return [
        *header(f"Your answer to “{form.title}”"),
        *rich(*prompt(form.prompt)),
        *quiet(who_sees(form)),
        *foldable(form.draft),
    ]


def field_form_blocks(form: FieldForm) -> list[Block]:
    return [
        *header(form.title),
        *(rich(said(bold(form.trouble))) if form.trouble else []),
        *(rich(spoken(form.says)) if form.says else []),
        *about_blocks(form),
        *(block for field in form.fields for block in rich(said(bold(field.label)), *_inside(field))),
        *quiet(form.sends),
    ]


def about_blocks(form: FieldForm) -> list[Block]:
    """The text to have at hand. It may be long, and Slack folds it."""
    if not form.about:
        return []
    return [*headed(form.about_title), *foldable(form.about)]


def _inside(field: Field) -> Iterator[Part]:
    for choice in field.choices:
        yield bullet(f"{choice.label}{' (chosen)' if choice.value == field.draft else ''}")
    if not field.choices:
        yield said(field.draft or "…")
