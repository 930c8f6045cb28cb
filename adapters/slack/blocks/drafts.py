"""A text over several inputs, and from several inputs one text again.

An input takes 3,000 characters. What follows in a further one is known by the input's block id, which also
keeps the white space at the cut: so the two functions here belong together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from adapters.chats.cutting import pieces
from adapters.slack.blocks.wording import units

MOST_IN_INPUT = 3_000
_MOST_DRAFTED = 2_800
"""Leaves room for a correction."""
_NEXT_PARAGRAPH = "\n\n"
_AS_LETTERS = {"\n": "n", " ": "s", "\t": "t"}
_AS_SPACE = {letter: space for space, letter in _AS_LETTERS.items()}
_MARK = "fill"


@dataclass(frozen=True, slots=True)
class Place:
    """Which text an input belongs to, and where in it."""

    name: str
    field: int
    part: int = 0
    before: str = ""
    """White space between the input before and this one."""
    version: str = ""
    """Of the draft: Slack keeps what was typed for as long as a block's id stays."""

    @property
    def block_id(self) -> str:
        space = "".join(_AS_LETTERS[char] for char in self.before)
        return f"{_MARK}:{self.field}:{self.part}:{space}:{self.version}:{self.name}"


@dataclass(frozen=True, slots=True)
class Drafted:
    place: Place
    text: str


def spread(name: str, field: int, draft: str, *, full_at: int | None) -> Iterator[Drafted]:
    """The draft over as many inputs as it needs, and an empty one when the last holds so many letters."""
    version = f"{crc32(draft.encode()):08x}"
    most = MOST_IN_INPUT if units(draft) <= MOST_IN_INPUT else _MOST_DRAFTED
    parts = [
        Drafted(Place(name, field, part, piece.before, version), piece.text)
        for part, piece in enumerate(pieces(draft, most, units))
    ]
    yield from parts
    if full_at is not None and units(parts[-1].text) >= full_at:
        yield Drafted(Place(name, field, len(parts), _NEXT_PARAGRAPH, version), "")


def gathered(typed: Mapping[str, str]) -> dict[str, str]:
    """The texts by their names, from what stood in each input by its block id."""
    places = sorted(
        ((place, text) for block_id, text in typed.items() if (place := _place(block_id))),
        key=lambda found: (found[0].field, found[0].part),
    )
    texts: dict[str, str] = {}
    for place, text in places:
        before = texts.get(place.name, "")
        texts[place.name] = f"{before}{place.before}{text}" if before and text else before or text
    return texts


def _place(block_id: str) -> Place | None:
    found: Sequence[str] = block_id.split(":", 5)
    if len(found) != 6 or found[0] != _MARK or not (found[1] + found[2]).isdecimal():  # noqa: PLR2004
        return None
    before = "".join(_AS_SPACE.get(letter, "") for letter in found[3])
    return Place(found[5], int(found[1]), int(found[2]), before, found[4])
