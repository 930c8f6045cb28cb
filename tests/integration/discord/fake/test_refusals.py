"""Every message that Discord would refuse for what it holds."""

from typing import Any

import pytest

from tests.integration.discord.fake_discord_stage import Group, Raw
from tests.integration.discord.fake_message_parts import EMBED, button, menu, rows

WRONG: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "2,001 characters": ({"content": "w" * 2001}, {"content": "BASE_TYPE_MAX_LENGTH"}),
    "1,001 emojis, each of two units": ({"content": "🙂" * 1001}, {"content": "BASE_TYPE_MAX_LENGTH"}),
    "no text but a number": ({"content": 5}, {"content": "STRING_TYPE_CONVERT"}),
    "a nonce of 26": ({"content": "w", "nonce": "n" * 26}, {"nonce": "BASE_TYPE_MAX_LENGTH"}),
    "a flag that can't be set": ({"content": "w", "flags": 1 << 6}, {"flags": "BITWISE_FLAGS_INVALID"}),
    "eleven embeds": ({"embeds": [EMBED] * 11}, {"embeds": "BASE_TYPE_BAD_LENGTH"}),
    "an embed that is none": ({"embeds": ["words"]}, {"embeds.0": "MODEL_TYPE_CONVERT"}),
    "an empty embed": ({"embeds": [{}]}, {"embeds.0.description": "BASE_TYPE_REQUIRED"}),
    "a title of 257": ({"embeds": [{"title": "w" * 257}]}, {"embeds.0.title": "BASE_TYPE_MAX_LENGTH"}),
    "a description of 4,097": (
        {"embeds": [{"description": "w" * 4097}]},
        {"embeds.0.description": "BASE_TYPE_MAX_LENGTH"},
    ),
    "a footer of 2,049": (
        {"embeds": [EMBED | {"footer": {"text": "w" * 2049}}]},
        {"embeds.0.footer.text": "BASE_TYPE_MAX_LENGTH"},
    ),
    "an author of 257": (
        {"embeds": [EMBED | {"author": {"name": "w" * 257}}]},
        {"embeds.0.author.name": "BASE_TYPE_MAX_LENGTH"},
    ),
    "26 fields": (
        {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
        {"embeds.0.fields": "BASE_TYPE_BAD_LENGTH"},
    ),
    "a field's name of 257": (
        {"embeds": [{"fields": [{"name": "n" * 257, "value": "v"}]}]},
        {"embeds.0.fields.0.name": "BASE_TYPE_BAD_LENGTH"},
    ),
    "a field without a value": (
        {"embeds": [{"fields": [{"name": "n", "value": ""}]}]},
        {"embeds.0.fields.0.value": "BASE_TYPE_REQUIRED"},
    ),
    "6,001 characters in two embeds": (
        {"embeds": [{"description": "w" * 4000}, {"description": "w" * 2001}]},
        {"embeds": "MAX_EMBED_SIZE_EXCEEDED"},
    ),
    "a colour beyond white": (
        {"embeds": [EMBED | {"color": 0x1000000}]},
        {"embeds.0.color": "NUMBER_TYPE_MAX"},
    ),
    "a link of another scheme": (
        {"embeds": [EMBED | {"url": "ftp://example.org"}]},
        {"embeds.0.url": "URL_TYPE_INVALID_SCHEME"},
    ),
    "a picture that didn't come along": (
        {"embeds": [{"image": {"url": "attachment://board.png"}}]},
        {"embeds.0.image.url": "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"},
    ),
    "a file that didn't come along": (
        {"content": "w", "attachments": [{"id": 0, "filename": "a.png"}]},
        {"attachments.0": "ATTACHMENT_NOT_FOUND"},
    ),
    "somebody parsed and listed": (
        {"content": "w", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        {"allowed_mentions": "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"},
    ),
    "mentions of a kind that isn't": (
        {"content": "w", "allowed_mentions": {"parse": ["here"]}},
        {"allowed_mentions.parse.0": "BASE_TYPE_CHOICES"},
    ),
    "mentions that are none": (
        {"content": "w", "allowed_mentions": "none"},
        {"allowed_mentions": "MODEL_TYPE_CONVERT"},
    ),
    "four kinds of mentions": (
        {"content": "w", "allowed_mentions": {"parse": ["users"] * 4}},
        {"allowed_mentions.parse": "BASE_TYPE_BAD_LENGTH"},
    ),
    "eleven attachments listed": (
        {"content": "w", "attachments": [{"id": str(10**18 + n)} for n in range(11)]},
        {"attachments": "BASE_TYPE_BAD_LENGTH"},
    ),
    "101 mentions": (
        {"content": "w", "allowed_mentions": {"users": ["1"] * 101}},
        {"allowed_mentions.users": "BASE_TYPE_BAD_LENGTH"},
    ),
    "a reply to nothing": (
        {"content": "w", "message_reference": {"message_id": "1"}},
        {"message_reference": "REPLIES_UNKNOWN_MESSAGE"},
    ),
    "a field's value of 1,025": (
        {"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]},
        {"embeds.0.fields.0.value": "BASE_TYPE_BAD_LENGTH"},
    ),
    "a picture of another scheme": (
        {"embeds": [{"image": {"url": "ftp://example.org/a.png"}}]},
        {"embeds.0.image.url": "URL_TYPE_INVALID_SCHEME"},
    ),
    "a link button to nowhere": (
        {"components": rows(button(style=5, url="nowhere", custom_id=None))},
        {"components.0.components.0.url": "URL_TYPE_INVALID_URL"},
    ),
    "a menu without a custom_id": (
        {"components": rows(menu(custom_id=None))},
        {"components.0.components.0.custom_id": "BASE_TYPE_REQUIRED"},
    ),
    "a menu for 26 at most": (
        {"components": rows(menu(max_values=26, type=5))},
        {"components.0.components.0.max_values": "NUMBER_TYPE_MAX"},
    ),
    "a menu for less than none": (
        {"components": rows(menu(min_values=-1))},
        {"components.0.components.0.min_values": "NUMBER_TYPE_MIN"},
    ),
    "six rows": (
        {"components": [rows(button(f"{n}"))[0] for n in range(6)]},
        {"components": "BASE_TYPE_BAD_LENGTH"},
    ),
    "a button without a row": ({"components": [button()]}, {"components.0.type": "BASE_TYPE_CHOICES"}),
    "a row of nothing": ({"components": rows()}, {"components.0.components": "BASE_TYPE_BAD_LENGTH"}),
    "six buttons": (
        {"components": rows(*[button(str(each)) for each in range(6)])},
        {"components.0.components": "BASE_TYPE_BAD_LENGTH"},
    ),
    "a button beside a menu": (
        {"components": rows(button(), menu())},
        {"components.0.components": "COMPONENT_LAYOUT_WIDTH_EXCEEDED"},
    ),
    "the same custom_id twice": (
        {"components": rows(button(), button())},
        {"components.0.components.1.custom_id": "COMPONENT_CUSTOM_ID_DUPLICATED"},
    ),
    "a custom_id of 101": (
        {"components": rows(button("c" * 101))},
        {"components.0.components.0.custom_id": "BASE_TYPE_BAD_LENGTH"},
    ),
    "no custom_id": (
        {"components": rows(button(""))},
        {"components.0.components.0.custom_id": "BASE_TYPE_REQUIRED"},
    ),
    "a label of 81": (
        {"components": rows(button(label="l" * 81))},
        {"components.0.components.0.label": "BASE_TYPE_MAX_LENGTH"},
    ),
    "a button that says nothing": (
        {"components": rows(button(label=""))},
        {"components.0.components.0.label": "BASE_TYPE_REQUIRED"},
    ),
    "a button of no style": (
        {"components": rows(button(style=7))},
        {"components.0.components.0.style": "BASE_TYPE_CHOICES"},
    ),
    "a link with a custom_id": (
        {"components": rows(button(style=5, url="https://example.org"))},
        {"components.0.components.0.custom_id": "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"},
    ),
    "a plain button with a link": (
        {"components": rows(button(url="https://example.org"))},
        {"components.0.components.0.url": "BUTTON_COMPONENT_INVALID_URL"},
    ),
    "a text input in a message": (
        {"components": rows({"type": 4, "custom_id": "c", "style": 1, "label": "L"})},
        {"components.0.components.0.type": "BASE_TYPE_CHOICES"},
    ),
    "a menu of nothing": (
        {"components": rows(menu(options=[]))},
        {"components.0.components.0.options": "BASE_TYPE_BAD_LENGTH"},
    ),
    "26 options": (
        {"components": rows(menu(options=[{"label": "A", "value": str(n)} for n in range(26)]))},
        {"components.0.components.0.options": "BASE_TYPE_BAD_LENGTH"},
    ),
    "an option twice": (
        {"components": rows(menu(options=[{"label": "A", "value": "a"}] * 2))},
        {"components.0.components.0.options.1.value": "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"},
    ),
    "an option's value of 101": (
        {"components": rows(menu(options=[{"label": "l", "value": "v" * 101}]))},
        {"components.0.components.0.options.0.value": "BASE_TYPE_BAD_LENGTH"},
    ),
    "an option's label of 101": (
        {"components": rows(menu(options=[{"label": "l" * 101, "value": "a"}]))},
        {"components.0.components.0.options.0.label": "BASE_TYPE_BAD_LENGTH"},
    ),
    "an option's description of 101": (
        {"components": rows(menu(options=[{"label": "l", "value": "a", "description": "d" * 101}]))},
        {"components.0.components.0.options.0.description": "BASE_TYPE_MAX_LENGTH"},
    ),
    "a placeholder of 151": (
        {"components": rows(menu(placeholder="p" * 151))},
        {"components.0.components.0.placeholder": "BASE_TYPE_MAX_LENGTH"},
    ),
    "more to choose than there is": (
        {"components": rows(menu(max_values=2))},
        {"components.0.components.0.max_values": "COMPONENT_SELECT_MAX_VALUES"},
    ),
    "least above most": (
        {"components": rows(menu(min_values=2))},
        {"components.0.components.0.min_values": "COMPONENT_SELECT_MIN_MAX"},
    ),
}


@pytest.mark.parametrize("case", WRONG)
async def test_a_message_that_discord_would_refuse_is_refused(stage: Group, call: Raw, case: str) -> None:
    body, wrong = WRONG[case]

    assert await call.wrong(f"POST {stage.at()}/messages", {"content": "w"} | body) == wrong
    assert stage.discord.messages(stage.practice) == []
