"""A text over several inputs, and from several inputs one text again.

An input takes 4,000 characters. What follows in a further one is known by the input's custom id, which also
keeps the white space at the cut: so the two functions here belong together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.chats.cutting import Piece, pieces
from adapters.discord.wording.escaping import units
from adapters.discord.wording.ids import MOST, carried, carried_back
from bot.errors import Defect

MOST_IN_INPUT = 4_000
_MOST_DRAFTED = 3_800
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

    @property
    def custom_id(self) -> str:
        space = "".join(_AS_LETTERS[char] for char in self.before)
        made = f"{_MARK}:{self.field}:{self.part}:{space}:{carried(self.name)}"
        if len(made) > MOST:
            raise Defect(f"The field {self.name!r} has a longer name than Discord takes.")
        return made


@dataclass(frozen=True, slots=True)
class Drafted:
    place: Place
    text: str


def spread(name: str, field: int, draft: str, room: int) -> list[Drafted]:
    """The draft over the inputs that it needs: cut where one would pause, or tightly to fit the room."""
    most = MOST_IN_INPUT if units(draft) <= MOST_IN_INPUT else _MOST_DRAFTED
    cut = list(pieces(draft, most, units))
    if len(cut) > room:
        cut = list(pieces(draft, MOST_IN_INPUT, units))
    if len(cut) > room:
        cut = list(_tightly(draft))
    return [
        Drafted(
            Place(
                name,
                field,
                part,
                it.before,
            ),
            it.text,
        )
        for part, it in enumerate(cut)
    ]


def further(name: str, field: int, part: int) -> Drafted:
    """An empty input for what doesn't fit into those before."""
    return Drafted(Place(name, field, part, _NEXT_PARAGRAPH), "")


def gathered(typed: Mapping[str, str]) -> dict[str, str]:
    """The texts by their names, from what stood in each input by its custom id."""
    places = sorted(
        ((place, text) for custom_id, text in typed.items() if (place := _place(custom_id))),
        key=lambda found: (found[0].field, found[0].part),
    )
    texts: dict[str, str] = {}
    for place, text in places:
        before = texts.get(place.name, "")
        texts[place.name] = f"{before}{place.before}{text}" if before and text else before or text
    return texts


def _tightly(draft: str) -> Iterator[Piece]:
    while units(draft) > MOST_IN_INPUT:
        end = MOST_IN_INPUT
        while units(draft[:end]) > MOST_IN_INPUT:
            end -= units(draft[:end]) - MOST_IN_INPUT + 1 >> 1
        yield Piece(draft[:end], "")
        draft = draft[end:]
    yield Piece(draft, "")


def _place(custom_id: str) -> Place | None:
    found: Sequence[str] = custom_id.split(":", 4)
    if len(found) != 5 or found[0] != _MARK or not all(it.isdecimal() for it in found[1:3]):  # noqa: PLR2004
        return None
    before = "".join(_AS_SPACE.get(letter, "") for letter in found[3])
    return Place(carried_back(found[4]), int(found[1]), int(found[2]), before)
