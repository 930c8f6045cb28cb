"""The points line of a debrief says nothing that isn't so."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answer import Answer, AnswerState
from bot.domain.ids import AnswerId, GradeId, GroupId, PersonId, PostId
from bot.domain.points import LedgerKind, Timeliness
from bot.practice.points_told import points_told
from bot.store.ledger import Move

BANDS = {GradeId(1): "yes"}
LATE = Answer(
    id=AnswerId(1),
    group=GroupId(1),
    post=PostId(1),
    person=PersonId(1),
    state=AnswerState.DEBRIEFED,
    revision=2,
    attempt=1,
    arrivals=2,
    arrived_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
    timeliness=Timeliness.LATE,
    credited=False,
    grade_due_at=None,
    gradings=1,
    debriefed_at=datetime(2026, 11, 24, 13, tzinfo=UTC),
    debriefed_revision=2,
    reopened=False,
    tries=1,
    tried_again_at=None,
    failures=0,
)


def arrived(points: int) -> Move:
    return Move(LedgerKind.ARRIVAL, points, None)


def paid(points: int) -> Move:
    return Move(LedgerKind.BAND, points, GradeId(1))


def withdrawn(points: int) -> Move:
    return Move(LedgerKind.WITHDRAWAL, -points, None)


def test_each_is_named_by_what_it_was_for() -> None:
    assert points_told(LATE, [arrived(3), paid(8)], BANDS) == ["+3 late", "+8 yes"]


def test_an_arrival_that_earned_nothing_is_told_and_a_band_isnt() -> None:
    assert points_told(LATE, [arrived(0), paid(0)], BANDS) == ["+0 late"]


def test_what_was_earned_in_time_and_taken_back_is_not_called_late() -> None:
    moves = [arrived(10), paid(3), withdrawn(13), arrived(3)]
    assert points_told(LATE, moves, BANDS) == [
        "+3 late",
        "13 earned before went with the words that earned them",
    ]


tries = st.lists(st.tuples(st.sampled_from([0, 3, 10]), st.integers(0, 10)), max_size=4)


@given(earlier=tries, arrival=st.sampled_from([0, 3, 10]), band=st.integers(0, 10))
def test_what_is_listed_adds_up_to_what_stands(
    earlier: list[tuple[int, int]], arrival: int, band: int
) -> None:
    gone = [move for first, then in earlier for move in (arrived(first), paid(then), withdrawn(first + then))]
    told = points_told(LATE, [*gone, arrived(arrival), paid(band)], BANDS)
    listed = [one for one in told if one.startswith(("+", "-"))]
    assert sum(int(one.split()[0]) for one in listed) == arrival + band
    assert [one for one in listed if one.endswith("late")] == [f"+{arrival} late"]
    earned = sum(first + then for first, then in earlier)
    assert [one for one in told if one not in listed] == (
        [f"{earned} earned before went with the words that earned them"] if earned else []
    )
