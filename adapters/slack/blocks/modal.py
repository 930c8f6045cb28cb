"""Forms as modals: views for `views.open`, and for the same view once more with what was amiss."""

import json
from collections.abc import Iterator
from typing import Any

from adapters.slack.blocks.criteria import headed
from adapters.slack.blocks.drafts import MOST_IN_INPUT
from adapters.slack.blocks.forms import about_blocks, who_sees
from adapters.slack.blocks.inputs import Asked, input_blocks
from adapters.slack.blocks.plain import header, plain, quiet
from adapters.slack.blocks.prose import prompt, spoken
from adapters.slack.blocks.rich import bold, rich, said
from adapters.slack.blocks.sent import ANSWER
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import one_line, shortened, units
from bot.domain.forms import AnswerForm, Field, FieldForm
from bot.errors import Defect

ANSWER_FORM, FIELD_FORM = "debrief_answer", "debrief_fields"
"""Callback ids: which kind of form was sent."""
MOST_BLOCKS, MOST_BYTES = 100, 240_000
_MOST_TITLE, _MOST_PRIVATE = 24, 3_000
_NEARLY_FULL = 2_400
_NO_ROOM = "The text to read is too long to stand here. It stands in the message that this form came from."
_GROWS = (
    f"Up to {MOST_IN_INPUT:,} characters. If yours is longer, send this and open the form again: "
    "it then has room for the rest."
)
_STAYS = f"Up to {MOST_IN_INPUT:,} characters here."


def modal(form: AnswerForm | FieldForm, *, private: str, trouble: str = "") -> dict[str, Any]:
    """A form to fill in. `private` comes back with it as it is; `trouble` stands on top.

    The draft is in its fields: for what was sent and not taken, give the form with that as its draft.
    """
    if units(private) > _MOST_PRIVATE:
        raise Defect(f"A form carries {len(private):,} characters with it, too many for Slack.")
    ways = _answer_ways(form) if isinstance(form, AnswerForm) else _field_ways(form)
    head = rich(said(bold(trouble))) if trouble else []
    for fields in ways:
        view = _view(form, private, [*head, *fields])
        if len(view["blocks"]) <= MOST_BLOCKS and len(json.dumps(view)) <= MOST_BYTES:
            return view
    raise Defect("A form is too long for Slack, even without what there is to read beside it.")


def _view(form: AnswerForm | FieldForm, private: str, blocks: list[Block]) -> dict[str, Any]:
    if isinstance(form, AnswerForm):
        kind, title, sends = ANSWER_FORM, "Your answer", "Send"
    else:
        kind, title, sends = FIELD_FORM, _title(form.title), _on_button(form)
    return {
        "type": "modal",
        "callback_id": kind,
        "private_metadata": private,
        "title": plain(title),
        "submit": plain(sends),
        "close": plain("Cancel"),
        "blocks": blocks,
    }


def _answer_ways(form: AnswerForm) -> Iterator[list[Block]]:
    """From what shows all to what shows least."""
    top = [*header(form.title), *quiet(who_sees(form))]
    field = Field(ANSWER, "Your answer", form.draft, tall=True)
    fields = list(input_blocks(Asked(field, 0, _NEARLY_FULL, _GROWS)))
    beside = rich(*prompt(form.prompt))
    yield [*top, *fields, *(headed("The scenario") if beside else []), *beside]
    yield [*top, *fields, *quiet(_NO_ROOM)]


def _field_ways(form: FieldForm) -> Iterator[list[Block]]:
    says = rich(spoken(form.says)) if form.says else []
    top = [*_long_names(form), *(rich(said(bold(form.trouble))) if form.trouble else []), *says]
    about = about_blocks(form)
    yield [*top, *about, *_fields(form, grow=True)]
    yield [*top, *about, *_fields(form, grow=False)]
    yield [*top, *(quiet(_NO_ROOM) if about else []), *_fields(form, grow=False)]


def _fields(form: FieldForm, *, grow: bool) -> Iterator[Block]:
    for number, field in enumerate(form.fields):
        yield from input_blocks(_asked(field, number, grow=grow))


def _asked(field: Field, number: int, *, grow: bool) -> Asked:
    """What may take several inputs is given a second at once; what may just take two, one and a word."""
    if not grow or field.most <= MOST_IN_INPUT:
        return Asked(field, number, None)
    if field.most > 2 * MOST_IN_INPUT:
        return Asked(field, number, 0 if field.tall else _NEARLY_FULL)
    return Asked(field, number, _NEARLY_FULL, _STAYS)


def _long_names(form: FieldForm) -> list[Block]:
    """What the modal's own title and button have no room for."""
    title = header(form.title) if _title(form.title) != one_line(form.title) else []
    sends = quiet(f"To send it: {form.sends}") if _on_button(form) != one_line(form.sends) else []
    return [*title, *sends]


def _title(title: str) -> str:
    return shortened(title, _MOST_TITLE) or "Debrief"


def _on_button(form: FieldForm) -> str:
    return shortened(form.sends, _MOST_TITLE) or "Send"
