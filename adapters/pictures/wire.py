"""What goes to the drawing child and comes back: one line of JSON each way."""

import json
from base64 import b64decode, b64encode

from bot.domain.cards import Picture
from bot.ports import Bar, Chart


def chart_line(chart: Chart) -> bytes:
    bars = [[bar.rank, bar.name, bar.value] for bar in chart.bars]
    words = [chart.title, chart.subtitle, chart.unit, chart.alt]
    return json.dumps([words, bars]).encode() + b"\n"


def chart_of(line: bytes) -> Chart:
    (title, subtitle, unit, alt), bars = json.loads(line)
    return Chart(title, subtitle, unit, tuple(Bar(*bar) for bar in bars), alt)


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
