"""Which characters the shipped fonts can draw, read from the fonts themselves."""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FULL_REPERTOIRE = 12
"""The table format that lists every character of a font, also those beyond the first 65,536."""


@cache
def drawable() -> frozenset[int]:
    """Code points that at least one shipped font has."""
    return frozenset(point for font in sorted(FONTS.glob("*.ttf")) for point in _points(font.read_bytes()))


def _points(font: bytes) -> set[int]:
    points: set[int] = set()
    (tables,) = struct.unpack_from(">H", font, 4)
    records = [struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables)]
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (parts,) = struct.unpack_from(">H", font, start + 2)
    for number in range(parts):
        _, _, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == FULL_REPERTOIRE:
            (groups,) = struct.unpack_from(">L", font, start + offset + 12)
            for group in range(groups):
                first, last, _ = struct.unpack_from(">LLL", font, start + offset + 16 + 12 * group)
                points.update(range(first, last + 1))
    return points
