"""What can be pressed, chosen or typed into."""

from collections.abc import Iterator
from typing import Any

from tests.fakes.slack.kit_rules import Check, flag, items, number, one_at_least, one_of, shape, string
from tests.fakes.slack.kit_text import IDS, either, plain

ID = string(255, 1)
_CONFIRM = shape(
    {"title": plain(100), "text": either(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
_LATER: dict[str, Check] = {"confirm": _CONFIRM, "focus_on_load": flag}
_PLACEHOLDER: dict[str, Check] = {"placeholder": plain(150)}
DATE, TIME = string(10, 10), string(5, 5)


def option(text: Check) -> Check:
    return shape({"text": text, "value": string(150, 1)}, {"description": plain(75)})


def _kind(name: str) -> dict[str, Check]:
    return {"type": one_of(name), "action_id": ID}


def _sound_choice(value: Any, at: str) -> Iterator[str]:
    offered = value.get("options") or [each for group in value["option_groups"] for each in group["options"]]
    values = [each["value"] for each in offered]
    if len(set(values)) != len(values):
        yield f"{at}: two options have the same value"
    chosen = value.get("initial_options") or [value[name] for name in ("initial_option",) if value.get(name)]
    if any(each not in offered for each in chosen):
        yield f"{at}: the initial option isn't exactly one of the options"


def _menu(name: str, **further: Check) -> Check:
    group = shape({"label": plain(75), "options": items(option(plain(75)), 100)}, {})
    options = {"options": items(option(plain(75)), 100), "option_groups": items(group, 100)}
    return shape(
        _kind(name), options | _LATER | _PLACEHOLDER | further, one_at_least(*options), _sound_choice
    )


def _marks(name: str, **further: Check) -> Check:
    required = _kind(name) | {"options": items(option(either(75)), 10)}
    return shape(required, _LATER | further, _sound_choice)


def _lookup(name: str, initial: str) -> Check:
    return shape(_kind(name), _LATER | _PLACEHOLDER | {initial: IDS, "response_url_enabled": flag})


def _picker(name: str, initial: Check, field: str) -> Check:
    return shape(_kind(name), _LATER | _PLACEHOLDER | {field: initial, "timezone": string(100)})


def _fits(value: Any, at: str) -> Iterator[str]:
    drafted = value.get("initial_value", "")
    most, least = value.get("max_length", 3000), value.get("min_length", 0)
    yield from string(most)(drafted, f"{at}.initial_value")
    if least > most:
        yield f"{at}: min_length is more than max_length"
    if not value.get("multiline") and "\n" in drafted:
        yield f"{at}.initial_value: several lines in a field of one line"


IMAGE = {"type": one_of("image"), "alt_text": string(2000, 1)}
SLACK_FILE = shape({}, {"id": IDS, "url": string(3000, 1)}, one_at_least("id", "url"))
PICTURED: dict[str, Check] = {"image_url": string(3000, 1), "slack_file": SLACK_FILE}
_DISPATCH = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)})

ELEMENTS: dict[str, Check] = {
    "button": shape(
        _kind("button") | {"text": plain(75)},
        {
            "value": string(2000, 1),
            "url": string(3000, 1),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
            "confirm": _CONFIRM,
        },
    ),
    "image": shape(IMAGE, PICTURED, one_at_least(*PICTURED)),
    "static_select": _menu("static_select", initial_option=option(plain(75))),
    "multi_static_select": _menu(
        "multi_static_select",
        initial_options=items(option(plain(75)), 100),
        max_selected_items=number(1, 100),
    ),
    "radio_buttons": _marks("radio_buttons", initial_option=option(either(75))),
    "checkboxes": _marks("checkboxes", initial_options=items(option(either(75)), 10)),
    "overflow": shape(_kind("overflow") | {"options": items(option(plain(75)), 5, 2)}, {"confirm": _CONFIRM}),
    "users_select": _lookup("users_select", "initial_user"),
    "channels_select": _lookup("channels_select", "initial_channel"),
    "conversations_select": _lookup("conversations_select", "initial_conversation"),
    "datepicker": _picker("datepicker", DATE, "initial_date"),
    "timepicker": _picker("timepicker", TIME, "initial_time"),
    "plain_text_input": shape(
        _kind("plain_text_input"),
        {
            "initial_value": string(3000),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
            "dispatch_action_config": _DISPATCH,
            "focus_on_load": flag,
        }
        | _PLACEHOLDER,
        _fits,
    ),
    "number_input": shape(
        _kind("number_input") | {"is_decimal_allowed": flag},
        {
            "initial_value": string(100),
            "min_value": string(100),
            "max_value": string(100),
            "focus_on_load": flag,
        }
        | _PLACEHOLDER,
    ),
}
