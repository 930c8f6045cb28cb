"""What the model of a small file refuses, in words: a field unknown, missing, or of another kind."""

from collections.abc import Callable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.library.document import Document, Place
from bot.library.problem import Problem, Words
from bot.library.spelling import nearest


def told(
    refusal: ValidationError,
    document: Document,
    fields_at: Callable[[Place], tuple[str, ...]],
    misfit: Callable[[ErrorDetails, str], Words],
) -> Iterator[Problem]:
    """Every refusal with its line. `misfit` words what is neither unknown nor missing."""
    for error in refusal.errors(include_url=False):
        # A list is called too short only because the model did not count entries that it refused.
        if error["type"] != "too_short" or len(error["input"]) < error["ctx"]["min_length"]:
            yield _in_words(error, document, fields_at, misfit)


def _in_words(
    error: ErrorDetails,
    document: Document,
    fields_at: Callable[[Place], tuple[str, ...]],
    misfit: Callable[[ErrorDetails, str], Words],
) -> Problem:
    place = tuple(error["loc"])
    line, name = document.line(place), document.name(place)
    match error["type"]:
        case "extra_forbidden":
            fields = fields_at(place)
            close = nearest(str(place[-1]), fields)
            mend = f"did you mean `{close}`?" if close else f"the fields here are {', '.join(fields)}"
            return Problem(document.file, line, name, f"Unknown field `{place[-1]}`", mend)
        case "missing":
            return Problem(document.file, line, name, f"The field `{place[-1]}` is missing", "add it")
    return Problem(document.file, line, name, *misfit(error, name))
