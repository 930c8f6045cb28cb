"""A strict reader for the kit's YAML files: a mistake is named with its file, line and field."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.library.document import Document, Place, open_document
from bot.library.encoding import MOST_BYTES, decode
from bot.library.problem import Problem

Model = TypeVar("Model", bound=BaseModel)

_WORDS = {
    "missing": ("The field {field} is missing", "add it"),
    "extra_forbidden": ("Nothing here is called {field}", "take it out, or mend its name"),
    "string_too_short": ("{field} is empty or too short", "write it out"),
    "string_too_long": ("{field} is too long", "shorten it"),
    "string_type": ("{field} has to be text", "put it in quotes, or write it as a block under `|`"),
    "string_pattern_mismatch": ("{field} is no short name", "use lower-case letters, digits and hyphens"),
    "int_type": ("{field} has to be a whole number", "write the number without quotes"),
    "greater_than_equal": ("{field} is too low", "{message}"),
    "less_than_equal": ("{field} is too high", "{message}"),
    "too_short": ("{field} has no entry", "add one, or take the file away"),
}


@dataclass(frozen=True, slots=True)
class Opened(Generic[Model]):
    """What a file holds, with the lines that it was read from."""

    document: Document
    value: Model

    def problem(self, place: Place, message: str, mend: str) -> Problem:
        line, name = self.document.line(place), self.document.name(place)
        return Problem(self.document.file, line, name, f"{message} in {name}" if name else message, mend)


def read_file(path: Path, model: type[Model]) -> Opened[Model] | tuple[Problem, ...]:
    """The file as that model, or what keeps it from being one. Never raises for what a file holds."""
    document = _document(path)
    if isinstance(document, Problem):
        return (document,)
    try:
        value = model.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
        return tuple(sorted({*document.problems, *(_problem(document, error) for error in errors)}))
    return tuple(sorted(document.problems)) or Opened(document, value)


def _document(path: Path) -> Document | Problem:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(str(path), 1, "", f"The file can't be read: {reason}", "check its name and folder")
    if len(data) > MOST_BYTES:
        size = f"The file is larger than {MOST_BYTES // 1024} KB, so it was not read"
        return Problem(str(path), 1, "", size, "divide it into several")
    text = decode(data, str(path))
    return text if isinstance(text, Problem) else open_document(text, str(path))


def _problem(document: Document, error: ErrorDetails) -> Problem:
    place = tuple(error["loc"])
    message, mend = _WORDS.get(error["type"], ("{field}: {message}", "mend it"))
    above = document.name(place[:-1])
    name = document.name(place) or "the file"
    shown = f"`{place[-1]}` in {above}" if error["type"] in {"missing", "extra_forbidden"} and above else name
    words = {"field": shown, "message": error["msg"]}
    return Problem(
        document.file,
        document.line(place),
        document.name(place),
        message.format(**words),
        mend.format(**words),
    )
