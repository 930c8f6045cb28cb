"""The machine of a mock round: what can follow what, which question comes next, and that it always ends."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clarifying import MOST_ASIDES
from bot.domain.grade import (
    Band,
    CriterionGrade,
    Finding,
    Graded,
    GraderKind,
    Level,
    Provenance,
    RedLineGrade,
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
    Event,
    Question,
    State,
    Turn,
    after,
    due_at,
    talked,
)
from bot.domain.round_choices import LATELY, choose_scenario, without_words
from bot.domain.round_kinds import FORMATS, Format
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


@given(st.sampled_from(list(FORMATS.values())), st.lists(st.integers(0, 20), max_size=60))
def test_left_alone_any_round_ends_within_a_day_or_two(form: Format, choices: Sequence[int]) -> None:
    """A random walk, turn by turn; then nobody says anything more."""
    most = form.turns + MOST_ASIDES
    state, turn = State.ASKING, 1
    for choice in choices:
        state, turn = _walk(state, turn, choice, most, forbidden=frozenset())
        assert turn <= most
    for _ in range(60):
        state, turn = _walk(state, turn, 0, most, forbidden=MEMBERS | {Event.SHUT_OUT})
    assert state in ENDED


def _walk(state: State, turn: int, choice: int, most: int, forbidden: frozenset[Event]) -> tuple[State, int]:
    last = Event.ENDED_TURN if turn >= most else Event.ENDED_LAST_TURN
    events = [event for event in legal(state) if event not in {*forbidden, last}]
    if not events:
        return state, turn
    event = events[choice % len(events)]
    return after(state, event), turn + (event is Event.CHOSE)


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 90), st.none() | st.integers(0, 90)), max_size=8),
    st.integers(0, 90),
)
def test_talking_is_counted_from_each_question_to_its_end_and_never_more_than_twenty_minutes_of_it(
    moments: list[tuple[int | None, int | None]], now: int
) -> None:
    def at(minutes: int | None) -> datetime | None:
        return None if minutes is None else NOW + timedelta(minutes=minutes)

    question = Question("prompt", "Interviewer", "What do you do?")
    turns = [Turn(n, question, at(asked), at(ended), None) for n, (asked, ended) in enumerate(moments, 1)]
    lasted = [(now if ended is None else ended) - asked for asked, ended in moments if asked is not None]
    assert talked(turns, at(now)) == timedelta(minutes=sum(min(max(it, 0), 20) for it in lasted))
    over = [turn for turn in turns if turn.ended_at]
    assert talked(turns) == talked(over, at(now))


def graded(levels: dict[str, Level]) -> Graded:
    criteria = tuple(
        CriterionGrade(c.id, levels.get(c.id, Level.SENIOR), Finding.FOUND, ("my words",), "more")
        for c in SAMPLE.criteria
    )
    lines = tuple(RedLineGrade(line.id, True, False, ("my words",)) for line in SAMPLE.red_lines)
    return Graded(Band.LEAN_NO, 40, criteria, lines, SOURCE, one_change="You wrote “my words”.")


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
