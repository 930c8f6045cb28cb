"""Makes a screenshot small enough for a repository: few colours, which is all that ink on paper needs."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 256
_RGB_8_BIT = (8, 2, 0, 0, 0)
_RGB = 3


def with_few_colours(png: bytes) -> bytes:
    """The same picture, its rarer shades replaced by the nearest of its 256 commonest.

    Raises ValueError for anything but an 8-bit picture without transparency, as browsers take them.
    """
    chunks = list(_chunks(png))
    width, height, *kind = struct.unpack(">IIBBBBB", chunks[0][1])
    if tuple(kind) != _RGB_8_BIT:
        raise ValueError("This isn't a screenshot: it has another kind of pixels.")
    data = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    rows = [_pixels(row) for row in _unfiltered(data, width * _RGB)]
    shades = Counter(pixel for row in rows for pixel in row)
    palette = [shade for shade, _ in shades.most_common(MOST_COLOURS)]
    index = {shade: _nearest(shade, palette) for shade in shades} | {s: n for n, s in enumerate(palette)}
    packed = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in rows)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", head),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(packed, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _pixels(row: bytes) -> list[bytes]:
    return [row[at : at + _RGB] for at in range(0, len(row), _RGB)]


def _nearest(shade: bytes, palette: list[bytes]) -> int:
    return min(
        range(len(palette)),
        key=lambda n: sum((a - b) ** 2 for a, b in zip(shade, palette[n], strict=True)),
    )


def _unfiltered(data: bytes, length: int) -> Iterator[bytes]:
    """The rows as they were before the encoder wrote down differences."""
    above = bytearray(length)
    for at in range(0, len(data), length + 1):
        row = bytearray(data[at + 1 : at + 1 + length])
        _add_back(data[at], row, above)
        yield bytes(row)
        above = row


def _add_back(kind: int, row: bytearray, above: bytearray) -> None:
    for place in range(len(row) if kind else 0):
        left = row[place - _RGB] if place >= _RGB else 0
        corner = above[place - _RGB] if place >= _RGB else 0
        guess = (0, left, above[place], (left + above[place]) // 2, _paeth(left, above[place], corner))[kind]
        row[place] = (row[place] + guess) & 0xFF


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), name) + content + struct.pack(">I", zlib.crc32(name + content))
