"""Which sort of content a file holds: by where it lies, or else by the first field that only one sort has."""

import re
from enum import StrEnum
from pathlib import Path

from bot.library.challenges import CHALLENGES
from bot.library.encoding import MOST_BYTES

LOOPS_FOLDER = "loops"
_ROUNDS, _CHALLENGES = re.compile(rb"(?m)^rounds[ ]*:"), re.compile(rb"(?m)^challenges[ ]*:")


class Sort(StrEnum):
    SCENARIO = "scenario"
    LOOP = "loop"
    CHALLENGES = "challenges"


def sort_of(path: Path) -> Sort:
    """A file that can't be read is told about by whoever reads scenarios."""
    if path.name == CHALLENGES:
        return Sort.CHALLENGES
    if path.resolve().parent.name == LOOPS_FOLDER:
        return Sort.LOOP
    try:
        with path.open("rb") as file:
            begins = file.read(MOST_BYTES)
    except (OSError, ValueError):
        return Sort.SCENARIO
    if _CHALLENGES.search(begins):
        return Sort.CHALLENGES
    return Sort.LOOP if _ROUNDS.search(begins) else Sort.SCENARIO
