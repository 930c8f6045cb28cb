"""The message from which a form is filled in step by step, and in which what was filled in travels on.

Discord opens no modal on another one, and a modal has five places. So between two of them stands a message,
seen by its reader alone; the values are the options of a menu in it, and survive a restart of ours.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from adapters.discord.wording.buttons import PRIMARY, ROW, SECONDARY, button, rows
from adapters.discord.wording.escaping import one_line, shortened, units
from adapters.discord.wording.form_ids import FieldsTo, Purpose
from adapters.discord.wording.inputs import SELECT, called, in_full
from adapters.discord.wording.layout import (
    MOST_KEPT,
    MOST_OPTIONS,
    Step,
    in_steps,
    is_sent_by_button,
    turns_of,
)
from adapters.discord.wording.paging import MOST, text
from adapters.discord.wording.prose import small, spoken, title
from adapters.discord.wording.reading import about_parts
from adapters.discord.wording.rich import Block, bold, bullet, said
from adapters.discord.wording.texts import Text
from adapters.discord.wording.values import Component, DiscordMessage
from bot.domain.forms import Field, FieldForm

_NONE_YET = "still to be filled in"
_WIDTHS = (200, 80, 45, 25, 12)
"""Letters of a label and of a value, as many as a message holds."""
_SHORT_SAYS = 600
_MOST_NAMED = 2


def before_steps(form: FieldForm) -> list[Block | Text]:
    """What there is to read, in full, before the message with the steps."""
    labels = [bullet(label) for field in form.fields for label in in_full(field)]
    long = [Text(one.label, one.draft) for one in form.fields if _is_long(one)]
    says = spoken(form.says) if units(form.says) > _SHORT_SAYS else []
    trouble = [said(bold(form.trouble))] if units(form.trouble) > _SHORT_SAYS else []
    asked = [said(bold("What is asked, in full")), *labels] if labels else []
    return [*says, *trouble, *about_parts(form), *asked, *long]


def steps_message(form: FieldForm) -> DiscordMessage:
    """How far the form is, with a button for each step. To be shown anew after each."""
    steps = in_steps(form)
    says = spoken(form.says) if units(form.says) <= _SHORT_SAYS else []
    trouble = [said(bold(form.trouble))] if 0 < units(form.trouble) <= _SHORT_SAYS else []
    top = [*title(shortened(form.title, 100)), *trouble, *says]
    sends = shortened(form.sends, 60)
    when = f"you press {sends}" if is_sent_by_button(form) else f"the last step: {sends}"
    last = small(f"Nothing is sent before {when}.")
    for width in _WIDTHS:
        content = text([*top, *_lines(form, width), *last])
        if units(content) <= MOST:
            break
    else:
        content = text([*top, *last])
    can_be_opened = FieldsTo(form.action, form.subject, 0, turns_of(form), Purpose.STEP).can_be_carried
    return DiscordMessage(content, (*_menu(form, steps), *_buttons(form, steps)) if can_be_opened else ())


def kept_values(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What was filled in before, from the components of the message with the steps."""
    menus = [one for row in components for one in row.get("components") or () if one.get("type") == SELECT]
    values = (str(option["value"]) for menu in menus for option in menu.get("options") or ())
    return dict(_kept(value) for value in values if "=" in value)


def step_of(form: FieldForm, chosen: str) -> int:
    """In which step the field is asked for that was chosen from the menu."""
    name = chosen.partition("=")[0]
    found = (place for place, step in enumerate(in_steps(form)) if any(it.field.name == name for it in step))
    return next(found, 0)


def _kept(value: str) -> tuple[str, str]:
    name, _, kept = value.partition("=")
    return name, kept


def _lines(form: FieldForm, width: int) -> list[Block]:
    short = [called(field) for field in form.fields]
    return [
        bullet(
            bold(shortened(name if short.count(name) == 1 else field.label, width) or field.name), ": ", value
        )
        for name, field in zip(short, form.fields, strict=True)
        for value in [_shown(field, width)]
    ]


def _shown(field: Field, width: int) -> str:
    if _is_long(field):
        return f"{units(field.draft):,} characters, above"
    chosen = next((one.label for one in field.choices if one.value == field.draft), None)
    return shortened(chosen or field.draft, width) or _NONE_YET


def _is_long(field: Field) -> bool:
    return not field.choices and units(field.draft) > MOST_KEPT


def _menu(form: FieldForm, steps: Sequence[Step]) -> tuple[Component, ...]:
    options = [
        {
            "label": shortened(it.field.label, MOST_KEPT) or it.field.name,
            "value": f"{it.field.name}={it.field.draft}",
            "description": _shown(it.field, MOST_KEPT),
        }
        for step in steps
        for it in step
        if it.is_short and it.field.draft
    ]
    if not options:
        return ()
    at = FieldsTo(form.action, form.subject, 0, turns_of(form), Purpose.KEPT)
    menu = {
        "type": SELECT,
        "custom_id": at.custom_id,
        "placeholder": "Filled in so far: choose one to change it",
        "options": options[:MOST_OPTIONS],
    }
    return ({"type": ROW, "components": [menu]},)


def _buttons(form: FieldForm, steps: Sequence[Step]) -> tuple[Component, ...]:
    if is_sent_by_button(form):
        return _sent_by_button(form, steps)
    lacking = (place for place, step in enumerate(steps) if any(not it.field.draft for it in step))
    open_yet = next(lacking, len(steps) - 1)
    return rows([_button(form, place, len(steps), leads=place == open_yet) for place in range(len(steps))])


def _sent_by_button(form: FieldForm, steps: Sequence[Step]) -> tuple[Component, ...]:
    """Steps are called by what they ask; the button that sends is the only one called by the deed."""
    turns = turns_of(form)
    lacking = (place for place, step in enumerate(steps) if any(not it.field.draft for it in step))
    leads = next(lacking, len(steps))
    labels = [f"Step {place + 1}: {_asks(step)}" for place, step in enumerate(steps)]
    kinds = [Purpose.STEP] * len(steps) + [Purpose.SEND]
    return rows(
        [
            button(
                FieldsTo(form.action, form.subject, place, turns, kinds[place]).custom_id,
                label,
                PRIMARY if place == leads else SECONDARY,
            )
            for place, label in enumerate([*labels, one_line(form.sends)])
        ]
    )


def _asks(step: Step) -> str:
    """What is still to be filled in comes first."""
    names = [called(it.field) for it in sorted(step, key=lambda it: bool(it.field.draft))]
    return ", ".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")


def _button(form: FieldForm, place: int, steps: int, *, leads: bool) -> Component:
    at = FieldsTo(form.action, form.subject, place, steps, Purpose.STEP)
    last = f": {one_line(form.sends)}" if place + 1 == steps else ""
    label = f"Step {place + 1} of {steps}{last}" if steps > 1 else one_line(form.sends) or "Open the form"
    return button(at.custom_id, label, PRIMARY if leads else SECONDARY)
