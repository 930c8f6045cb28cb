"""The file that `debrief init` writes: other lines are kept, secrets are readable by their owner alone."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bot.errors import UserMustAct

_PLAIN = re.compile(r"[A-Za-z0-9_./:@%+,=-]*")


def write_values(file: Path, values: Mapping[str, str]) -> None:
    """Set these names in the file, whole or not at all."""
    kept = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    lines = [line for line in kept if _name(line) not in values]
    lines += [f"{name}={_quoted(name, value)}" for name, value in values.items() if value]
    handle, draft = tempfile.mkstemp(prefix=file.name, dir=file.absolute().parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write("".join(f"{line}\n" for line in lines))
        Path(draft).replace(file)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _name(line: str) -> str:
    return line.removeprefix("export ").partition("=")[0].strip()


def _quoted(name: str, value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    if not value.isprintable() or {"'", "\\"} & set(value):
        raise UserMustAct(
            f"{name} can't hold a single quote, a backslash or a line break. Nothing was written. "
            "In an address, write them as %27 and %5C."
        )
    return f"'{value}'"
