"""Tables that say something of each member of an enumeration, so that a new one can't be forgotten."""

from collections.abc import Mapping
from enum import Enum

import pytest

from adapters.llm.capabilities import Rung, Shape
from adapters.llm.endpoint import Endpoint
from adapters.llm.request import request
from bot.domain.answer import WaitsFor
from bot.domain.grade import ReviewReason
from bot.domain.model import ModelFailure, Question
from bot.domain.review import _URGENCY
from bot.grading.by_model.giving_up import WAIT
from bot.practice.grader_sheet import WAITS
from bot.practice.reviews.case_card import WHY
from bot.practice.waiting_words import WAITING


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (WHY, set(ReviewReason)),
        (_URGENCY, set(ReviewReason)),
        (WAITING, set(WaitsFor) - {WaitsFor.NOTHING}),
        (WAITS, set(WaitsFor) - {WaitsFor.NOTHING}),
        (WAIT, {failure for failure in ModelFailure if not failure.is_refusal}),
    ],
)
def test_a_table_names_every_member(table: Mapping[Enum, object], members: set[Enum]) -> None:
    assert set(table) == members
    assert all(said is not None and said != "" for said in table.values())


def test_every_rung_has_a_word_of_its_own_and_asks_in_its_own_form() -> None:
    asked = Question("probe", "Be ready.", "Are you?", {"type": "object"})
    place = Endpoint("a-model", "https://example.org/v1", "key")
    forms = [repr(request(asked, place, Shape(rung)).get("response_format")) for rung in Rung]

    assert len({rung.word for rung in Rung}) == len(Rung)
    assert len(set(forms)) == len(Rung)
    assert [Rung(rung.value) for rung in Rung] == list(Rung)
