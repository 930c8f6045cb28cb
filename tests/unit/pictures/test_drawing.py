"""What is drawn: as a specification, as PNG and as SVG."""

import re
import struct
import zlib
from typing import Any, cast
from xml.etree import ElementTree as ET

import pytest

from adapters.pictures.drawing import draw
from adapters.pictures.names import drawn
from adapters.pictures.png import SIGNATURE, squeezed
from adapters.pictures.spec import PAGE, PAPER, board_spec
from bot.domain.chart import Bar, Chart

MOST_BYTES = 300_000
LIGHT, DARK = "#ffffff", "#121110"


def chart(*bars: Bar, title: str = "The week's board") -> Chart:
    return Chart(title, "Points · week of 30 March", "points", bars, 'Bar chart: "Ana" <92>')


def board(members: int) -> Chart:
    return chart(*(Bar(n, f"Sample {n}", 1300 - 20 * n) for n in range(1, members + 1)))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("members", [1, 3, 10, 60])
def test_a_png_is_crisp_and_small(members: int) -> None:
    picture = draw(board(members))
    width, height = struct.unpack(">LL", picture.png[16:24])
    assert picture.png.startswith(SIGNATURE)
    assert len(picture.png) <= MOST_BYTES
    assert width == 2 * 668
    assert height > members * 2 * 20


def test_text_and_bars_stand_out_on_every_ground() -> None:
    assert PAPER.paper is not None
    assert min(contrast(colour, PAPER.paper) for colour in (PAPER.ink, PAPER.quiet)) >= 4.5
    assert min(contrast(PAGE.accent, ground) for ground in (PAPER.paper, LIGHT, DARK)) >= 3


def test_a_page_lends_its_own_ink_and_ground() -> None:
    svg = draw(board(3)).svg
    assert set(re.findall(r'fill="([^"]+)"', svg)) <= {"currentColor", "none", PAGE.accent}
    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg


def test_an_svg_says_its_words_to_whoever_cannot_see_it() -> None:
    root = ET.fromstring(draw(board(3)).svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Bar chart: "Ana" <92>'


def test_names_are_text_and_never_markup() -> None:
    svg = draw(chart(Bar(1, "<script>alert(1)</script>", 3), Bar(2, "&amp; 山田 😀", 2))).svg
    texts = ["".join(node.itertext()) for node in ET.fromstring(svg).iter() if node.tag.endswith("text")]
    assert "&amp; 山田 😀" in texts
    assert "<script>" not in svg


def test_equals_show_the_same_rank_and_every_bar_its_value() -> None:
    spec = cast("Any", board_spec(chart(Bar(1, "Ana", 9), Bar(2, "Bo", 4), Bar(2, "山", 4)), PAPER, drawn))
    rows = [(row["rank"], row["name"], row["said"]) for row in spec["data"]["values"]]
    assert rows == [("1", "Ana", "9"), ("2", "Bo", "4"), ("2", "member 3", "4")]


def test_squeezing_changes_no_pixel() -> None:
    head = struct.pack(">LLBBBBB", 2, 1, 8, 6, 0, 0, 0)
    pixels = b"\x00" + bytes(range(8))

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">L4s", len(content), name) + content + struct.pack(">L", zlib.crc32(name + content))
        )

    data = zlib.compress(pixels, 0)
    png = (
        SIGNATURE
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", data[:5])
        + chunk(b"IDAT", data[5:])
        + chunk(b"IEND", b"")
    )
    smaller = squeezed(png)
    length, name = struct.unpack_from(">L4s", smaller, 33)
    assert name == b"IDAT"
    assert zlib.decompress(smaller[41 : 41 + length]) == pixels
    assert smaller[:33] == png[:33]
