"""The day stands above the first line of each day, whichever way a page comes to its lines."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.room.eyes import Eyes
from adapters.web.room.lines import line_html, lines_html
from adapters.web.room.room import Room
from adapters.web.room.stream import told
from tests.fakes.rooms import PlayedRoom, played_room

DAY = '<p class="day">'
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def it() -> Iterator[PlayedRoom]:
    with played_room() as played:
        yield played


@given(st.lists(st.integers(0, 50), max_size=8))
def test_the_first_line_of_a_day_carries_it(hours: list[int]) -> None:
    with played_room() as it:
        eyes, days = Eyes(it.room, "you", BERLIN), []
        for pause in hours:
            it.clock.forward(hours=pause)
            it.room.put(it.root, "you", text="hello")
            days.append(eyes.day(it.clock.now()))

        lines = it.room.lines(it.root, "you")
        shown = [DAY in line_html(line, eyes) for line in lines]

        assert shown == [day not in days[:place] for place, day in enumerate(days)]
        assert lines_html(lines, eyes).count(DAY) == len(set(days))
        assert [DAY in str(one["html"]) for one in told(lines, eyes)] == shown


@pytest.mark.parametrize("many", [10, 40])
def test_a_list_is_gone_through_once_however_long_it_is(
    it: PlayedRoom, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    for _ in range(many):
        it.room.put(it.root, "you", text="hello")
    lines, eyes, asked = it.room.lines(it.root, "you"), Eyes(it.room, "you", BERLIN), list[Any]()
    of_the_room = Room.lines

    def counting(room: Room, spot: Any, viewer: str) -> Any:
        asked.append(spot)
        return of_the_room(room, spot, viewer)

    monkeypatch.setattr(Room, "lines", counting)

    lines_html(lines, eyes)
    told(lines, eyes)

    assert len(asked) <= 4
