"""A painter that keeps its charts."""

from dataclasses import dataclass, field

from bot.domain.card_parts import Picture
from bot.domain.chart import Chart, Trend


@dataclass(slots=True)
class FakePainter:
    """Keeps the charts that it was asked for; the picture is their title."""

    charts: list[Chart | Trend] = field(default_factory=list)

    async def paint(self, chart: Chart | Trend) -> Picture | None:
        self.charts.append(chart)
        return Picture(chart.title.encode(), f"<svg>{chart.title}</svg>", chart.alt)
