from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.slack.pace import A_HAIR, Pace
from tests.fakes.slack.refusal import Refused


class Time:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def told_to_wait(no: Refused) -> int:
    return int(no.headers["Retry-After"])


@given(waits=st.lists(st.floats(0, 3), max_size=60), channels=st.data())
def test_no_channel_ever_takes_more_than_one_a_second_and_its_burst(
    waits: list[float], channels: st.DataObject
) -> None:
    now = Time()
    pace, taken = Pace(now), defaultdict[str, list[float]](list)
    for wait in waits:
        now.at += wait
        channel = channels.draw(st.sampled_from("ab"))
        try:
            pace.post("chat.postMessage", "T1", channel)
        except Refused as no:
            now.at += told_to_wait(no)
            pace.post("chat.postMessage", "T1", channel)
        taken[channel].append(now.at)

    hairs = A_HAIR * (len(waits) + 1)
    for times in taken.values():
        for place, began in enumerate(times):
            assert all(n <= pace.burst + (at - began) + hairs for n, at in enumerate(times[place:], start=1))


@given(waits=st.lists(st.floats(0, 10), max_size=60))
def test_a_call_is_taken_once_its_wait_is_over_and_never_more_than_the_tier_in_a_minute(
    waits: list[float],
) -> None:
    now = Time()
    pace, taken = Pace(now), list[float]()
    for wait in waits:
        now.at += wait
        try:
            pace.call("users.info", "T1", 5)
        except Refused as no:
            now.at += told_to_wait(no)
            pace.call("users.info", "T1", 5)
        taken.append(now.at)

    assert all(later - earlier > 60 - A_HAIR for earlier, later in zip(taken, taken[5:], strict=False))


def test_a_workspace_has_a_limit_over_all_its_channels() -> None:
    pace = Pace(Time(), posts_a_minute=3)
    for channel in "abc":
        pace.post("chat.postMessage", "T1", channel)
    with pytest.raises(Refused, match="ratelimited"):
        pace.post("chat.postMessage", "T1", "d")
    pace.post("chat.postMessage", "T2", "e")

    assert pace.refused == [(0.0, "chat.postMessage", "")]


def test_it_can_be_turned_off() -> None:
    pace = Pace(Time(), on=False)
    for _ in range(400):
        pace.post("chat.postMessage", "T1", "a")
    assert pace.refused == []
