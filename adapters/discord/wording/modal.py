"""Forms as modals: what an interaction is answered with, before anything else."""

from collections.abc import Iterator, Sequence
from typing import Any

from adapters.discord.wording.criteria import headed
from adapters.discord.wording.drafts import MOST_IN_INPUT
from adapters.discord.wording.escaping import one_line, shortened, units
from adapters.discord.wording.form_ids import AnswerTo, FieldsTo
from adapters.discord.wording.inputs import in_full, input_components
from adapters.discord.wording.layout import PLACES, Asked, Step, all_asked, in_one, in_steps, turns_of, within
from adapters.discord.wording.paging import text
from adapters.discord.wording.prose import prompt, spoken
from adapters.discord.wording.reading import about_parts, who_sees
from adapters.discord.wording.rich import Block, bold, bullet, said
from adapters.discord.wording.sent import ANSWER
from adapters.discord.wording.texts import in_full as whole
from adapters.discord.wording.values import Component
from bot.domain.forms import AnswerForm, Field, FieldForm

TEXT_DISPLAY = 10
MOST_DISPLAYED = 2_000
"""In UTF-16. Discord names no limit for a modal; in messages it's twice that for all texts together."""
_MOST_TITLE = 45
_GROWS = (
    f"Up to {MOST_IN_INPUT:,} characters. If yours is longer, send this and open the form again: "
    "it then has room for the rest."
)
_LEFT_OUT = (
    "What you wrote so far is longer than this form holds. It stays as it is, unless you send something here."
)


def opens_directly(form: AnswerForm | FieldForm) -> bool:
    """Whether one modal shows all of it. Otherwise `messages(form)` has a button for each of its steps."""
    return isinstance(form, AnswerForm) or _alone(form) is not None


def modal(form: AnswerForm | FieldForm, step: int = 0) -> dict[str, Any]:
    """A form, or one step of it, to fill in; the drafts are in its fields."""
    if isinstance(form, AnswerForm):
        return _made(AnswerTo(form.post).custom_id, f"Your answer: {form.title}", _answer_components(form))
    if (alone := _alone(form)) is not None:
        return _made(FieldsTo(form.action, form.subject).custom_id, form.title, alone)
    steps = in_steps(form)
    at = FieldsTo(form.action, form.subject, step, turns_of(form))
    title = f"{shortened(form.title, _MOST_TITLE - len(' (10 of 10)'))} ({step + 1} of {len(steps)})"
    return _made(at.custom_id, title if len(steps) > 1 else form.title, list(_components(steps[step])))


def _made(custom_id: str, title: str, components: Sequence[Component]) -> dict[str, Any]:
    shown = shortened(title, _MOST_TITLE) or "Debrief"
    return {"custom_id": custom_id, "title": shown, "components": [*components]}


def _answer_components(form: AnswerForm) -> list[Component]:
    """The scenario below, where there is room for it: it stands in the channel as well."""
    field = Field(ANSWER, "Your answer", form.draft, 2 * MOST_IN_INPUT, tall=True)
    beside = [*prompt(form.prompt)]
    under = [*spoken(_GROWS), *(headed("The scenario", beside) if beside else [])]
    asked = in_one((field,), PLACES - 1) or in_one((field,), PLACES) or within(all_asked((field,), 1), 1)
    inputs = [part for one in asked for part in input_components(one, who_sees(form))]
    if asked[0].left_out:
        return [*_displayed(spoken(_LEFT_OUT)), *inputs]
    return [*inputs, *(_displayed(under) or _displayed(spoken(_GROWS)))][:PLACES]


def _alone(form: FieldForm) -> list[Component] | None:
    """Its one modal, with what there is to read; None when that is too much."""
    parts = about_parts(form)
    full = [bullet(label) for field in form.fields for label in in_full(field)]
    title = [said(bold(form.title))] if units(one_line(form.title)) > _MOST_TITLE else []
    trouble = [said(bold(form.trouble))] if form.trouble.strip() else []
    read = [*title, *trouble, *spoken(form.says), *whole(parts), *full]
    displayed = _displayed(read)
    asked = in_one(form.fields, PLACES - len(displayed)) if displayed or not read else None
    return [*displayed, *_components(asked)] if asked else None


def _components(step: Step) -> Iterator[Component]:
    for one in step:
        yield from input_components(one, _hint(one))


def _hint(one: Asked) -> str:
    return "Longer than fits here: it stays as it is." if one.left_out else ""


def _displayed(blocks: Sequence[Block]) -> list[Component]:
    content = text(blocks)
    fits = content.strip() and units(content) <= MOST_DISPLAYED
    return [{"type": TEXT_DISPLAY, "content": content}] if fits else []
