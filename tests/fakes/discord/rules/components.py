"""Buttons and menus in rows of a message, and what they may hold."""

from typing import Any

from tests.fakes.discord.rules.form import Form, Path

ROW, BUTTON, SELECT, INPUT, USERS, ROLES, MENTIONABLES, CHANNELS = 1, 2, 3, 4, 5, 6, 7, 8
MENUS = (SELECT, USERS, ROLES, MENTIONABLES, CHANNELS)
LINK, PREMIUM = 5, 6
MOST_ROWS = 5
MOST_BUTTONS = 5


class Names:
    """Each custom_id stands once in a message."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._seen: set[str] = set()

    def take(self, at: Path, value: Any) -> None:
        name = self._form.text((*at, "custom_id"), value, 1, 100, needed=True)
        if name and name in self._seen:
            said = "Component custom id cannot be duplicated"
            self._form.wrong((*at, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", said)
        self._seen.add(name)


def rows(form: Form, at: Path, value: Any) -> None:
    """The components of a message of the older kind: rows alone."""
    names = Names(form)
    for number, each in enumerate(form.many(at, value, 0, MOST_ROWS)):
        place = (*at, number)
        if not isinstance(each, dict) or each.get("type") != ROW:
            form.one_of((*place, "type"), each.get("type") if isinstance(each, dict) else None, (ROW,))
            continue
        row(form, place, each, names)


def row(form: Form, at: Path, value: dict[str, Any], names: Names) -> None:
    """Five buttons, or one menu."""
    within = form.many((*at, "components"), value.get("components"), 1, MOST_BUTTONS)
    kinds = [each.get("type") for each in within]
    if len(kinds) > 1 and any(kind in MENUS for kind in kinds):
        said = "The specified component exceeds the maximum width"
        form.wrong((*at, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", said)
    for number, each in enumerate(within):
        element(form, (*at, "components", number), each, names)


def element(form: Form, at: Path, value: dict[str, Any], names: Names) -> None:
    kind = form.one_of((*at, "type"), value.get("type"), (BUTTON, *MENUS))
    if kind == BUTTON:
        button(form, at, value, names)
    elif kind in MENUS:
        menu(form, at, value, names)


def button(form: Form, at: Path, value: dict[str, Any], names: Names) -> None:
    style = form.one_of((*at, "style"), value.get("style"), range(1, 7))
    label = form.text((*at, "label"), value.get("label"), 0, 80)
    if not label and not value.get("emoji") and style != PREMIUM:
        form.wrong((*at, "label"), "BASE_TYPE_REQUIRED", "A button must have a label or emoji")
    if style == LINK:
        form.link((*at, "url"), value.get("url"), ("http", "https", "discord"))
        if value.get("custom_id") is not None:
            said = "A custom id and url cannot both be specified"
            form.wrong((*at, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", said)
    elif style != PREMIUM:
        names.take(at, value.get("custom_id"))
        if value.get("url") is not None:
            form.wrong((*at, "url"), "BUTTON_COMPONENT_INVALID_URL", "This style takes no url")


def menu(form: Form, at: Path, value: dict[str, Any], names: Names) -> None:
    names.take(at, value.get("custom_id"))
    form.text((*at, "placeholder"), value.get("placeholder"), 0, 150)
    least = form.number((*at, "min_values"), value.get("min_values", 1), 0, 25)
    most = form.number((*at, "max_values"), value.get("max_values", 1), 1, 25)
    if least > most:
        said = "min_values must be less than or equal to max_values"
        form.wrong((*at, "min_values"), "COMPONENT_SELECT_MIN_MAX", said)
    if value["type"] == SELECT:
        given = form.many((*at, "options"), value.get("options"), 1, 25)
        options(form, (*at, "options"), given)
        if most > max(len(given), 1):
            said = "max_values can't exceed the number of options"
            form.wrong((*at, "max_values"), "COMPONENT_SELECT_MAX_VALUES", said)


def options(form: Form, at: Path, given: list[Any]) -> None:
    """Of a menu, and of what chooses one in a form."""
    seen: set[str] = set()
    for number, each in enumerate(given):
        form.text((*at, number, "label"), each.get("label"), 1, 100, needed=True)
        value = form.text((*at, number, "value"), each.get("value"), 1, 100, needed=True)
        form.text((*at, number, "description"), each.get("description"), 0, 100)
        if value in seen:
            said = "The specified option value is already used"
            form.wrong((*at, number, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", said)
        seen.add(value)
