"""The machine of a company loop: what can follow what, and that it always ends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.loop_states import (
    BETWEEN,
    CLOSE_AFTER,
    ENDED,
    RAISING,
    RUNNING,
    SENDING,
    TRANSITIONS,
    LoopEvent,
    LoopState,
    after,
    due_at,
)
from bot.errors import Defect

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MEMBERS = frozenset({LoopEvent.BEGAN})


def legal(state: LoopState) -> list[LoopEvent]:
    return [event for event in LoopEvent if (state, event) in TRANSITIONS]


@pytest.mark.parametrize("state", list(LoopState))
@pytest.mark.parametrize("event", list(LoopEvent))
def test_whatever_the_table_does_not_name_is_refused(state: LoopState, event: LoopEvent) -> None:
    if (state, event) in TRANSITIONS:
        assert after(state, event) is TRANSITIONS[state, event]
        return
    with pytest.raises(Defect, match=f"that is {state} can't take “{event}”"):
        after(state, event)


def test_every_state_is_reached_and_every_event_happens_somewhere() -> None:
    reached, new = {LoopState.PLAYING}, {LoopState.PLAYING}
    while new := {after(state, event) for state in new for event in legal(state)} - reached:
        reached |= new
    assert reached == set(LoopState)
    assert {event for _, event in TRANSITIONS} == set(LoopEvent)


def test_what_has_ended_stays_so_and_nothing_else_is_stuck() -> None:
    assert {state for state in LoopState if not legal(state)} == ENDED
    assert {state for state in LoopState if due_at(state, NOW) is None} == ENDED


def test_a_running_loop_can_be_ended_at_any_time_and_a_round_begun_between_any_two() -> None:
    for state in LoopState:
        assert (LoopEvent.CLOSED in legal(state)) == (state in RUNNING)
        assert (LoopEvent.BEGAN in legal(state)) == (state in BETWEEN | RAISING)


def test_whatever_is_sent_can_land() -> None:
    lands = {LoopEvent.LANDED, LoopEvent.TOLD, LoopEvent.TOLD_LAST, LoopEvent.TOLD_TO_REST}
    assert {state for state in LoopState if lands & set(legal(state))} == SENDING


def test_three_quiet_days_bring_a_nudge_and_seven_the_end() -> None:
    assert due_at(LoopState.OFFERED, NOW) == NOW + timedelta(days=3)
    assert due_at(LoopState.NUDGED, NOW + timedelta(days=3)) == NOW + CLOSE_AFTER


@given(st.lists(st.integers(0, 20), max_size=40))
def test_left_alone_any_loop_ends(choices: Sequence[int]) -> None:
    """A random walk; then nobody begins anything more."""
    state = LoopState.PLAYING
    for choice in choices:
        state = _walk(state, choice, frozenset())
    for _ in range(20):
        # A round whose direct messages are closed is lost; left alone, none is begun again.
        state = _walk(state, 0, MEMBERS)
    assert state in ENDED


def _walk(state: LoopState, choice: int, forbidden: frozenset[LoopEvent]) -> LoopState:
    events = [event for event in legal(state) if event not in forbidden]
    return after(state, events[choice % len(events)]) if events else state
