"""A streak counts posts in a row, and the walk over them agrees with the slowest reading of the rule."""

import os
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.domain.calendar import Rhythm, deadline, in_time_for_streak, local_date, next_after, streak_closes
from bot.domain.ids import PostId
from bot.domain.streak import (
    Mark,
    Stood,
    length_whatever_came_before,
    newest_weeks,
    open_in,
    recent,
    walk,
)
from tests.unit.domain.slow_streak import Arrival, History, following_four_in_the_morning, slow_length

EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "150"))
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Kiritimati",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
)
MONDAY = date(2026, 3, 2)
MARKS = {"x": Mark.COUNTED, "o": Mark.OPEN, "f": Mark.FROZEN, "b": Mark.BROKE, ".": Mark.MISSED}


def weeks_of(written: str) -> tuple[list[Stood], set[PostId], set[PostId]]:
    """`xx-x- -?`: weeks of posts from Monday on; x answered, - not, ? still open."""
    posts: list[Stood] = []
    credited: set[PostId] = set()
    still_open: set[PostId] = set()
    for week, days in enumerate(written.split()):
        for day, sign in enumerate(days):
            on = MONDAY + timedelta(days=7 * week + day)
            post = Stood(PostId(len(posts) + 1), on, datetime.combine(on, time(9), UTC) + timedelta(days=1))
            posts.append(post)
            credited |= {post.id} if sign == "x" else set()
            still_open |= {post.id} if sign == "?" else set()
    return posts, credited, still_open


@pytest.mark.parametrize(
    ("written", "marks", "length", "best"),
    [
        ("", "", 0, 0),
        ("-----", ".....", 0, 0),
        ("xxxxx xx", "xxxxxxx", 7, 7),
        ("xx-xx", "xxfxx", 4, 4),
        ("xx-x- x", "xxfxbx", 1, 3),
        ("xx--x-", "xxfbxb", 0, 2),
        ("xxxx- -xxxx", "xxxxffxxxx", 8, 8),
        ("xxxx- -x-", "xxxxffxb", 0, 5),
        ("--x-x", "..xfx", 2, 2),
        ("xx?", "xxo", 2, 2),
        ("xx-? ?", "xxfoo", 2, 2),
        ("xx-?-", "xxfob", 0, 2),
        ("x - - x", "xffx", 2, 2),
        ("x - - - x", "xffbx", 1, 1),
        ("x - ? -", "xfof", 1, 1),
    ],
)
def test_what_each_post_does(written: str, marks: str, length: int, best: int) -> None:
    streak, seen = walk(*weeks_of(written))
    assert "".join(sign for mark in seen for sign, meant in MARKS.items() if meant is mark) == marks
    assert (streak.length, streak.best) == (length, best)


def test_a_repair_gives_the_freeze_back_to_the_week() -> None:
    posts, credited, still_open = weeks_of("xx-x-")
    assert walk(posts, credited, still_open)[0].length == 0
    repaired, marks = walk(posts, credited | {posts[2].id}, still_open)
    assert (repaired.length, marks[4]) == (4, Mark.FROZEN)
    assert repaired.freezes == {MONDAY: posts[4].id}


def test_without_a_break_no_past_is_settled_and_with_one_every_past_is() -> None:
    posts, credited, still_open = weeks_of("xxxxx x-xxx")
    assert length_whatever_came_before(posts, credited, still_open) is None
    posts, credited, still_open = weeks_of("xxx-- x-xxx")
    assert length_whatever_came_before(posts, credited, still_open) == 4


