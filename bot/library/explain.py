"""What the model refused, in words that an author understands, with the line to go to."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.library.document import Document, Place
from bot.library.problem import Problem
from bot.library.spelling import nearest
from bot.library.wording import words_for


def explain(document: Document, refusal: ValidationError) -> tuple[Problem, ...]:
    """Every refusal once: a misspelt field is one problem, though it's both unknown and missing."""
    errors = refusal.errors(include_url=False)
    meant = dict(_misspelt(errors))
    found = []
    for error in errors:
        place = tuple(error["loc"])
        if place in meant.values() or _echo(error):
            continue
        if place in meant:
            words = f"Unknown field `{place[-1]}`", f"did you mean `{meant[place][-1]}`?"
        else:
            words = words_for(error, document)
        found.append(Problem(document.file, document.line(place), document.name(place), *words))
    return tuple(sorted(found))


def _echo(error: ErrorDetails) -> bool:
    """A list called too short only because the model did not count entries that it refused."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _misspelt(errors: list[ErrorDetails]) -> Iterator[tuple[Place, Place]]:
    """Unknown fields with the missing field that each was meant to be."""
    missing = {tuple(e["loc"]) for e in errors if e["type"] == "missing"}
    for error in errors:
        if error["type"] == "extra_forbidden":
            *above, name = error["loc"]
            meant = nearest(str(name), tuple(str(m[-1]) for m in missing if m[:-1] == tuple(above)))
            if meant:
                yield tuple(error["loc"]), (*above, meant)
