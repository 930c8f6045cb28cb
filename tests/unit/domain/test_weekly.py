"""Which week a post tells of, until when, and what is worth correcting afterwards."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board import MOST_NAMED, Placed, Week, listed, ranked
from bot.domain.calendar import instant_on, next_after, next_day_after
from bot.domain.ids import GroupId, PersonId
from bot.domain.weekly import (
    MOST_CORRECTED,
    Correction,
    WeeklySchedule,
    corrections,
    told_until,
    week_told,
)

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Africa/Cairo", "Pacific/Apia", "UTC")
MONDAY = date(2026, 3, 30)
POINTS = st.dictionaries(st.integers(1, 14), st.integers(1, 30), max_size=14)


def at(day: date, hour: int, zone: str = "Europe/Berlin") -> datetime:
    return instant_on(day, time(hour), zone)


@pytest.mark.parametrize(
    ("day", "told"), [(0, MONDAY - timedelta(days=7)), (1, MONDAY), (4, MONDAY), (6, MONDAY)]
)
def test_a_post_tells_of_its_own_week_and_on_a_monday_of_the_last(day: int, told: date) -> None:
    assert week_told(at(MONDAY + timedelta(days=day), 9), "Europe/Berlin") == Week(told)


@pytest.mark.parametrize(("day", "ends"), [(0, 1), (1, 7), (4, 7), (6, 7)])
def test_it_may_be_late_until_its_week_or_its_monday_ends(day: int, ends: int) -> None:
    due = at(MONDAY + timedelta(days=day), 9)
    assert told_until(due, "Europe/Berlin") == at(MONDAY + timedelta(days=ends), 0)


@given(
    weekday=st.integers(0, 6),
    at=st.times(),
    zone=st.sampled_from(ZONES),
    hours=st.integers(0, 4 * 365 * 24),
)
def test_every_week_has_one_post_and_each_tells_of_the_week_after_the_one_before(
    weekday: int, at: time, zone: str, hours: int
) -> None:
    rhythm = WeeklySchedule(GroupId(1), weekday, at.replace(microsecond=0), zone).rhythm
    due = next_after(rhythm, datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours))
    for _ in range(60):
        assert due is not None
        following = next_day_after(rhythm, due)
        assert following is not None
        assert week_told(following, zone).before == week_told(due, zone)
        assert due < told_until(due, zone) <= following
        due = following


def placed(**points: int) -> list[Placed]:
    return ranked((PersonId(ord(name)), value) for name, value in points.items())


def corrected(posted: list[Placed], now: list[Placed], shown: str) -> list[Correction]:
    return corrections(posted, now, frozenset(PersonId(ord(name)) for name in shown))


def a(name: str, points: int, risen_to: int | None) -> Correction:
    return Correction(PersonId(ord(name)), points, risen_to)


def test_nothing_changed_nothing_said() -> None:
    board = placed(a=92, b=80, c=80)
    assert corrected(board, board, "abc") == []


def test_a_rise_is_told_with_its_place_and_a_fall_without() -> None:
    assert corrected(placed(a=92, b=80), placed(a=92, b=100), "ab") == [a("b", 100, 1)]
    assert corrected(placed(a=92, b=80), placed(a=60, b=80), "ab") == [a("b", 80, 1), a("a", 60, None)]


def test_somebody_who_is_new_among_the_named_is_told() -> None:
    assert corrected(placed(a=92, b=80), placed(a=92, c=90, b=80), "abc") == [a("c", 90, 2)]
    assert corrected(placed(a=92, b=80), placed(a=92, c=92, b=80), "abc") == [a("c", 92, 1)]
    assert corrected(placed(a=92, b=92), placed(a=92, b=92, c=92), "abc") == []


def test_that_somebody_left_the_boards_is_no_correction_of_the_others() -> None:
    assert corrected(placed(a=92, b=80, c=70), placed(b=80, c=70), "bc") == []


@given(points=POINTS, hidden=st.sets(st.integers(1, 14)))
def test_whoever_goes_from_the_boards_makes_no_correction(points: dict[int, int], hidden: set[int]) -> None:
    posted = listed(ranked((PersonId(p), n) for p, n in points.items()), MOST_NAMED)
    left = {PersonId(p): n for p, n in points.items() if p not in hidden}
    now = listed(ranked(left.items()), MOST_NAMED)
    assert corrections(posted, now, frozenset(left)) == []


def test_somebody_who_moves_up_behind_a_leaver_is_not_told() -> None:
    assert corrected(placed(a=92, b=80), placed(b=80, c=70), "bc") == []
    assert corrected(placed(a=92, b=80), placed(c=81, b=80), "bc") == [a("c", 81, 1)]


@given(before=POINTS, after=POINTS, gone=st.sets(st.integers(1, 14)))
def test_corrections_name_only_the_named_and_are_true(
    before: dict[int, int], after: dict[int, int], gone: set[int]
) -> None:
    everybody = frozenset(PersonId(p) for p in {*before, *after} - gone)
    posted = listed(ranked((PersonId(p), n) for p, n in before.items()), MOST_NAMED)
    now = listed(ranked((p, after[p]) for p in everybody if p in after), MOST_NAMED)
    said = corrections(posted, now, everybody)
    ranks = {one.person: one.rank for one in now}
    assert len(said) <= MOST_CORRECTED
    for one in said:
        assert one.points == after[one.person]
        assert one.risen_to in (None, ranks[one.person])
        assert one.person not in gone
    assert [ranks[one.person] for one in said] == sorted(ranks[one.person] for one in said)


def test_the_wall_time_stays_when_clocks_change() -> None:
    rhythm = WeeklySchedule(GroupId(1), 4, time(17), "Europe/Berlin").rhythm
    due = next_after(rhythm, datetime(2026, 3, 21, tzinfo=UTC))
    assert due == datetime(2026, 3, 27, 16, tzinfo=UTC)
    following = next_day_after(rhythm, due)
    assert following == datetime(2026, 4, 3, 15, tzinfo=UTC)
    assert following.astimezone(ZoneInfo("Europe/Berlin")).time() == time(17)
