"""One scenario file in; the scenario out, or every problem in it. Nothing in a file makes this raise."""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.domain.scenario import Scenario
from bot.library.document import Document, Place, open_document
from bot.library.encoding import MOST_BYTES, decode
from bot.library.explain import explain
from bot.library.problem import Problem

SUFFIX = ".yaml"
MOST_VALUES = 5_000
"""Fields, entries and texts of a scenario; the shipped ones have about 1,000."""


def files_in(folder: Path) -> tuple[Path, ...]:
    """The scenario files of a folder, in the order of their names."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}")))


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario together with the lines that it was read from."""

    document: Document
    scenario: Scenario

    @property
    def file(self) -> str:
        return self.document.file

    def problem(self, place: Place, message: str, mend: str) -> Problem:
        line, name = self.document.line(place), self.document.name(place)
        return Problem(self.file, line, name, message, mend)


def read_scenario(path: Path) -> Scenario | tuple[Problem, ...]:
    """The scenario in a file, or what keeps it from being one, sorted by line."""
    source = read_source(path)
    return source.scenario if isinstance(source, Source) else source


def read_source(path: Path) -> Source | tuple[Problem, ...]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return (Problem(str(path), 1, "", "There is no such file", "check its name and folder"),)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        return (Problem(str(path), 1, "", f"The file can't be read: {reason}", "check that you may open it"),)
    return parse(data, path)


def parse(data: bytes, path: Path) -> Source | tuple[Problem, ...]:
    """A file's bytes as a scenario; the path is for its name only."""
    text = decode(data, str(path))
    if isinstance(text, Problem):
        return (text,)
    document = open_document(text, str(path), MOST_VALUES)
    if isinstance(document, Problem):
        return (document,)
    try:
        # Through JSON, because its strict reading takes lists and words but no switch for a number.
        scenario = Scenario.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as refusal:
        return tuple(sorted({*document.problems, *explain(document, refusal)}))
    source = Source(document, scenario)
    problems = (*document.problems, *_wrong_name(source, path))
    return tuple(sorted(problems)) or source


def _wrong_name(source: Source, path: Path) -> tuple[Problem, ...]:
    wanted = source.scenario.id + SUFFIX
    if path.name == wanted:
        return ()
    message = f"The id is `{source.scenario.id}`, but the file is called `{path.name}`"
    return (source.problem(("id",), message, f"rename the file to `{wanted}`, or mend the id"),)
