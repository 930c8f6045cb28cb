"""A board as a Vega-Lite specification: plain data, drawn elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from adapters.pictures.names import in_glyphs, is_arabic
from bot.domain.chart import Chart

Json: TypeAlias = Mapping[str, object]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FAMILY = "Noto Sans, system-ui, sans-serif"
ARABIC_FAMILY = "Noto Sans Arabic, Noto Sans, system-ui, sans-serif"
BARS, NAMES, RANKS, EDGE = 320, 210, 34, 20
"""Widths: the longest bar, the names, the ranks, what is left free at the sides."""
FIGURES = 64
"""Room for the value behind the longest bar."""
ROOMY, DENSE, MANY = 34, 24, 15
"""Height of a row, and the number of rows from which they stand closer."""
HEADING = 74


@dataclass(frozen=True, slots=True)
class Look:
    """Paper, ink, and one accent."""

    paper: str | None
    ink: str
    quiet: str
    accent: str


PAPER = Look(paper="#fbf8f1", ink="#23201b", quiet="#5f594e", accent="#4a7c8c")
"""For chats: a picture brings its own ground."""
PAGE = Look(paper=None, ink="currentColor", quiet="currentColor", accent="#4a7c8c")
"""For pages: ink is the page's own, and the accent shows on light and on dark."""


def board_spec(chart: Chart, look: Look, named: Callable[[str, int], str]) -> Json:
    """Ranks and names to the left, bars, and the value at each bar's end."""
    row = ROOMY if len(chart.bars) <= MANY else DENSE
    left = EDGE + RANKS + NAMES
    return {
        "$schema": SCHEMA,
        "width": BARS,
        "height": row * max(len(chart.bars), 1),
        "autosize": {"type": "none"},
        "padding": {"left": left, "right": FIGURES + EDGE, "top": HEADING, "bottom": EDGE},
        "background": look.paper,
        "title": _title(chart, look, left),
        "data": {"values": _rows(chart, named)},
        "encoding": {"y": {"field": "place", "type": "ordinal", "axis": None, "sort": None}},
        "layer": _layers(chart, look),
        "config": {"view": {"stroke": None}, "font": FAMILY, "aria": False},
    }


def _rows(chart: Chart, named: Callable[[str, int], str]) -> list[Json]:
    names = [named(bar.name, place) for place, bar in enumerate(chart.bars, start=1)]
    return [
        {
            "place": place,
            "rank": str(bar.rank),
            "name": name,
            # Left to itself the renderer takes any font of the machine that has the letters.
            "font": ARABIC_FAMILY if is_arabic(name) else FAMILY,
            "value": max(bar.value, 0),
            "said": str(bar.value),
        }
        for place, (name, bar) in enumerate(zip(names, chart.bars, strict=True), start=1)
    ]


def _title(chart: Chart, look: Look, left: int) -> Json:
    return {
        "text": in_glyphs(chart.title),
        "subtitle": in_glyphs(chart.subtitle),
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
        "limit": left + BARS + FIGURES - EDGE,
    }


def _layers(chart: Chart, look: Look) -> list[Json]:
    most = max([1, *(bar.value for bar in chart.bars)])
    length = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, most], "nice": False},
    }
    words = {"type": "text", "baseline": "middle", "fontSize": 14, "color": look.ink}
    return [
        {
            "mark": {"type": "bar", "color": look.accent, "height": {"band": 0.6}},
            "encoding": {"x": length},
        },
        {
            "mark": {**words, "align": "right", "color": look.quiet, "x": -NAMES - 12},
            "encoding": {"text": {"field": "rank"}},
        },
        {
            "mark": {
                **words,
                "align": "left",
                "x": -NAMES,
                "limit": NAMES - 14,
                "font": {"expr": "datum.font"},
            },
            "encoding": {"text": {"field": "name"}},
        },
        {
            "mark": {**words, "align": "left", "dx": 8},
            "encoding": {"x": length, "text": {"field": "said"}},
        },
    ]
