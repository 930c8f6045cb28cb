"""What buttons carry: found again, read back as it was, and never longer than Discord takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.wording import (
    AnswerTo,
    FieldsTo,
    Mark,
    Purpose,
    mark_in,
    mark_of,
    messages,
    reads,
    reads_form,
    signed,
)
from adapters.discord.wording.ids import MOST, button_id
from bot.domain.card_parts import Button
from bot.domain.cards import Note
from bot.domain.happenings import Action
from bot.errors import Defect

ROW = 2**63 - 1
"""The largest number that a row of ours can have."""
PLACE = 2**64 - 1
"""And a channel or message of Discord's."""
LONGEST_KEYS = (
    f"missed:{ROW}:20260303083000:{ROW}",
    f"lost:{ROW}:20260303083000:{ROW}",
    f"reveal:{ROW}:{ROW}:{ROW}:again",
    f"shown:{PLACE}",
    f"post:{ROW}:{ROW}",
)
LONGEST_SUBJECTS = {
    Action.USE_AS_ANSWER: f"{ROW}/{PLACE}/{PLACE}",
    Action.RULE: f"{ROW}/{ROW}/{ROW}",
    Action.REVIEW: f"{ROW}/{ROW}/{ROW}",
    Action.APPEAL: f"{ROW}/{ROW}",
    Action.APPEAL_ROUND: f"{ROW}",
    Action.REVIEW_IN_GROUP: f"{ROW}/{ROW}",
    Action.OPEN_ROUND: f"{ROW}/{ROW}",
    Action.RULE_ON_ROUND: f"{ROW}/{ROW}/{ROW}",
    Action.ASK: f"{ROW}/{ROW}",
    Action.SET_UP: f"new/{PLACE}",
    Action.END_TURN: f"{ROW}/9999",
}


def pressed_ids(card: Note, key: str, part: int) -> list[str]:
    (message,) = messages(card)
    return [one["custom_id"] for row in signed(message, key, part).components for one in row["components"]]


@pytest.mark.parametrize("key", LONGEST_KEYS)
@pytest.mark.parametrize("action", Action)
def test_what_the_core_makes_fits_with_any_of_its_keys(action: Action, key: str) -> None:
    subject = LONGEST_SUBJECTS.get(action, f"{ROW}/9999")
    card = Note("Press.", (Button(action, "Press", subject),) * 25)

    for custom_id in pressed_ids(card, key, 99):
        assert len(custom_id) <= MOST
        read = reads(custom_id)
        assert read is not None
        assert (read.action, read.subject, read.mark.part) == (action, subject, 99)
        assert read.mark.is_of(key)
        assert not read.mark.is_of(f"{key}1")


@given(st.sampled_from(Action), st.text(max_size=12), st.text(max_size=300), st.integers(0, 999))
def test_any_subject_and_key_come_back(action: Action, subject: str, key: str, part: int) -> None:
    button = {
        "type": 2,
        "custom_id": button_id(action, 0, subject) if len(subject) < 5 else "debrief:hint:0:1",
    }
    message = messages(Note("x"))[0]
    held = type(message)("x", ({"type": 1, "components": [button]},))

    (custom_id,) = [one["custom_id"] for one in signed(held, key, part).components[0]["components"]]

    read = reads(custom_id)
    assert read is not None
    assert len(custom_id) <= MOST
    assert read.subject == (subject if len(subject) < 5 else "1")
    assert read.mark.is_of(key) == bool(key)


def test_a_message_is_met_again_in_history_by_any_of_its_buttons() -> None:
    (message,) = messages(Note("Press.", (Button(Action.HINT, "Hint", "1/1"),)))
    told: dict[str, Any] = {"components": list(signed(message, "post:7", 2).components)}

    assert mark_of(told) == Mark("post:7", 2)
    assert mark_of(told).is_of("post:7")
    assert not mark_of(told).is_of("post:77")
    assert mark_of({"components": list(message.components)}) == mark_of({}) == Mark()


def test_signing_anew_takes_the_place_of_the_old_key() -> None:
    (message,) = messages(Note("Press.", (Button(Action.HINT, "Hint", "1/1"),)))

    anew = signed(signed(message, "one", 0), "two", 1)

    assert mark_of({"components": list(anew.components)}) == Mark("two", 1)


@pytest.mark.parametrize(
    "strange", ["", "x", "debrief", "debrief:none:0:1", "debrief:hint:x:1", "other:hint:0:1"]
)
def test_what_others_put_on_buttons_is_none_of_ours(strange: str) -> None:
    assert reads(strange) is None
    assert reads_form(strange) is None
    assert mark_in(strange) == Mark()


def test_a_subject_that_leaves_no_room_for_a_key_is_refused() -> None:
    with pytest.raises(Defect):
        messages(Note("x", (Button(Action.HINT, "Hint", "1" * 70),)))


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("action", [Action.RULE, Action.APPEAL, Action.ASK, Action.SET_UP])
def test_forms_carry_what_they_are_for(action: Action, purpose: Purpose) -> None:
    at = FieldsTo(action, LONGEST_SUBJECTS[action], 1, 3, purpose)

    assert len(at.custom_id) <= MOST
    assert at.can_be_carried
    assert reads_form(at.custom_id) == reads_form(f"{at.custom_id}|key.1") == at
    assert not at.is_last
    assert FieldsTo(action, "1", 2, 3).is_last
    assert reads_form(AnswerTo(f"{ROW}").custom_id) == AnswerTo(f"{ROW}")
    assert reads(at.custom_id) is None
