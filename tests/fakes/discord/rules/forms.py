"""Modals: a title, and up to five things to fill in."""

from typing import Any

from tests.fakes.discord.rules.components import CHANNELS, INPUT, MENUS, ROW, SELECT, Names, menu, options
from tests.fakes.discord.rules.form import Form, Path

TEXT, LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 10, 18, 19, 21, 22, 23
IN_LABEL = (SELECT, INPUT, *range(5, CHANNELS + 1), UPLOAD, RADIO, CHECKBOXES, CHECKBOX)
MOST = 5


def modal(value: Any) -> dict[str, Any]:
    """Raises where Discord wouldn't open it."""
    form = Form()
    given: dict[str, Any] = value if isinstance(value, dict) else {}
    form.text(("data", "title"), given.get("title"), 1, 45, needed=True)
    form.text(("data", "custom_id"), given.get("custom_id"), 1, 100, needed=True)
    names = Names(form)
    at: Path = ("data", "components")
    for number, each in enumerate(form.many(at, given.get("components"), 1, MOST)):
        _one(form, (*at, number), each, names)
    form.check()
    return given


def _one(form: Form, at: Path, value: dict[str, Any], names: Names) -> None:
    kind = form.one_of((*at, "type"), value.get("type"), (ROW, LABEL, TEXT))
    if kind == ROW:
        within = form.many((*at, "components"), value.get("components"), 1, 1)
        for number, each in enumerate(within):
            place = (*at, "components", number)
            form.one_of((*place, "type"), each.get("type"), (INPUT,))
            form.text((*place, "label"), each.get("label"), 1, 45, needed=True)
            _input(form, place, each, names)
    elif kind == TEXT:
        form.text((*at, "content"), value.get("content"), 1, 4000, needed=True)
    elif kind == LABEL:
        form.text((*at, "label"), value.get("label"), 1, 45, needed=True)
        form.text((*at, "description"), value.get("description"), 0, 100)
        _labelled(form, (*at, "component"), value.get("component"), names)


def _labelled(form: Form, at: Path, value: Any, names: Names) -> None:
    if not isinstance(value, dict):
        form.wrong(at, "BASE_TYPE_REQUIRED", "This field is required")
        return
    kind = form.one_of((*at, "type"), value.get("type"), IN_LABEL)
    if kind == INPUT:
        if value.get("label"):
            form.wrong((*at, "label"), "INPUT_COMPONENT_LABEL", "Use the label of the Label component")
        _input(form, at, value, names)
    elif kind in MENUS:
        menu(form, at, value, names)
        if value.get("disabled"):
            form.wrong((*at, "disabled"), "SELECT_DISABLED", "A menu in a modal can't be disabled")
    else:
        names.take(at, value.get("custom_id"))
        if kind in (RADIO, CHECKBOXES):
            least = 2 if kind == RADIO else 1
            options(form, (*at, "options"), form.many((*at, "options"), value.get("options"), least, 10))


def _input(form: Form, at: Path, value: dict[str, Any], names: Names) -> None:
    names.take(at, value.get("custom_id"))
    form.one_of((*at, "style"), value.get("style"), (1, 2))
    least = form.number((*at, "min_length"), value.get("min_length") or 0, 0, 4000)
    longest = value.get("max_length")
    most = form.number((*at, "max_length"), 4000 if longest is None else longest, 1, 4000)
    if least > most:
        form.wrong((*at, "min_length"), "TEXT_INPUT_MIN_MAX", "min_length must not exceed max_length")
    form.text((*at, "value"), value.get("value"), 0, most)
    form.text((*at, "placeholder"), value.get("placeholder"), 0, 100)
