"""What goes to the drawing child and comes back: one line of JSON each way."""

import json
from base64 import b64decode, b64encode
from datetime import date

from bot.domain.card_parts import Picture
from bot.domain.chart import Bar, Chart, Trend, TrendLine, TrendPoint

_WORDS_OF_A_BOARD = 4


def chart_line(chart: Chart | Trend) -> bytes:
    if isinstance(chart, Trend):
        lines = [
            [it.label, [[point.attempt, point.on.isoformat(), point.level] for point in it.points], it.said]
            for it in chart.lines
        ]
        return json.dumps([[chart.title, chart.subtitle, chart.alt], lines]).encode() + b"\n"
    bars = [[bar.rank, bar.name, bar.value] for bar in chart.bars]
    words = [chart.title, chart.subtitle, chart.unit, chart.alt]
    return json.dumps([words, bars]).encode() + b"\n"


def chart_of(line: bytes) -> Chart | Trend:
    """A trend has no unit: by that the two are told apart."""
    words, shown = json.loads(line)
    if len(words) < _WORDS_OF_A_BOARD:
        title, subtitle, alt = words
        return Trend(title, subtitle, tuple(_trend_line(*one) for one in shown), alt)
    (title, subtitle, unit, alt), bars = words, shown
    return Chart(title, subtitle, unit, tuple(Bar(*bar) for bar in bars), alt)


def _trend_line(label: str, points: list[tuple[int, str, float]], said: str) -> TrendLine:
    found = (TrendPoint(attempt, date.fromisoformat(on), level) for attempt, on, level in points)
    return TrendLine(label, tuple(found), said)


def picture_line(picture: Picture) -> bytes:
    return json.dumps([b64encode(picture.png).decode(), picture.svg, picture.alt]).encode() + b"\n"


def failure_line(error: Exception) -> bytes:
    return json.dumps({"failed": f"{type(error).__name__}: {error}"[:500]}).encode() + b"\n"


def picture_of(line: bytes) -> Picture:
    """Raises ValueError when the child said why not, or nothing."""
    answer = json.loads(line) if line else {"failed": "The drawing child ended without a picture."}
    if isinstance(answer, dict):
        raise ValueError(answer["failed"])  # noqa: TRY004  a value that says what went wrong, not a wrong type
    png, svg, alt = answer
    return Picture(b64decode(png), svg, alt)
