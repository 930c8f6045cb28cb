"""What the sample members write, from `scenarios/samples`: a file to a scenario, an answer to a member."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bot.domain.ids import ScenarioId
from bot.library.document import Document, Plain, open_document
from bot.library.encoding import decode
from bot.library.problem import Problem
from bot.library.read import SUFFIX, files_in
from bot.library.spelling import nearest
from bot.shipped import folder

MOST_MESSAGES = 4
_LIST_MARK = re.compile(r"(?:\d+\.|[A-D]\.|-) ")
_EXAMPLE = "write `- |` and the text below it, set in"


@dataclass(frozen=True, slots=True)
class Written:
    """One sample member's answer to one scenario."""

    messages: tuple[str, ...]
    late: bool = False
    """Comes after the deadline."""


@dataclass(frozen=True, slots=True)
class Samples:
    by_scenario: Mapping[ScenarioId, Mapping[str, Written]]
    problems: tuple[Problem, ...] = ()
    """What kept other files out. Where one is missing, the samples stay away that day."""


def shipped() -> Path:
    """The samples' answers that travel with the code."""
    return folder("scenarios") / "samples"


def load(place: Path, members: frozenset[str]) -> Samples:
    """Every answer in the folder. A file with a mistake is left out whole, and the mistake is named."""
    found: dict[ScenarioId, Mapping[str, Written]] = {}
    problems: list[Problem] = []
    for path in files_in(place):
        read = read_answers(path, members)
        if isinstance(read, Mapping):
            found[ScenarioId(path.name.removesuffix(SUFFIX))] = read
        else:
            problems += read
    return Samples(MappingProxyType(found), tuple(problems))


def read_answers(path: Path, members: frozenset[str]) -> Mapping[str, Written] | tuple[Problem, ...]:
    """The answers in one file, or all that is wrong in it."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        return (Problem(str(path), 1, "", f"The file can't be read: {reason}", "check that you may open it"),)
    document = text if isinstance(text, Problem) else open_document(text, str(path))
    if isinstance(document, Problem):
        return (document,)
    problems = (*document.problems, *_problems(document, members))
    if problems:
        return tuple(sorted(problems))
    assert isinstance(document.value, dict)  # noqa: S101  found to be so just now
    return MappingProxyType({name: _written(value) for name, value in document.value.items()})


def _problems(document: Document, members: frozenset[str]) -> Iterator[Problem]:
    if not isinstance(document.value, dict):
        mend = f"begin with the name of a sample member, such as `{min(members)}:`"
        yield Problem(document.file, document.line(()), "", "The file names no members", mend)
        return
    for name, value in document.value.items():
        line = document.line((name,))
        if name not in members:
            close = nearest(name, tuple(sorted(members))) or ", ".join(sorted(members))
            yield Problem(document.file, line, name, f"There is no sample member `{name}`", f"write {close}")
        for message, mend in _wrong(value):
            yield Problem(document.file, line, name, f"`{name}`: {message}", mend)


def _wrong(value: Plain) -> Iterator[tuple[str, str]]:
    messages = value
    if isinstance(value, dict):
        for stray in sorted(value.keys() - {"late", "messages"}):
            yield f"there is no field `{stray}`", "the fields are `late` and `messages`"
        if not isinstance(value.get("late", False), bool):
            yield "`late` has to be true or false", "write `late: true`, or leave it out"
        messages = value.get("messages")
    if not isinstance(messages, list) or not messages:
        yield "there are no messages", _EXAMPLE
        return
    if len(messages) > MOST_MESSAGES:
        yield f"{len(messages)} messages are more than anybody reads", f"keep it to {MOST_MESSAGES}"
    if not all(isinstance(text, str) and text.strip() for text in messages):
        yield "a message holds no text", _EXAMPLE


def _written(value: Plain) -> Written:
    late, messages = False, value
    if isinstance(value, dict):
        late, messages = value.get("late") is True, value["messages"]
    assert isinstance(messages, list)  # noqa: S101  a file that is otherwise was refused
    return Written(tuple(unfolded(str(text)) for text in messages), late)


def unfolded(text: str) -> str:
    """A file's lines are cut to be read there; in the room only a list keeps its lines."""
    paragraphs = re.split(r"\n[ \t]*\n", text.strip())
    return "\n\n".join("\n".join(_lines(paragraph)) for paragraph in paragraphs)


def _lines(paragraph: str) -> list[str]:
    lines: list[str] = []
    for line in paragraph.splitlines():
        if lines and not _LIST_MARK.match(line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    return lines
