"""A reminder comes before the deadline, in waking hours where the member lives."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reminding import SLEEPS, WAKES, remind_at

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "UTC",
)
zones = st.sampled_from(ZONES).map(ZoneInfo)
deadlines = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis takes naive bounds


@given(deadlines, zones)
def test_it_comes_in_waking_hours_and_in_time(closes: datetime, zone: ZoneInfo) -> None:
    due = remind_at(closes, zone)
    assert WAKES <= due.astimezone(zone).time() < SLEEPS
    assert timedelta(hours=2) <= closes - due


@given(deadlines, zones)
def test_it_comes_no_earlier_than_the_evening_before(closes: datetime, zone: ZoneInfo) -> None:
    assert closes - remind_at(closes, zone) <= timedelta(hours=14)


@given(deadlines, zones)
def test_two_hours_before_wherever_that_is_a_waking_hour(closes: datetime, zone: ZoneInfo) -> None:
    wanted = closes - timedelta(hours=2)
    if time(8) <= wanted.astimezone(zone).time() < time(22):
        assert remind_at(closes, zone) == wanted
