"""The machine of a mock round: what can follow what, which question comes next, and that it always ends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grade import (
    Band,
    CriterionGrade,
    Finding,
    Graded,
    GraderKind,
    Level,
    Provenance,
    RedLineGrade,
    Ungraded,
    UngradedReason,
)
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rotation import Entry
from bot.domain.round import (
    ENDED,
    LIVE,
    QUIET,
    READING,
    SENDING,
    TRANSITIONS,
    TURNS,
    Event,
    State,
    after,
    due_at,
)
from bot.domain.round_choices import LATELY, choose_scenario, follow_up, opening, without_words
from bot.errors import Defect
from bot.store.tables import rounds
from tests.unit.grading.sample import sample

SAMPLE = sample()
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SOURCE = Provenance(GraderKind.AUTOMATIC, "check", "hash", raw_reply="a reply")
MEMBERS = frozenset({Event.SPOKE, Event.TOOK_BACK})
IDLE = frozenset({State.ANSWERING, State.NUDGED, State.TALKING, *ENDED})
"""States in which nothing is done outside."""

ids = st.sampled_from([ScenarioId(f"scenario-{n}") for n in range(12)])
libraries = st.lists(
    st.builds(Entry, ids, st.just(1), st.just("design")), min_size=1, max_size=12, unique_by=lambda e: e.id
)


def legal(state: State) -> list[Event]:
    return [event for event in Event if (state, event) in TRANSITIONS]


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", list(Event))
def test_whatever_the_table_does_not_name_is_refused(state: State, event: Event) -> None:
    if (state, event) in TRANSITIONS:
        assert after(state, event) is TRANSITIONS[state, event]
        return
    with pytest.raises(Defect, match=f"that is {state} can't take “{event}”"):
        after(state, event)


def test_every_state_is_reached_and_every_event_happens_somewhere() -> None:
    reached, new = {State.ASKING}, {State.ASKING}
    while new := {after(state, event) for state in new for event in legal(state)} - reached:
        reached |= new
    assert reached == set(State)
    assert {event for _, event in TRANSITIONS} == set(Event)


def test_what_has_ended_stays_so_and_nothing_else_is_stuck() -> None:
    assert {state for state in State if not legal(state)} == ENDED
    assert {state for state in State if due_at(state, NOW) is None} == ENDED


def test_a_state_waits_or_sends_or_reads_and_never_two_of_them() -> None:
    assert set(State) == IDLE | SENDING | READING
    assert len(State) == len(IDLE) + len(SENDING) + len(READING)


def test_a_live_round_takes_words_and_can_be_stopped_at_any_time() -> None:
    for state in State:
        assert (Event.SPOKE in legal(state)) == (state in LIVE - {State.ASKING, State.CONSIDERING})
        assert (Event.CLOSED in legal(state)) == (state in LIVE)


def test_whoever_closes_direct_messages_ends_whatever_is_sent() -> None:
    assert {state for state, event in TRANSITIONS if event is Event.SHUT_OUT} == SENDING
    assert {after(state, Event.SHUT_OUT) for state in SENDING} == {State.OVER}


def test_nothing_done_outside_is_done_twice_in_a_turn() -> None:
    """What is sent or read is fenced by state and turn: neither may come again within the turn."""
    for start in SENDING | READING:
        seen, new = set[State](), {start}
        while new:
            steps = {(state, event) for state in new for event in legal(state) if event is not Event.CHOSE}
            new = {after(*step) for step in steps if after(*step) is not step[0]} - seen
            seen |= new
        assert start not in seen


def test_the_database_counts_the_same_states_as_live() -> None:
    (live,) = (index for index in rounds.indexes if index.name == "uq_rounds_live")
    condition = str(live.dialect_options["postgresql"]["where"])
    assert condition == f"state in ({', '.join(repr(str(s)) for s in State if s in LIVE)})"


def test_quiet_seconds_minutes_and_a_day() -> None:
    assert due_at(State.TALKING, NOW) == NOW + timedelta(seconds=45) == NOW + QUIET
    assert due_at(State.ANSWERING, NOW) == NOW + timedelta(minutes=10)
    nudged = NOW + timedelta(minutes=10)
    assert due_at(State.NUDGED, nudged) == NOW + timedelta(hours=24)
    assert due_at(State.ASKING, NOW) == NOW


@given(st.lists(st.integers(0, 20), max_size=60))
def test_left_alone_any_round_ends_within_a_day_or_two(choices: Sequence[int]) -> None:
    """A random walk, turn by turn; then nobody says anything more."""
    state, turn = State.ASKING, 1
    for choice in choices:
        state, turn = _walk(state, turn, choice, forbidden=frozenset())
        assert turn <= TURNS
    for _ in range(20):
        state, turn = _walk(state, turn, 0, forbidden=MEMBERS | {Event.SHUT_OUT})
    assert state in ENDED


def _walk(state: State, turn: int, choice: int, forbidden: frozenset[Event]) -> tuple[State, int]:
    last = Event.ENDED_TURN if turn >= TURNS else Event.ENDED_LAST_TURN
    events = [event for event in legal(state) if event not in {*forbidden, last}]
    if not events:
        return state, turn
    event = events[choice % len(events)]
    return after(state, event), turn + (event is Event.CHOSE)


def graded(levels: dict[str, Level]) -> Graded:
    criteria = tuple(
        CriterionGrade(c.id, levels.get(c.id, Level.SENIOR), Finding.FOUND, ("my words",), "more")
        for c in SAMPLE.criteria
    )
    lines = tuple(RedLineGrade(line.id, True, False, ("my words",)) for line in SAMPLE.red_lines)
    return Graded(Band.LEAN_NO, 40, criteria, lines, SOURCE, one_change="You wrote “my words”.")


@given(st.dictionaries(st.sampled_from([c.id for c in SAMPLE.criteria]), st.sampled_from(Level)))
def test_each_question_aims_at_the_weakest_criterion_that_has_one_left(levels: dict[str, Level]) -> None:
    outcome, asked = graded(levels), list[str]()
    gaps = {c.id: c.weight * (Level.SENIOR - levels.get(c.id, Level.SENIOR)) for c in SAMPLE.criteria}
    while question := follow_up(SAMPLE, asked, outcome):
        left = {f.criterion: gaps[f.criterion] for f in SAMPLE.follow_ups if f.id not in asked}
        aimed = next(f.criterion for f in SAMPLE.follow_ups if f.id == question.id)
        assert left[aimed] == max(left.values())
        asked.append(question.id)
    assert sorted(asked) == sorted(f.id for f in SAMPLE.follow_ups)


@pytest.mark.parametrize("outcome", [None, Ungraded(UngradedReason.TOO_SHORT, "Too short.", SOURCE)])
def test_without_a_grade_the_questions_come_in_the_authors_order(outcome: Ungraded | None) -> None:
    first, second = SAMPLE.follow_ups[:2]
    assert opening(SAMPLE).ask == SAMPLE.prompt
    one = follow_up(SAMPLE, {opening(SAMPLE).id}, outcome)
    two = follow_up(SAMPLE, {opening(SAMPLE).id, first.id}, outcome)
    assert (one and one.id, two and two.id) == (first.id, second.id)


def test_without_its_words_a_grade_keeps_its_verdict() -> None:
    full = graded({})
    bare = without_words(full)
    assert isinstance(bare, Graded)
    assert "my words" not in repr(bare)
    assert "a reply" not in repr(bare)
    assert [found.level for found in bare.criteria] == [found.level for found in full.criteria]
    assert (bare.band, bare.score) == (full.band, full.score)


@given(
    st.integers(1, 10**6).map(PersonId),
    libraries,
    st.lists(ids, max_size=30),
    st.lists(ids, max_size=15),
    st.frozensets(ids, max_size=4),
)
def test_the_scenario_is_new_to_the_person_while_there_is_one(
    person: PersonId,
    library: list[Entry],
    posted: list[ScenarioId],
    had: list[ScenarioId],
    queued: frozenset[ScenarioId],
) -> None:
    chosen = choose_scenario(person, library, posted=posted, had=had, queued=queued)
    names = {entry.id for entry in library}
    new = names - set(had)
    free = new - set(posted[-LATELY:]) - queued
    assert chosen in (free or new or names)
    if not new:
        last = {name: place for place, name in enumerate(had)}
        assert chosen == min(names, key=lambda name: last[name])
    if fresh := free - set(posted):
        assert chosen in fresh


def test_an_empty_library_has_nothing_to_ask() -> None:
    assert choose_scenario(PersonId(1), [], posted=[], had=[], queued=()) is None
