"""The blocks, and on which surfaces they may stand."""

from tests.fakes.slack.kit_elements import ELEMENTS, ID, IMAGE, PICTURED
from tests.fakes.slack.kit_rules import (
    Check,
    by_type,
    flag,
    items,
    one_at_least,
    one_of,
    only,
    shape,
    string,
)
from tests.fakes.slack.kit_text import RICH_TEXT_ELEMENTS, either, mrkdwn, plain

_CHOSEN = (
    "static_select",
    "users_select",
    "channels_select",
    "conversations_select",
    "datepicker",
    "timepicker",
)
_MARKED = ("radio_buttons", "checkboxes")
_ACTIONS = by_type(only(ELEMENTS, ("button", "overflow", *_CHOSEN, *_MARKED)))
_ACCESSORY = by_type(
    only(ELEMENTS, ("button", "image", "overflow", "multi_static_select", *_CHOSEN, *_MARKED))
)
_INPUT = by_type(
    only(ELEMENTS, ("plain_text_input", "number_input", "multi_static_select", *_CHOSEN, *_MARKED))
)
_CONTEXT = by_type({"image": ELEMENTS["image"], "plain_text": plain(3000), "mrkdwn": mrkdwn(3000)})


def _block(name: str, required: dict[str, Check], optional: dict[str, Check], *further: Check) -> Check:
    return shape({"type": one_of(name)} | required, {"block_id": ID} | optional, *further)


BLOCKS: dict[str, Check] = {
    "section": _block(
        "section",
        {},
        {"text": either(3000), "fields": items(either(2000), 10), "accessory": _ACCESSORY, "expand": flag},
        one_at_least("text", "fields"),
    ),
    "header": _block("header", {"text": plain(150)}, {}),
    "divider": _block("divider", {}, {}),
    "context": _block("context", {"elements": items(_CONTEXT, 10)}, {}),
    "actions": _block("actions", {"elements": items(_ACTIONS, 25)}, {}),
    "image": _block("image", IMAGE, PICTURED | {"title": plain(2000)}, one_at_least(*PICTURED)),
    "input": _block(
        "input",
        {"label": plain(2000), "element": _INPUT},
        {"hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": _block("rich_text", {"elements": RICH_TEXT_ELEMENTS}, {}),
    "markdown": _block("markdown", {"text": string(12_000, 1)}, {}),
}
SURFACES: dict[str, Check] = {
    "message": by_type(BLOCKS),
    "modal": by_type({name: check for name, check in BLOCKS.items() if name != "markdown"}),
    "home": by_type({name: check for name, check in BLOCKS.items() if name != "markdown"}),
}
