"""The ways in which a later interviewer takes up a claim: content that travels with the code."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.challenge import Challenge
from bot.errors import Defect
from bot.library.document import Document, Place
from bot.library.opened import open_file
from bot.library.problem import Problem, Words
from bot.library.refusals import told
from bot.shipped import folder

CHALLENGES = "challenges.yaml"
MOST_VALUES = 1_000
FEWEST_OF_A_SORT = 3
"""The same claim is taken up the same way; several claims of a loop should not be."""
_SORTS = get_args(Challenge.model_fields["of"].annotation)
_BRACED = re.compile(r"\{[^}]*\}?")


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1]
    challenges: tuple[Challenge, ...]


def shipped_challenges() -> Path:
    return folder("scenarios") / CHALLENGES


@cache
def challenges() -> tuple[Challenge, ...]:
    """All of them. Raises Defect for a file with a mistake: it travels with the code."""
    found = read_challenges(shipped_challenges())
    if found and isinstance(found[0], Problem):
        raise Defect(str(found[0]))
    return tuple(one for one in found if isinstance(one, Challenge))


def read_challenges(path: Path) -> tuple[Challenge, ...] | tuple[Problem, ...]:
    """The challenges in a file, or what keeps them from being any, sorted by line."""
    document = open_file(path, MOST_VALUES)
    if isinstance(document, Problem):
        return (document,)
    try:
        page = _Page.model_validate_json(json.dumps(document.value), strict=True)
    except ValidationError as refusal:
        return tuple(sorted({*document.problems, *told(refusal, document, _fields_at, _misfit)}))
    return tuple(sorted((*document.problems, *_rules(page, document)))) or page.challenges


def _fields_at(place: Place) -> tuple[str, ...]:
    return tuple((Challenge if len(place) > 1 else _Page).model_fields)


def _misfit(error: ErrorDetails, name: str) -> Words:
    match error["type"], name.rpartition(".")[2]:
        case "string_pattern_mismatch", "ask":
            mend = "name the earlier round by `{round}`, then quote by `“{quote}”`, in curly marks"
            return f"`{name}` doesn't go back to what was said", mend
        case "string_pattern_mismatch", "id":
            return f"`{name}` is no id", "small letters and figures, with hyphens between words"
        case "literal_error", "of":
            return f"`{name}` is no sort of claim", f"write {' or '.join(f'`{sort}`' for sort in _SORTS)}"
    message = f"`{name or 'the file'}` doesn't fit: {error['msg'].lower()}"
    return message, "the shipped challenges show how it's written"


def _rules(page: _Page, document: Document) -> Iterator[Problem]:
    for number, one in enumerate(page.challenges):
        for field, message, mend in _faults(one, page.challenges[:number]):
            place = ("challenges", number, field)
            yield Problem(document.file, document.line(place), document.name(place), message, mend)
    for sort in _SORTS:
        there = sum(one.of == sort for one in page.challenges)
        if there < FEWEST_OF_A_SORT:
            message = f"A claim of the sort `{sort}` can be taken up in {there} ways"
            mend = f"write at least {FEWEST_OF_A_SORT}"
            yield Problem(document.file, document.line(("challenges",)), "challenges", message, mend)


def _faults(one: Challenge, before: tuple[Challenge, ...]) -> Iterator[tuple[str, str, str]]:
    if one.id in {other.id for other in before}:
        yield "id", f"The id `{one.id}` is given twice", "give one of the two another id"
    if one.ask in {other.ask for other in before}:
        yield "ask", "The same question stands above", "ask something else, or take it out"
    if sorted(_BRACED.findall(one.ask)) != ["{quote}", "{round}"]:
        mend = "use `{round}` and `{quote}`, each once, and no other braces"
        yield "ask", "Something in braces would be shown as it stands", mend
