"""Forms: which of them Discord opens, and what members can put into them."""

import asyncio
from typing import Any

import pytest

from tests.fakes.discord.server import NotPossible, ShownForm
from tests.integration.discord.fake_discord_stage import Group, Raw, flat, until


def text(**further: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "words", "style": 2} | further


def label(inner: Any, **further: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Yours", "component": inner} | further


def options(many: int = 2) -> list[dict[str, str]]:
    return [{"label": f"L{n}", "value": f"v{n}"} for n in range(many)]


def menu(**further: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "menu", "options": options()} | further


FORM: dict[str, Any] = {"title": "Answer", "custom_id": "form", "components": [label(text())]}
AT = "data.components.0"
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no title": ({"title": ""}, "data.title"),
    "a title of 46": ({"title": "t" * 46}, "data.title"),
    "a custom_id of 101": ({"custom_id": "c" * 101}, "data.custom_id"),
    "nothing in it": ({"components": []}, "data.components"),
    "six in it": ({"components": [label(text(custom_id=f"{n}")) for n in range(6)]}, "data.components"),
    "a bare input": ({"components": [text()]}, f"{AT}.type"),
    "a label of 46": ({"components": [label(text(), label="l" * 46)]}, f"{AT}.label"),
    "a description of 101": ({"components": [label(text(), description="d" * 101)]}, f"{AT}.description"),
    "a label of nothing": ({"components": [label(None)]}, f"{AT}.component"),
    "a button under a label": (
        {"components": [label({"type": 2, "custom_id": "b"})]},
        f"{AT}.component.type",
    ),
    "a label of its own under a label": (
        {"components": [label(text(label="L"))]},
        f"{AT}.component.label",
    ),
    "an input of no style": ({"components": [label(text(style=3))]}, f"{AT}.component.style"),
    "4,001 at most": ({"components": [label(text(max_length=4001))]}, f"{AT}.component.max_length"),
    "least above most": (
        {"components": [label(text(min_length=9, max_length=8))]},
        f"{AT}.component.min_length",
    ),
    "a value beyond its most": (
        {"components": [label(text(max_length=3, value="four"))]},
        f"{AT}.component.value",
    ),
    "a placeholder of 101": (
        {"components": [label(text(placeholder="p" * 101))]},
        f"{AT}.component.placeholder",
    ),
    "a disabled menu": ({"components": [label(menu(disabled=True))]}, f"{AT}.component.disabled"),
    "one thing to choose from": (
        {"components": [label({"type": 21, "custom_id": "r", "options": options(1)})]},
        f"{AT}.component.options",
    ),
    "eleven things to choose from": (
        {"components": [label({"type": 21, "custom_id": "r", "options": options(11)})]},
        f"{AT}.component.options",
    ),
    "a choice with no custom_id": (
        {"components": [label({"type": 21, "options": options()})]},
        f"{AT}.component.custom_id",
    ),
    "a menu of nothing": ({"components": [label(menu(options=[]))]}, f"{AT}.component.options"),
    "words of 4,001": ({"components": [{"type": 10, "content": "w" * 4001}]}, f"{AT}.content"),
    "a row's label of 46": (
        {"components": [{"type": 1, "components": [text(label="l" * 46)]}]},
        f"{AT}.components.0.label",
    ),
    "the same name twice": (
        {"components": [label(text()), label(text())]},
        "data.components.1.component.custom_id",
    ),
    "no words": ({"components": [{"type": 10, "content": ""}]}, f"{AT}.content"),
    "a row of two": (
        {"components": [{"type": 1, "components": [text(label="L"), text(label="M", custom_id="m")]}]},
        f"{AT}.components",
    ),
    "a row's input with no label": (
        {"components": [{"type": 1, "components": [text()]}]},
        f"{AT}.components.0.label",
    ),
    "a menu in a row": (
        {"components": [{"type": 1, "components": [menu(label="L", style=1)]}]},
        f"{AT}.components.0.type",
    ),
}


async def opened(stage: Group, call: Raw, form: dict[str, Any]) -> tuple[int, Any, ShownForm | None]:
    """What came of opening this by a button."""
    button = {"type": 2, "style": 1, "label": "Press", "custom_id": "one"}
    body = {"components": [{"type": 1, "components": [button]}]}
    await call.made(f"POST {stage.at()}/messages", body)
    shown = stage.discord.messages(stage.practice, stage.ada)[-1]
    task = asyncio.ensure_future(stage.discord.presses(stage.ada, shown, "Press"))
    await until(lambda: bool(stage.discord.state.interactions))
    asked = list(stage.discord.state.interactions.values())[-1]
    to = f"POST /interactions/{asked.id}/{asked.token}/callback"
    status, said = await call(to, {"type": 9, "data": form})
    asked.answered.set()
    outcome = await task
    return status, said, outcome.form if status == 204 else None


@pytest.mark.parametrize("case", WRONG)
async def test_a_form_that_discord_would_not_open_is_refused(stage: Group, call: Raw, case: str) -> None:
    instead, place = WRONG[case]
    status, said, _ = await opened(stage, call, FORM | instead)

    assert (status, [at for at, _ in flat(said["errors"])]) == (400, [place])


EVERYTHING = {
    "components": [
        label(text(min_length=2, max_length=5), label="Words"),
        label(menu(), label="Menu"),
        label({"type": 21, "custom_id": "radio", "options": options()}, label="Radio"),
        label({"type": 22, "custom_id": "boxes", "options": options(), "required": False}, label="Boxes"),
        label({"type": 23, "custom_id": "box"}, label="Box"),
    ]
}


async def test_a_form_sends_what_was_typed_and_chosen(stage: Group, call: Raw) -> None:
    _, _, form = await opened(stage, call, FORM | EVERYTHING)
    assert form is not None
    stage.discord.state.answer_within = 0.01
    typed = {"words": "Mine", "menu": "v1", "radio": "L0", "boxes": ["v0", "v1"], "box": True}
    outcome = await stage.discord.submits(stage.ada, form, **typed)

    assert (outcome.ok, stage.discord.by_label(form, "Radio")) == (False, "radio")
    sent = stage.discord.last_sent
    values = [each["component"] for each in sent["components"]]
    assert [each.get("value", each.get("values")) for each in values] == [
        "Mine",
        ["v1"],
        "v0",
        ["v0", "v1"],
        True,
    ]


async def test_what_a_field_does_not_take_cannot_be_sent(stage: Group, call: Raw) -> None:
    _, _, form = await opened(stage, call, FORM | EVERYTHING)
    assert form is not None
    good: dict[str, Any] = {"words": "Mine", "menu": "v1", "radio": "L0"}
    wrong: list[dict[str, Any]] = [
        {"words": "M"},
        {"words": "Longer"},
        {"words": ""},
        {"menu": "v9"},
        {"radio": ()},
        {"radio": "v9"},
        {"unknown": "x"},
    ]
    for each in wrong:
        with pytest.raises(NotPossible):
            await stage.discord.submits(stage.ada, form, **(good | each))
    with pytest.raises(NotPossible):
        await stage.discord.submits(stage.ben, form, **good)
    with pytest.raises(NotPossible):
        stage.discord.by_label(form, "Nothing")
