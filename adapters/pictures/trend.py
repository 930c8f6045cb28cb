"""Somebody's progress as a Vega-Lite specification: a band for each competency, one above the other."""

from collections.abc import Sequence

from adapters.pictures.names import in_glyphs
from adapters.pictures.spec import EDGE, FAMILY, HEADING, SCHEMA, Json, Look
from bot.domain.chart import Trend

LINE, NAMES, SAID = 320, 210, 100
"""Widths: of the lines, the names to their left, the word to their right."""
BAND = 52
USED = 0.78
"""Of a band's height, from the lowest level to the highest."""
MOST = 4
STRONG = 3
ENDS = 26
"""Room for the first and the last day below."""
_NONE = {"axis": None}


def trend_spec(trend: Trend, look: Look) -> Json:
    """A dot for each attempt; the dashed rule is the level *strong*."""
    left = EDGE + NAMES
    points = [point for line in trend.lines for point in line.points]
    first, last = min(point.on for point in points), max(point.on for point in points)
    wide = max(1, *(point.attempt for point in points))
    return {
        "$schema": SCHEMA,
        "width": LINE,
        "height": BAND * len(trend.lines),
        "autosize": {"type": "none"},
        "padding": {"left": left, "right": SAID + EDGE, "top": HEADING, "bottom": EDGE + ENDS},
        "background": look.paper,
        "title": {
            "text": in_glyphs(trend.title),
            "subtitle": in_glyphs(trend.subtitle),
            "anchor": "start",
            "frame": "group",
            "dx": EDGE - left,
            "offset": 18,
            "fontSize": 20,
            "fontWeight": "normal",
            "color": look.ink,
            "subtitleFontSize": 13,
            "subtitlePadding": 6,
            "subtitleColor": look.quiet,
        },
        "layer": [
            _rules(trend, look, wide),
            *_lines(trend, look, wide),
            *_words(trend, look, wide),
            _ends(trend, look, wide, (f"{first.day} {first:%b}", f"{last.day} {last:%b}")),
        ],
        "config": {"view": {"stroke": None}, "font": FAMILY, "aria": False},
    }


def _x(wide: int, field: str = "x") -> Json:
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, wide], "nice": False}, **_NONE}


def _y(trend: Trend, field: str = "y") -> Json:
    scale = {"domain": [len(trend.lines), 0], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, **_NONE}


def _height(band: int, level: float) -> float:
    """From the top, in bands."""
    return band + 0.5 + USED * (0.5 - level / MOST)


def _rules(trend: Trend, look: Look, wide: int) -> Json:
    rows = [{"y": _height(band, STRONG), "x": 0, "to": wide} for band in range(len(trend.lines))]
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": look.quiet, "opacity": 0.55, "strokeDash": [2, 4]},
        "encoding": {"x": _x(wide), "x2": {"field": "to"}, "y": _y(trend)},
    }


def _lines(trend: Trend, look: Look, wide: int) -> list[Json]:
    rows = [
        {"line": band, "x": point.attempt, "y": _height(band, point.level)}
        for band, line in enumerate(trend.lines)
        for point in line.points
    ]
    encoding = {
        "x": _x(wide),
        "y": _y(trend),
        "detail": {"field": "line"},
        "order": {"field": "x", "type": "quantitative"},
    }
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": look.accent, "strokeWidth": 2},
            "encoding": encoding,
        },
        {
            "data": {"values": rows},
            "mark": {"type": "circle", "color": look.accent, "size": 42, "opacity": 1},
            "encoding": {"x": _x(wide), "y": _y(trend)},
        },
    ]


def _words(trend: Trend, look: Look, wide: int) -> list[Json]:
    rows = [
        {"x": 0, "end": wide, "y": band + 0.5, "name": in_glyphs(line.label), "said": in_glyphs(line.said)}
        for band, line in enumerate(trend.lines)
    ]
    words = {"type": "text", "baseline": "middle", "align": "left", "color": look.ink}
    return [
        _text(rows, {**words, "fontSize": 14, "dx": -NAMES, "limit": NAMES - 14}, _x(wide), trend, "name"),
        _text(rows, {**words, "fontSize": 14, "dx": 14}, _x(wide, "end"), trend, "said"),
    ]


def _ends(trend: Trend, look: Look, wide: int, said: tuple[str, str]) -> Json:
    """The first and the last day, below the lines; one alone where both are the same."""
    places = [{"x": 0, "day": said[0], "align": "left"}, {"x": wide, "day": said[1], "align": "right"}]
    rows = [{**place, "y": len(trend.lines)} for place in (places if said[0] != said[1] else places[:1])]
    mark = {"type": "text", "baseline": "top", "dy": 8, "fontSize": 12, "color": look.quiet}
    return _text(rows, {**mark, "align": {"expr": "datum.align"}}, _x(wide), trend, "day")


def _text(rows: Sequence[Json], mark: Json, x: Json, trend: Trend, field: str) -> Json:
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"x": x, "y": _y(trend), "text": {"field": field}},
    }
