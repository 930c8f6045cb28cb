"""Company loops from their files: each fits the format, or every problem in it is told with its line."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.loop import LoopFormat, LoopRound
from bot.domain.round_kinds import FORMATS, Kind
from bot.library.document import Document, Place
from bot.library.opened import open_file
from bot.library.problem import Problem, Words
from bot.library.read import SUFFIX, files_in
from bot.library.refusals import told
from bot.shipped import folder

MOST_VALUES = 200
_FIELDS = tuple(LoopFormat.model_fields)
_OF_ROUND = tuple(LoopRound.model_fields)
_KINDS = tuple(str(kind) for kind in Kind if kind is not Kind.BAR_RAISER)


@dataclass(frozen=True, slots=True)
class LoopSource:
    """A loop together with the lines that it was read from."""

    document: Document
    format: LoopFormat


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
    source = read_loop_source(path)
    return source.format if isinstance(source, LoopSource) else source


def read_loop_source(path: Path) -> LoopSource | tuple[Problem, ...]:
    document = open_file(path, MOST_VALUES)
    if isinstance(document, Problem):
        return (document,)
    try:
        found = LoopFormat.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as refusal:
        return tuple(sorted({*document.problems, *told(refusal, document, _fields_at, _misfit)}))
    problems = (*document.problems, *_rules(found, document, path))
    return tuple(sorted(problems)) or LoopSource(document, found)


def advise_loop(source: LoopSource) -> Iterator[Problem]:
    """What could be better in a loop that has no mistake."""
    for number, one in enumerate(source.format.rounds):
        most = FORMATS[one.kind].time // timedelta(minutes=1)
        if one.minutes > most:
            place = ("rounds", number, "minutes")
            message = f"A round of the kind `{one.kind}` ends after {most} minutes of talking"
            mend = f"write {most} or less, or members wait for time that never comes"
            yield Problem(
                source.document.file, source.document.line(place), source.document.name(place), message, mend
            )


def _fields_at(place: Place) -> tuple[str, ...]:
    return _OF_ROUND if place[:1] == ("rounds",) and len(place) > 1 else _FIELDS


def _misfit(error: ErrorDetails, name: str) -> Words:
    if error["type"] == "enum":
        return f"`{name}` names no kind of round", f"write one of {', '.join(_KINDS)}"
    message = f"`{name or 'the file'}` doesn't fit: {error['msg'].lower()}"
    return message, "the shipped loops show how it's written"


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
