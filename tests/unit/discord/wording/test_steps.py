"""A form that no modal holds is filled in step by step, and nothing of it is lost between them."""

from typing import Any

import pytest

from adapters.discord.wording import (
    FieldsTo,
    filled,
    kept_values,
    messages,
    opens_directly,
    reads_form,
    sent_values,
    step_of,
    steps_message,
)
from adapters.discord.wording.layout import is_sent_by_button
from bot.domain.forms import FieldForm
from tests.unit.discord.wording.filled import sent
from tests.unit.discord.wording.forms import a_ruling, inputs, set_up, sound
from tests.unit.discord.wording.limits import problems
from tests.unit.discord.wording.markdown import read


@pytest.mark.parametrize("form", [set_up(), a_ruling("word " * 190)], ids=["set-up", "ruling"])
def test_a_long_form_is_filled_in_step_by_step_and_comes_back_whole(form: FieldForm) -> None:
    assert not opens_directly(form)
    shown = steps_message(form)
    steps, step = 2, 0
    wanted, values = dict[str, str](), dict[str, str]()
    while step + 1 < steps:
        made = sound(filled(form, kept_values(shown.components)), step)
        at = reads_form(made["custom_id"])
        assert isinstance(at, FieldsTo)
        steps = at.steps if is_sent_by_button(form) else at.steps + 1
        typed = {place: _something(one) for place, one in enumerate(inputs(made))}
        wanted |= {one["custom_id"].split(":", 4)[4]: typed[place] for place, one in enumerate(inputs(made))}
        values = {**kept_values(shown.components), **sent_values(sent(made, typed))}
        shown = steps_message(filled(form, values))
        assert problems(shown) == []
        step += 1

    assert {name.replace("%20", " "): value for name, value in wanted.items()} == values
    assert set(values) == {field.name for field in form.fields}


def _something(one: dict[str, Any]) -> str:
    return str(one["options"][-1]["value"]) if one["type"] == 3 else "=x=" * (one["max_length"] // 3)


def test_the_message_with_the_steps_says_how_far_they_are() -> None:
    form = set_up()
    shown = steps_message(form)

    assert "Time zone: still to be filled in" in read(shown.content)
    assert "Nothing is sent before you press Make the group." in read(shown.content)
    menu, buttons = shown.components
    assert [one["label"] for one in buttons["components"]] == [
        "Step 1: Time zone, Name of the group…",
        "Step 2: Holidays to rest on, Quiet minutes after which an answer is graded",
        "Make the group",
    ]
    assert kept_values(shown.components)["name"] == "Study group"
    assert {step_of(form, one["value"]) for one in menu["components"][0]["options"]} == {0, 1}


def test_a_step_that_lacks_something_leads_on() -> None:
    first, last = (
        [one["style"] for one in steps_message(filled(set_up(), values)).components[-1]["components"]]
        for values in ({}, {"zone": "UTC", "holidays": "none"})
    )

    assert (first, last) == ([1, 2, 2], [2, 2, 1])


def test_what_was_refused_can_be_read_in_full_and_is_not_asked_for_again() -> None:
    refused = a_ruling().again(
        {"because": "word " * 240, "criterion-0": "2"}, "Choose one for “Criterion 1”."
    )

    parts = messages(refused)

    assert ("word " * 240).strip() in parts[-2].files[0].content.decode()
    assert "Choose one for “Criterion 1”." in read(parts[-1].content)
    assert kept_values(parts[-1].components) == {"criterion-0": "2"}
    assert all(problems(part) == [] for part in parts)