@some.composite
def histories(draw: some.DrawFn) -> History:
    posts = draw(groups_posts())
    start, end = posts[0].deadline_at - timedelta(days=2), posts[-1].deadline_at + timedelta(days=3)
    moments = some.integers(0, int((end - start).total_seconds()) // 60).map(
        lambda minutes: start + timedelta(minutes=minutes)
    )
    nights = some.integers(0, 30).map(lambda hours: posts[-1].deadline_at + timedelta(hours=hours))
    now = draw(some.one_of(some.just(end), moments, nights))
    moves = [(start - timedelta(days=9), draw(some.sampled_from(ZONES)))]
    moves += sorted(draw(some.lists(some.tuples(moments, some.sampled_from(ZONES)), max_size=2)))
    diligence = draw(some.sampled_from([2, 4, 8]))
    # Most arrive in time; some in the night after; some a day too late.
    hours = some.sampled_from([-23, -20, -9, -1, 0, 1, 5, 11, 18, 25, 40])
    arrived = {
        post.id: post.deadline_at + timedelta(hours=draw(hours), minutes=draw(some.integers(-1, 1)))
        for post in posts
        if draw(some.integers(0, diligence))
    }
    heard = {post: Arrival(at, at) for post, at in arrived.items() if at <= now}
    repaired = {post.id for post in posts if post.deadline_at < now and not draw(some.integers(0, 9))}
    return History(posts, heard, repaired, moves, now)


@some.composite
def groups_posts(draw: some.DrawFn) -> list[Stood]:
    """Rhythms that follow one another: other weekdays, times and zones; days without a post among them."""
    moment = datetime(2026, draw(some.sampled_from([3, 10])), draw(some.integers(1, 28)), tzinfo=UTC)
    found: dict[date, Stood] = {}
    for _ in range(draw(some.integers(1, 3))):
        at = draw(some.sampled_from([time(0), time(2, 30), time(4), time(9), time(21, 30)]))
        weekdays = draw(some.sampled_from([{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4, 5, 6}, {1, 3}, {4}, {0, 4}]))
        rhythm = Rhythm(at, draw(some.sampled_from(ZONES)), frozenset(weekdays))
        for _ in range(draw(some.integers(1, 12))):
            due = next_after(rhythm, moment)
            assert due is not None
            moment = due
            on = local_date(due, rhythm.zone)
            if draw(some.integers(0, 7)) and on not in found:
                found[on] = Stood(PostId(len(found) + 1), on, deadline(rhythm, due))
        moment += timedelta(days=draw(some.sampled_from([0, 0, 9])))
    return list(found.values()) or draw(groups_posts())


def as_the_house_sees_it(history: History) -> tuple[frozenset[PostId], frozenset[PostId]]:
    """Credits as they are given on arrival, and what is open now."""
    closes = {post.id: post.deadline_at for post in history.posts}
    in_time = {
        post
        for post, arrival in history.arrived.items()
        if in_time_for_streak(arrival.written, closes[post], history.zone_at(arrival.heard))
    }
    return frozenset(in_time | {*history.repaired}), open_in(
        history.posts, history.zone_at(history.now), history.now
    )


@settings(max_examples=EXAMPLES)
@given(histories())
def test_any_history_ends_as_the_slow_reading_says(history: History) -> None:
    credited, still_open = as_the_house_sees_it(history)
    assert walk(history.posts, credited, still_open)[0].length == slow_length(history)


@settings(max_examples=EXAMPLES)
@given(histories(), some.integers(1, 20))
def test_a_look_at_the_newest_weeks_says_the_same_or_nothing(history: History, least: int) -> None:
    credited, still_open = as_the_house_sees_it(history)
    length = walk(history.posts, credited, still_open)[0].length
    assert length_whatever_came_before(newest_weeks(history.posts, least), credited, still_open) in (
        length,
        None,
    )


@settings(max_examples=EXAMPLES)
@given(histories())
def test_whoever_has_a_streak_was_credited_lately(history: History) -> None:
    credited, still_open = as_the_house_sees_it(history)
    if walk(history.posts, credited, still_open)[0].length:
        assert credited & {post.id for post in recent(history.posts, history.now)}


@given(
    some.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=some.just(UTC)),  # noqa: DTZ001
    some.sampled_from(ZONES),
)
def test_the_night_ends_at_the_following_four(closes: datetime, zone: str) -> None:
    assert streak_closes(closes, zone) == following_four_in_the_morning(closes, zone)


@pytest.mark.parametrize("least", range(1, 9))
def test_a_look_begins_with_a_week_and_never_inside_one(least: int) -> None:
    posts, _, _ = weeks_of("x-x- --x-")
    window = newest_weeks(posts, least)
    before = posts[: len(posts) - len(window)]
    assert len(window) >= least
    assert window[0].monday not in {post.monday for post in before}
