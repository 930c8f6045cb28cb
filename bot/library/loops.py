"""Company loops from their files: each fits the format, or every problem in it is told with its line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.loop import LoopFormat, LoopRound
from bot.domain.round_kinds import Kind
from bot.library.document import Document, open_document
from bot.library.encoding import MOST_BYTES, decode
from bot.library.problem import Problem
from bot.library.read import SUFFIX, files_in
from bot.library.spelling import nearest
from bot.shipped import folder

MOST_VALUES = 200
_FIELDS = tuple(LoopFormat.model_fields)
_OF_ROUND = tuple(LoopRound.model_fields)
_KINDS = tuple(str(kind) for kind in Kind if kind is not Kind.BAR_RAISER)


@dataclass(frozen=True, slots=True)
class Loops:
    formats: Mapping[str, LoopFormat]
    """By id, in the order of ids."""
    problems: tuple[Problem, ...] = ()
    """What kept other files out."""


def shipped_loops() -> Path:
    """The folder of loops that travels with the code."""
    return folder("scenarios") / "loops"


def load_loops(place: Path) -> Loops:
    """Read every loop in a folder; a broken file keeps no other one out."""
    formats, problems = dict[str, LoopFormat](), list[Problem]()
    for path in files_in(place):
        found = read_loop(path)
        if isinstance(found, LoopFormat):
            formats[found.id] = found
        else:
            problems += found
    return Loops(MappingProxyType(dict(sorted(formats.items()))), tuple(sorted(problems)))


def read_loop(path: Path) -> LoopFormat | tuple[Problem, ...]:
    """The loop in a file, or what keeps it from being one, sorted by line."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"The file can't be read: {error.strerror}"
        return (Problem(str(path), 1, "", message, "check its name, its folder and that you may open it"),)
    text = decode(data, str(path))
    if isinstance(text, Problem):
        return (text,)
    document = open_document(text, str(path), MOST_VALUES)
    if isinstance(document, Problem):
        return (document,)
    try:
        found = LoopFormat.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
        return tuple(sorted({*document.problems, *_told(errors, document)}))
    return tuple(sorted((*document.problems, *_rules(found, document, path)))) or found


def _told(errors: list[ErrorDetails], document: Document) -> Iterator[Problem]:
    for error in errors:
        # A list is called too short only because the model did not count entries that it refused.
        if error["type"] != "too_short" or len(error["input"]) < error["ctx"]["min_length"]:
            yield _in_words(error, document)


def _in_words(error: ErrorDetails, document: Document) -> Problem:
    place = tuple(error["loc"])
    line, name = document.line(place), document.name(place)
    fields = _OF_ROUND if place[:1] == ("rounds",) and len(place) > 1 else _FIELDS
    match error["type"]:
        case "extra_forbidden":
            close = nearest(str(place[-1]), fields)
            mend = f"did you mean `{close}`?" if close else f"the fields here are {', '.join(fields)}"
            return Problem(document.file, line, name, f"Unknown field `{place[-1]}`", mend)
        case "missing":
            return Problem(document.file, line, name, f"The field `{place[-1]}` is missing", "add it")
        case "enum":
            mend = f"write one of {', '.join(_KINDS)}"
            return Problem(document.file, line, name, f"`{name}` names no kind of round", mend)
    message = f"`{name or 'the file'}` doesn't fit: {error['msg'].lower()}"
    return Problem(document.file, line, name, message, "the shipped loops show how it's written")


def _rules(found: LoopFormat, document: Document, path: Path) -> Iterator[Problem]:
    if path.name != found.id + SUFFIX:
        message = f"The id is `{found.id}`, but the file is called `{path.name}`"
        mend = f"rename the file to `{found.id}{SUFFIX}`, or mend the id"
        yield Problem(document.file, document.line(("id",)), "id", message, mend)
    for number, one in enumerate(found.rounds):
        if one.kind is Kind.BAR_RAISER:
            place = ("rounds", number, "kind")
            message = "A bar raiser is offered when the others disagree, and is no round of the list"
            mend = "take it out, and write `bar_raiser: true`"
            yield Problem(document.file, document.line(place), document.name(place), message, mend)
