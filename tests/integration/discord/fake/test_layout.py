"""Components of the newer kind, which take the place of words and embeds."""

from typing import Any

import pytest

from tests.integration.discord.fake_discord_stage import Group, Raw

LAYOUT = 1 << 15
TEXT: dict[str, Any] = {"type": 10, "content": "Words."}
BUTTON: dict[str, Any] = {"type": 2, "style": 1, "label": "Press", "custom_id": "one"}
WRONG: dict[str, tuple[Any, dict[str, Any], str]] = {
    "words beside": ([TEXT], {"content": "w"}, "content"),
    "embeds beside": ([TEXT], {"embeds": [{"title": "t"}]}, "embeds"),
    "nothing": ([], {}, "components"),
    "of no kind": ([{"type": 99}], {}, "components.0.type"),
    "a button outside of a row": ([BUTTON], {}, "components.0.type"),
    "empty words": ([{"type": 10, "content": ""}], {}, "components.0.content"),
    "4,001 characters in two": (
        [TEXT | {"content": "w" * 2001}, TEXT | {"content": "w" * 2000}],
        {},
        "components",
    ),
    "41 components": ([TEXT] * 41, {}, "components"),
    "41 with those within": ([{"type": 17, "components": [TEXT] * 40}], {}, "components"),
    "a section with nothing beside": (
        [{"type": 9, "components": [TEXT]}],
        {},
        "components.0.accessory",
    ),
    "a section of four": (
        [{"type": 9, "components": [TEXT] * 4, "accessory": BUTTON}],
        {},
        "components.0.components",
    ),
    "a container within one": (
        [{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}],
        {},
        "components.0.components.0.type",
    ),
    "a picture that didn't come": (
        [{"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}],
        {},
        "components.0.items.0.media.url",
    ),
    "a picture from nowhere": (
        [{"type": 12, "items": [{"media": {"url": "nowhere"}}]}],
        {},
        "components.0.items.0.media.url",
    ),
    "eleven pictures": (
        [{"type": 12, "items": [{"media": {"url": "https://x.org/a"}}] * 11}],
        {},
        "components.0.items",
    ),
    "a picture's description of 1,025": (
        [{"type": 12, "items": [{"media": {"url": "https://x.org/a"}, "description": "d" * 1025}]}],
        {},
        "components.0.items.0.description",
    ),
    "the same custom_id twice": (
        [{"type": 1, "components": [BUTTON]}, {"type": 9, "components": [TEXT], "accessory": BUTTON}],
        {},
        "components.1.accessory.custom_id",
    ),
}


@pytest.mark.parametrize("case", WRONG)
async def test_a_layout_that_discord_would_refuse_is_refused(stage: Group, call: Raw, case: str) -> None:
    components, further, place = WRONG[case]
    body = {"flags": LAYOUT, "components": components} | further

    assert list(await call.wrong(f"POST {stage.at()}/messages", body)) == [place]


async def test_a_layout_is_read_whole_and_stays_one(stage: Group, call: Raw) -> None:
    section = {"type": 9, "components": [TEXT], "accessory": BUTTON}
    body = {"flags": LAYOUT, "components": [{"type": 17, "components": [section, {"type": 14}]}]}
    made = await call.made(f"POST {stage.at()}/messages", body)

    (shown,) = stage.discord.messages(stage.practice, stage.ada)
    assert (shown.words, shown.buttons, made["content"]) == ("Words.", ["Press"], "")
    one = f"PATCH {stage.at()}/messages/{made['id']}"
    assert list(await call.wrong(one, {"content": "w"})) == ["content"]
