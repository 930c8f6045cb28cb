"""The drawing itself. Heavy: imported by the child process alone."""

import re
from collections.abc import Callable
from functools import cache
from html import escape

import vl_convert

from adapters.pictures.coverage import FONTS
from adapters.pictures.names import drawn, plain, shortened
from adapters.pictures.png import squeezed
from adapters.pictures.spec import PAGE, PAPER, Json, Look, board_spec
from adapters.pictures.trend import trend_spec
from bot.domain.card_parts import Picture
from bot.domain.chart import Chart, Trend

CRISP = 2.0


def draw(chart: Chart | Trend) -> Picture:
    """A picture for chats and one for pages."""
    _with_fonts()
    png = vl_convert.vegalite_to_png(dict(_spec(chart, PAPER, drawn)), scale=CRISP, allowed_base_urls=[])
    # A page's reader has fonts for more scripts than can be shipped: there every name is itself.
    svg = vl_convert.vegalite_to_svg(
        dict(_spec(chart, PAGE, lambda name, _place: shortened(plain(name)))), allowed_base_urls=[]
    )
    return Picture(squeezed(png), _told(svg, chart.alt), chart.alt)


def _spec(chart: Chart | Trend, look: Look, named: Callable[[str, int], str]) -> Json:
    return trend_spec(chart, look) if isinstance(chart, Trend) else board_spec(chart, look, named)


@cache
def _with_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _told(svg: str, alt: str) -> str:
    """One picture with its words, instead of a heap of shapes."""
    return re.sub(r"^<svg ", f'<svg role="img" aria-label="{escape(plain(alt))}" ', svg, count=1)
