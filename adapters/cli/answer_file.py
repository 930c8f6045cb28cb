"""An answer from a file or from what is piped in."""

import sys
from pathlib import Path

from bot.errors import UserMustAct

PIPED = "-"
MOST_BYTES = 200_000


def read_answer(named: str, holds: str = "one answer") -> str:
    """The text. Raises UserMustAct when it can't be read as one answer."""
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if named == PIPED else _bytes(Path(named))
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise UserMustAct(f"{named} can't be read: {reason}. Name a text file with {holds}.") from error
    place = "What was piped in" if named == PIPED else named
    if len(data) > MOST_BYTES:
        raise UserMustAct(f"{place} is longer than {MOST_BYTES:,} bytes. Nothing was graded: is it {holds}?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserMustAct(f"{place} is not UTF-8 text. Save it with the encoding UTF-8.") from error


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
