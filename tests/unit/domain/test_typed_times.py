"""Times, days and zones as people type them."""

from contextlib import suppress
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commanding import Typed
from bot.domain.typed_times import (
    DAYS,
    day_ahead,
    day_ahead_among,
    day_back,
    last_day_typed,
    time_typed,
    weekday_typed,
    weekdays_typed,
    zone_typed,
)
from bot.errors import UserMustAct

WEDNESDAY = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("09:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9am", time(9)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("5:30pm", time(17, 30)),
        ("23:59", time(23, 59)),
        ("9", None),
        ("nine", None),
        ("9:3", None),
        ("+9:30", None),
    ],
)
def test_times(word: str, meant: time | None) -> None:
    assert time_typed(word) == meant


@pytest.mark.parametrize("word", ["24:00", "25:10", "9:60", "0am", "13pm", "99pm"])
def test_a_time_that_is_none_is_told(word: str) -> None:
    with pytest.raises(UserMustAct, match=rf"no time {word}\. Nothing was changed\. Type one"):
        time_typed(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("fri-mon", {4, 5, 6, 0}),
        ("mon,wed,fri", {0, 2, 4}),
        ("mon-tue,sat", {0, 1, 5}),
        ("thurs", {3}),
        ("tuesdays", {1}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("daily", set(range(7))),
        ("mo", None),
        ("month", None),
        ("mon,,fri", None),
        ("mon-", {0}),
        ("", None),
        ("-", None),
    ],
)
def test_weekdays(word: str, meant: set[int] | None) -> None:
    assert weekdays_typed(word) == meant


@pytest.mark.parametrize(
    ("word", "ahead", "back"),
    [
        ("today", date(2026, 4, 1), date(2026, 4, 1)),
        ("tomorrow", date(2026, 4, 2), None),
        ("yesterday", None, date(2026, 3, 31)),
        ("wed", date(2026, 4, 1), date(2026, 4, 1)),
        ("tuesday", date(2026, 4, 7), date(2026, 3, 31)),
        ("2026-04-1", date(2026, 4, 1), date(2026, 4, 1)),
        ("20260401", None, None),
        ("soon", None, None),
    ],
)
def test_days(word: str, ahead: date | None, back: date | None) -> None:
    assert day_ahead(word, WEDNESDAY) == ahead
    assert day_back(word, WEDNESDAY) == back


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("3 days", date(2026, 4, 3)),
        ("for 3 days", date(2026, 4, 3)),
        ("1 day", WEDNESDAY),
        ("2 weeks", date(2026, 4, 14)),
        ("until friday", date(2026, 4, 3)),
        ("until next monday", date(2026, 4, 6)),
        ("next wednesday", date(2026, 4, 8)),
        ("till 2026-04-06", date(2026, 4, 6)),
        ("until", None),
        ("3", None),
        ("three days", None),
        ("-3 days", None),
        ("friday monday", None),
        ("next tomorrow", None),
        ("", None),
    ],
)
def test_how_long(text: str, last: date | None) -> None:
    assert last_day_typed(text.split(), WEDNESDAY) == last


@pytest.mark.parametrize("text", ["0 days", "367 days", "9999 weeks"])
def test_a_span_that_is_none_is_told(text: str) -> None:
    with pytest.raises(UserMustAct, match=rf"^{text} can't be counted.*Nothing was changed\."):
        last_day_typed(text.split(), WEDNESDAY)


@given(st.integers(1, 366), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_so_many_days_are_so_many_with_today(days: int, today: date) -> None:
    last = last_day_typed(["for", str(days), "days"], today)
    assert last is not None
    assert (last - today).days + 1 == days


@given(st.sampled_from(DAYS), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_the_next_of_a_weekday_is_within_a_week_and_never_today(name: str, today: date) -> None:
    found = day_ahead_among(["until", "next", name], today)
    assert found is not None
    assert found.weekday() == DAYS.index(name)
    assert 1 <= (found - today).days <= 7


def test_a_day_that_cannot_be_meant_is_told() -> None:
    with pytest.raises(UserMustAct, match="no 2026-02-30 in the calendar"):
        day_ahead("2026-02-30", WEDNESDAY)
    with pytest.raises(UserMustAct, match="no 0000-00-00 in the calendar"):
        day_back("0000-00-00", WEDNESDAY)
    with pytest.raises(UserMustAct, match="more than a year ahead"):
        day_ahead("2062-04-01", WEDNESDAY)
    with pytest.raises(UserMustAct, match="still to come"):
        day_back("2026-04-02", WEDNESDAY)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("kolkata", "Asia/Kolkata"),
        ("utc", "UTC"),
        ("est", None),
        ("cet", None),
        ("europe", None),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_zones(word: str, meant: str | None) -> None:
    assert zone_typed(word) == meant


@given(st.text(max_size=40))
def test_no_word_does_more_than_say_what_is_wrong(text: str) -> None:
    word = Typed(text).plain
    for read in (
        time_typed,
        weekday_typed,
        weekdays_typed,
        zone_typed,
        lambda one: day_ahead(one, WEDNESDAY),
        lambda one: day_back(one, WEDNESDAY),
        lambda one: day_ahead_among(["next", one], WEDNESDAY),
        lambda one: last_day_typed([one, "days"], WEDNESDAY),
    ):
        with suppress(UserMustAct):
            read(word)


@given(st.sampled_from(["berlin", "europe/lisbon", "asia/kathmandu", "sao paulo", "utc"]))
def test_what_is_taken_for_a_zone_is_one(word: str) -> None:
    zone = zone_typed(word)
    assert zone is not None
    assert ZoneInfo(zone).key == zone
