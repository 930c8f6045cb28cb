"""Somebody's progress, as it is drawn."""

import re
import struct
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.pictures.drawing import draw
from adapters.pictures.spec import PAGE
from adapters.pictures.trend import BAND, trend_spec
from adapters.pictures.wire import chart_line, chart_of
from bot.domain.chart import Bar, Chart, Trend, TrendLine, TrendPoint

MONDAY = date(2026, 3, 30)
DAY = timedelta(days=1)


def trend(lines: int = 7, points: int = 5) -> Trend:
    each = tuple(
        TrendLine(
            f"Competency {n}", tuple(TrendPoint(p, MONDAY + DAY * p, p % 5) for p in range(points)), "strong"
        )
        for n in range(lines)
    )
    return Trend("Your progress", "A dot for each first attempt", each, 'Line chart: "now" <strong>')


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter() if node.tag.endswith("text")]


@pytest.mark.parametrize(("lines", "points"), [(1, 1), (7, 2), (7, 20)])
def test_every_competency_has_its_name_its_word_and_its_dots(lines: int, points: int) -> None:
    picture = draw(trend(lines, points))
    said = texts(picture.svg)
    assert [f"Competency {n}" in said for n in range(lines)] == [True] * lines
    assert said.count("strong") == lines
    assert "30 Mar" in said
    assert len(re.findall(r'<path[^>]* fill="#4a7c8c"', picture.svg)) == lines * points
    width, height = struct.unpack(">LL", picture.png[16:24])
    assert width == 2 * 670
    assert height > 2 * lines * BAND


def test_a_page_lends_its_own_ink_and_ground() -> None:
    svg = draw(trend()).svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"currentColor", "none", PAGE.accent}
    assert "<style" not in svg
    root = ET.fromstring(svg)
    assert root.attrib["aria-label"] == 'Line chart: "now" <strong>'


def test_a_single_day_is_named_once() -> None:
    one = Trend("t", "s", (TrendLine("Values", (TrendPoint(0, MONDAY, 2.5),), "strong"),), "alt")
    assert texts(draw(one).svg).count("30 Mar") == 1


levels = st.floats(0, 4, allow_nan=False)
point_lists = st.lists(
    st.builds(TrendPoint, st.integers(0, 19), st.dates(), levels), min_size=1, max_size=20
).map(tuple)
line_lists = st.lists(st.builds(TrendLine, st.text(), point_lists, st.text()), min_size=1, max_size=7)


@settings(max_examples=60)
@given(lines=line_lists, words=st.tuples(st.text(), st.text(), st.text()))
def test_it_goes_to_the_child_as_it_is_and_stays_in_its_band(
    lines: list[TrendLine], words: tuple[str, str, str]
) -> None:
    title, subtitle, alt = words
    given_ = Trend(title, subtitle, tuple(lines), alt)
    assert chart_of(chart_line(given_)) == given_
    layers = trend_spec(given_, PAGE)["layer"]
    assert isinstance(layers, list)
    for row in layers[1]["data"]["values"]:
        assert row["line"] < row["y"] < row["line"] + 1


def test_a_board_is_still_told_from_a_trend() -> None:
    board = Chart("t", "s", "points", (Bar(1, "Ana", 3),), "alt")
    assert chart_of(chart_line(board)) == board
