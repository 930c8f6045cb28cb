"""The scenario files in a zip: read in memory, with an end to how much comes out of it."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from bot.domain.pack import MOST_OWN, PackFile
from bot.library.encoding import MOST_BYTES
from bot.library.problem import Problem

SUFFIX = ".zip"
MOST_ZIPPED = 8 * 1024 * 1024
MOST_UNZIPPED = 16 * 1024 * 1024
MOST_ENTRIES = 1_000
ENCRYPTED = 0x1
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""Whatever the reader raises at a file that is damaged, or packed in a way that it doesn't know."""


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def unzipped(file: PackFile, suffixes: tuple[str, ...]) -> list[PackFile] | Problem:
    """The files in it whose names end so, each under the zip's name; or what is wrong with the whole."""
    if len(file.data) > MOST_ZIPPED:
        size = f"The zip is larger than {MOST_ZIPPED // 1024**2} MB, so it was not opened"
        return Problem(file.name, 1, "", size, "a scenario needs about 20 KB; is this the right file?")
    try:
        with ZipFile(BytesIO(file.data)) as archive:
            return list(_files(file, archive, suffixes))
    except _RefusedError as refused:
        return refused.problem
    except _BROKEN:
        return Problem(file.name, 1, "", "This can't be opened as a zip", "make it anew, or give the files")


def _files(file: PackFile, archive: ZipFile, suffixes: tuple[str, ...]) -> Iterator[PackFile]:
    entries = archive.infolist()
    wanted = [entry for entry in entries if _is_wanted(entry, suffixes)]
    if len(entries) > MOST_ENTRIES or len(wanted) > MOST_OWN:
        much = f"There are {len(wanted)} scenario files among {len(entries)} in this zip"
        raise _RefusedError(Problem(file.name, 1, "", much, f"a group can have {MOST_OWN}: leave some out"))
    left = MOST_UNZIPPED
    for entry in wanted:
        name = f"{file.name}/{entry.filename}"
        if entry.flag_bits & ENCRYPTED:
            raise _RefusedError(
                Problem(name, 1, "", "This file is locked by a password", "zip it without one")
            )
        with archive.open(entry) as packed:
            # By what comes out and not by what the zip says of it: a small one can unfold without end.
            data = packed.read(min(MOST_BYTES, left) + 1)
        left -= len(data)
        if left < 0:
            size = f"The files in this zip are larger than {MOST_UNZIPPED // 1024**2} MB together"
            raise _RefusedError(
                Problem(file.name, 1, "", size, "a scenario needs about 20 KB; give fewer files")
            )
        yield PackFile(name, data)


def _is_wanted(entry: ZipInfo, suffixes: tuple[str, ...]) -> bool:
    """What systems add by themselves isn't: `__MACOSX/`, and names that begin with a dot."""
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts if part != "..")
    return not entry.is_dir() and not hidden and entry.filename.lower().endswith(suffixes)
