"""A file of content on disk as a document with lines, or what keeps it from being one. Nothing raises."""

from pathlib import Path

from bot.library.document import Document, open_document
from bot.library.encoding import MOST_BYTES, decode
from bot.library.problem import Problem


def open_file(path: Path, most_values: int) -> Document | Problem:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        message = f"The file can't be read: {reason}"
        return Problem(str(path), 1, "", message, "check its name, its folder and that you may open it")
    text = decode(data, str(path))
    return text if isinstance(text, Problem) else open_document(text, str(path), most_values)
