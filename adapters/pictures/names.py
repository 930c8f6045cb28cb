"""Names as a picture can carry them: never an empty box, never a line that runs off."""

import re
import unicodedata

from adapters.pictures.coverage import drawable

LONGEST = 60
"""Characters; the picture itself cuts by width long before."""
_JOINERS = "\u200c\u200d"
_DEVANAGARI = re.compile("[\u0900-\u097f\ua8e0-\ua8ff]")
_WIDE_SPACE = "\u2003"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_LONGEST_ARABIC = 24
"""Cut here, not by width in the picture, which would put the dots at the wrong end."""
_TO_THE_LEFT = "\u200f"
_ELLIPSIS = "…"
_LETTERS_AND_NUMBERS = ("L", "N")


def plain(name: str) -> str:
    """On one line, without control characters and marks that turn the direction of a whole line."""
    kept = (c if c in _JOINERS or unicodedata.category(c)[0] != "C" else " " for c in name)
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def is_arabic(name: str) -> bool:
    return _ARABIC.search(name) is not None


def shortened(name: str) -> str:
    """Cut between characters, not between a letter and its accents."""
    end = _LONGEST_ARABIC if is_arabic(name) else LONGEST
    if len(name) <= end:
        return name
    while end > 1 and (unicodedata.category(name[end])[0] == "M" or name[end - 1] in _JOINERS):
        end -= 1
    return name[:end].rstrip() + _ELLIPSIS + (_TO_THE_LEFT if is_arabic(name) else "")


def in_glyphs(text: str) -> str:
    """Words of the picture itself, without what no shipped font can draw."""
    return plain("".join(c for c in plain(text) if ord(c) in drawable()))


def drawn(name: str, place: int) -> str:
    """A name in glyphs that the shipped fonts have; `member 3` where they have no letters for it.

    Emoji and the like are left out when letters remain: the text beside the picture has them.
    """
    clean = plain(unicodedata.normalize("NFC", name))
    missing = [c for c in clean if ord(c) not in drawable() and c not in _JOINERS]
    if any(unicodedata.category(c)[0] in _LETTERS_AND_NUMBERS for c in missing):
        return stand_in(place)
    rest = plain("".join(c for c in clean if c not in missing)).strip(_JOINERS + " ")
    letters = [c for c in rest if unicodedata.category(c)[0] in _LETTERS_AND_NUMBERS]
    if not letters:
        return stand_in(place)
    if not _DEVANAGARI.search(rest):
        return shortened(rest)
    # The renderer shapes a line by its first script, and sets Devanagari's own spaces with no width.
    alone = all(_DEVANAGARI.match(c) for c in letters)
    return shortened(rest).replace(" ", _WIDE_SPACE) if alone else stand_in(place)


def stand_in(place: int) -> str:
    """Counted from the top, as in the text."""
    return f"member {place}"
