"""Codes as they are read, which of two answers counts, and memberships that are put together and parted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import AnswerId
from bot.domain.linking import (
    LENGTH,
    LETTERS,
    CodeKind,
    Given,
    Place,
    apart,
    mark_of_code,
    read_code,
    spelled,
    that_counts,
    together,
)
from bot.domain.points import Timeliness

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
MOMENTS = st.integers(0, 5).map(lambda hours: MONDAY + timedelta(hours=hours))
PLACES = st.builds(
    Place,
    st.sampled_from(["member", "organiser"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    MOMENTS,
    st.none() | MOMENTS,
)


def test_letters_that_look_or_sound_alike_are_left_out() -> None:
    assert not set("01OILU") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)


@given(st.text(alphabet=LETTERS, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_as_it_is_shown(code: str) -> None:
    assert read_code(spelled(code)) == read_code(spelled(code).lower()) == read_code(f" {code} ") == code


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCDEFGH2", "ABCD-EFG0", "ÀBCDEFGH", "ABCD EFG\x00"])
def test_what_cannot_be_a_code(typed: str) -> None:
    assert read_code(typed) is None


def test_a_code_of_one_kind_has_no_mark_of_another() -> None:
    assert mark_of_code(CodeKind.PERSON, "ABCDEFGH") != mark_of_code(CodeKind.CHANNEL, "ABCDEFGH")


def test_of_two_answers_the_first_on_time_counts() -> None:
    late = Given(AnswerId(1), withdrawn=False, timeliness=Timeliness.LATE, arrived_at=MONDAY)
    second = Given(AnswerId(2), withdrawn=False, timeliness=Timeliness.ON_TIME, arrived_at=MONDAY)
    first = replace(second, id=AnswerId(3), arrived_at=MONDAY - timedelta(hours=1))
    gone = replace(first, id=AnswerId(4), withdrawn=True)
    begun = Given(AnswerId(5), withdrawn=False, timeliness=None, arrived_at=None)
    order = [first, second, late, begun, gone]
    for n, better in enumerate(order):
        for worse in order[n + 1 :]:
            assert that_counts((worse, better)) is that_counts((better, worse)) is better


@given(PLACES, PLACES)
def test_places_that_were_put_together_come_apart_as_they_were(own: Place, other: Place) -> None:
    merged = together(own, other)
    kept = own.role if merged.role != "member" else "member"
    assert apart(own, merged, merged) == replace(own, role=kept)
    if (own.left_at is None) == (other.left_at is None):
        assert not (merged.on_board and not (own.on_board and other.on_board))
        assert not (merged.lends_answers and not (own.lends_answers and other.lends_answers))


@given(PLACES, PLACES, PLACES)
def test_nobody_becomes_an_organiser_by_a_link_that_ended(own: Place, other: Place, now: Place) -> None:
    parted = apart(own, together(own, other), now)
    assert parted.role in (own.role, "member")
