"""One post a local date, in every zone, in every week of the year."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.calendar import (
    Day,
    Rhythm,
    SkipReason,
    deadline,
    in_time_for_streak,
    instant_on,
    local_date,
    next_after,
    next_day_after,
    skip_reason,
)
from bot.errors import UserMustAct

EVERY_DAY = frozenset(range(7))
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
instants = some.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=some.just(UTC))  # noqa: DTZ001


def posts_of(rhythm: Rhythm, start: datetime, end: datetime) -> list[datetime]:
    found = []
    due = next_after(rhythm, start)
    while due is not None and due < end:
        found.append(due)
        due = next_day_after(rhythm, due)
    return found


@pytest.mark.parametrize("at", [time(0), time(1, 30), time(2, 30)], ids=str)
def test_no_zone_has_a_double_or_a_skipped_date_in_a_year(at: time) -> None:
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    assert len(ZONES) > 500
    for zone in ZONES:
        dates = [local_date(due, zone) for due in posts_of(Rhythm(at, zone, EVERY_DAY), start, end)]
        steps = {(later - earlier).days for earlier, later in pairwise(dates)}
        assert steps == {1}, f"{zone}: {steps}"
        assert len(dates) in (364, 365, 366), zone


def test_a_date_that_a_zone_never_had_gets_no_post() -> None:
    days = posts_of(
        Rhythm(time(9), "Pacific/Apia", EVERY_DAY),
        datetime(2011, 12, 28, tzinfo=UTC),
        datetime(2012, 1, 2, tzinfo=UTC),
    )
    dates = [local_date(due, "Pacific/Apia") for due in days]
    assert date(2011, 12, 30) not in dates
    assert len(dates) == len(set(dates))


def test_a_repeated_hour_gives_one_post_and_the_first_of_the_two() -> None:
    rhythm = Rhythm(time(1, 30), "America/New_York", EVERY_DAY)
    on_the_day = [
        due
        for due in posts_of(rhythm, datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC))
        if local_date(due, rhythm.zone) == date(2026, 11, 1)
    ]
    assert on_the_day == [datetime(2026, 11, 1, 5, 30, tzinfo=UTC)]


def test_a_midnight_that_does_not_exist_posts_when_the_day_begins() -> None:
    due = instant_on(date(2026, 4, 24), time(0), "Africa/Cairo")
    assert due.astimezone(UTC) == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert local_date(due, "Africa/Cairo") == date(2026, 4, 24)


@given(
    some.builds(
        Rhythm,
        some.times().map(lambda t: t.replace(second=0, microsecond=0)),
        some.sampled_from(ZONES),
        some.frozensets(some.integers(0, 6), min_size=1),
    ),
    instants,
)
def test_the_next_post_is_later_on_a_chosen_weekday_and_nothing_lies_between(
    rhythm: Rhythm, moment: datetime
) -> None:
    due = next_after(rhythm, moment)
    assert due is not None
    assert due > moment
    assert local_date(due, rhythm.zone).weekday() in rhythm.weekdays
    following = next_day_after(rhythm, due)
    assert following is not None
    assert local_date(following, rhythm.zone) > local_date(due, rhythm.zone)
    assert due < deadline(rhythm, due) <= due + timedelta(days=1)


def test_a_schedule_without_weekdays_is_never_due() -> None:
    assert next_after(Rhythm(time(9), "UTC", frozenset()), datetime(2026, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("wrong", ["Mars/Olympus", "../etc/passwd", "", "Europe/Berlin\x00"])
def test_a_zone_that_does_not_exist_is_told_in_words(wrong: str) -> None:
    with pytest.raises(UserMustAct, match="Nothing was changed"):
        local_date(datetime(2026, 1, 1, tzinfo=UTC), wrong)


@pytest.mark.parametrize(
    ("day", "late", "reason"),
    [
        (Day(date(2026, 5, 1)), 0, None),
        (Day(date(2026, 5, 1)), 359, None),
        (Day(date(2026, 5, 1)), 361, SkipReason.TOO_LATE),
        (Day(date(2026, 5, 1), holiday="Labour Day"), 0, SkipReason.HOLIDAY),
        (Day(date(2026, 5, 1), holiday="Labour Day", paused=True), 0, SkipReason.PAUSED),
        (Day(date(2026, 5, 1), asked_to_skip=True, paused=True), 999, SkipReason.ASKED),
    ],
)
def test_a_day_says_why_it_has_no_post(day: Day, late: int, reason: SkipReason | None) -> None:
    assert skip_reason(day, timedelta(minutes=late), timedelta(hours=6)) is reason


@pytest.mark.parametrize(
    ("arrived", "zone", "counts"),
    [
        ("2026-03-03T07:59", "Europe/Berlin", True),
        ("2026-03-04T02:59", "Europe/Berlin", True),
        ("2026-03-04T03:01", "Europe/Berlin", False),
        ("2026-03-03T11:59", "America/Los_Angeles", True),
        ("2026-03-03T12:01", "America/Los_Angeles", False),
    ],
)
def test_a_night_owl_has_until_four_in_the_morning_at_home(arrived: str, zone: str, *, counts: bool) -> None:
    closes = datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert in_time_for_streak(datetime.fromisoformat(arrived + "+00:00"), closes, zone) is counts


@pytest.mark.parametrize(
    ("day", "at", "zone"),
    [
        (date(2026, 4, 24), time(0, 30), "Africa/Cairo"),  # the clock jumps over it
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin"),  # it comes twice
    ],
)
def test_equal_times_mean_one_instant(day: date, at: time, zone: str) -> None:
    assert at == at.replace(fold=1)
    assert instant_on(day, at, zone) == instant_on(day, at.replace(fold=1), zone)
