from typing import Any

import pytest

from tests.fakes.slack.block_kit import problems, view_problems


def plain(text: str = "Go") -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "Go") -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Words.", **further: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **further}


def button(action_id: str = "go", **further: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(), "action_id": action_id, **further}


def actions(*elements: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def option(value: str = "a", text: str = "A") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def select(kind: str = "static_select", **further: Any) -> dict[str, Any]:
    return {"type": kind, "action_id": "choose", "options": [option(), option("b", "B")], **further}


def typed(**further: Any) -> dict[str, Any]:
    return {"type": "plain_text_input", "action_id": "typed", **further}


def asked(element: Any, **further: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain("Your answer"), "element": element, **further}


def rich(*elements: Any) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def quote(text: str = "quoted") -> dict[str, Any]:
    return {"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}


SOUND = [
    section("w" * 3000),
    section(accessory=button("beside")),
    {"type": "section", "fields": [plain("f" * 2000)] * 3},
    {"type": "header", "text": plain("h" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("small")] * 10},
    actions(button("one", style="primary", value="v" * 2000), button("two")),
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A board"},
    rich(quote("q" * 2500), {"type": "rich_text_section", "elements": []}),
]


def test_sound_blocks_are_taken_everywhere() -> None:
    assert [problems(SOUND, surface) for surface in ("message", "modal", "home")] == [[], [], []]


REFUSED: dict[str, tuple[Any, str]] = {
    "section of 3001": (section("w" * 3001), "less than 3001"),
    "section counted in UTF-16": (section("🦩" * 1501), "less than 3001"),
    "section without words": (section(""), "more than 0"),
    "section with neither text nor fields": ({"type": "section"}, "text or fields"),
    "eleven fields": ({"type": "section", "fields": [plain()] * 11}, "1 to 10"),
    "a field of 2001": ({"type": "section", "fields": [plain("f" * 2001)]}, "less than 2001"),
    "header of 151": ({"type": "header", "text": plain("h" * 151)}, "less than 151"),
    "header in mrkdwn": ({"type": "header", "text": mrkdwn()}, "plain_text"),
    "unknown block": ({"type": "marquee"}, "type must be"),
    "unknown field": ({"type": "divider", "colour": "red"}, "unknown field colour"),
    "a block that isn't one": ("divider", "type must be"),
    "no elements": (actions(), "1 to 25"),
    "26 elements": (actions(*(button(f"b{n}") for n in range(26))), "1 to 25"),
    "11 in a context": ({"type": "context", "elements": [plain()] * 11}, "1 to 10"),
    "a button in a context": ({"type": "context", "elements": [button()]}, "type must be"),
    "button text of 76": (actions(button(text=plain("t" * 76))), "less than 76"),
    "button text in mrkdwn": (actions(button(text=mrkdwn())), "plain_text"),
    "button value of 2001": (actions(button(value="v" * 2001)), "less than 2001"),
    "button of a third colour": (actions(button(style="warning")), "primary, danger"),
    "an action_id of 256": (actions(button("a" * 256)), "less than 256"),
    "the same action_id twice": (actions(button("a"), button("a")), "action_id 'a' already exists"),
    "a block_id of 256": ({"type": "divider", "block_id": "b" * 256}, "less than 256"),
    "an input among the buttons": (actions(typed()), "type must be"),
    "a button as an input": (asked(button()), "type must be"),
    "a label of 2001": (asked(typed(), label=plain("l" * 2001)), "less than 2001"),
    "a draft longer than the field": (asked(typed(initial_value="d" * 11, max_length=10)), "less than 11"),
    "a field longer than 3000": (asked(typed(max_length=3001)), "1 to 3000"),
    "several lines in one": (asked(typed(initial_value="a\nb")), "several lines"),
    "a placeholder of 151": (asked(typed(placeholder=plain("p" * 151))), "less than 151"),
    "eleven radio buttons": (
        asked(select("radio_buttons", options=[option(str(n)) for n in range(11)])),
        "1 to 10",
    ),
    "101 options": (asked(select(options=[option(str(n)) for n in range(101)])), "1 to 100"),
    "two options alike": (asked(select(options=[option(), option()])), "same value"),
    "an option of 76": (asked(select(options=[option("a", "t" * 76)])), "less than 76"),
    "an option's value of 151": (asked(select(options=[option("v" * 151)])), "less than 151"),
    "a start that isn't offered": (asked(select(initial_option=option("c"))), "initial option"),
    "a picture without alt text": ({"type": "image", "image_url": "https://x.test/a.png"}, "alt_text"),
    "a picture from nowhere": ({"type": "image", "alt_text": "A board"}, "image_url or slack_file"),
    "rich text of empty words": (rich(quote("")), "more than 0"),
    "rich text in bare words": (rich({"type": "text", "text": "bare"}), "type must be"),
    "half an emoji": (section("\ud83e"), "surrogate"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_slack_would_refuse_is_named(case: str) -> None:
    block, words = REFUSED[case]

    assert words in " / ".join(problems([block], "message"))


def test_fifty_blocks_in_a_message_and_a_hundred_in_a_view() -> None:
    line = {"type": "divider"}

    assert problems([line] * 50, "message") == problems([line] * 100, "home") == []
    assert problems([line] * 51, "message") == ["51 blocks, 50 at most"]
    assert problems([line] * 101, "modal") == ["101 blocks, 100 at most"]


def test_blocks_that_are_sound_one_by_one_are_too_long_together() -> None:
    assert problems([section("w" * 3000)] * 4, "message") == []
    assert "msg_blocks_too_long" in problems([section("w" * 3000)] * 4 + [section("w")], "message")[0]
    assert problems([section("w" * 3000)] * 5, "modal") == []


def test_a_block_id_stands_once() -> None:
    line = {"type": "divider", "block_id": "b"}

    assert problems([line, line], "home") == ["block_id 'b' already exists"]


def modal(**further: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Your answer"), "blocks": [section()], **further}


def test_a_sound_view_is_taken() -> None:
    form = modal(blocks=[asked(typed(max_length=3000, multiline=True))], submit=plain("Send"))

    assert view_problems(form) == view_problems({"type": "home", "blocks": [section()]}) == []


VIEWS: dict[str, tuple[dict[str, Any], str]] = {
    "a title of 25": (modal(title=plain("t" * 25)), "less than 25"),
    "a button to send of 25": (modal(submit=plain("s" * 25)), "less than 25"),
    "no title": ({"type": "modal", "blocks": []}, "missing required field title"),
    "metadata of 3001": (modal(private_metadata="m" * 3001), "less than 3001"),
    "a callback_id of 256": (modal(callback_id="c" * 256), "less than 256"),
    "an input and nothing to send it": (modal(blocks=[asked(typed())]), "missing submit"),
    "a title at home": ({"type": "home", "title": plain(), "blocks": []}, "unknown field title"),
    "unsound blocks": (modal(blocks=[section("")]), "more than 0"),
    "more than 250 kB": (modal(blocks=[section("\u2028" * 3000)] * 30), "view_too_large"),
    "neither": ({"type": "workflow_step"}, "must be modal or home"),
}


@pytest.mark.parametrize("case", VIEWS)
def test_a_view_that_slack_would_refuse_is_named(case: str) -> None:
    view, words = VIEWS[case]

    assert words in " / ".join(view_problems(view))
