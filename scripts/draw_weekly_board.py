"""Draw docs/images/weekly-board.png and .svg: the week of an invented group, for chats and for pages."""

from pathlib import Path

from adapters.pictures.drawing import draw
from bot.domain.chart import Bar, Chart

IMAGES = Path(__file__).parent.parent / "docs/images"
POINTS = (92, 80, 80, 71, 64, 52, 40)
NAMES = ("Ana", "Bo", "Cleo", "Dov", "Eli", "Fay", "Gus")


def sample() -> Chart:
    """Two are equal on the second place, so nobody is third."""
    bars = tuple(
        Bar(1 + sum(other > value for other in POINTS), f"{name} (sample)", value)
        for name, value in zip(NAMES, POINTS, strict=True)
    )
    said = ", ".join(f"{bar.rank}. {bar.name} {bar.value}" for bar in bars)
    subtitle = "Points so far · week of 30 March"
    return Chart("The week's board", subtitle, "points", bars, f"Bar chart. {subtitle}: {said}.")


if __name__ == "__main__":
    picture = draw(sample())
    (IMAGES / "weekly-board.png").write_bytes(picture.png)
    (IMAGES / "weekly-board.svg").write_text(picture.svg + "\n", encoding="utf-8")
    print(f"Written: weekly-board.png ({len(picture.png)} bytes) and weekly-board.svg, in {IMAGES.name}.")
