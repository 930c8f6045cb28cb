"""Scenarios that nobody has read yet, and places that their author has still to fill."""

import re
from collections.abc import Iterator
from datetime import date

from bot.library.document import Place
from bot.library.problem import Problem
from bot.library.read import Source

TODO = "TODO"
_TO_FILL = re.compile(rf"{TODO}|\btodo-\w")
_MARK = re.compile(r"^draft:.*\n(?:[ ]+.*\n)*", re.MULTILINE)


def unread(source: Source) -> Iterator[Problem]:
    """A draft is kept out of the library until a person has approved it."""
    if source.scenario.draft:
        message = f"This is a draft ({source.scenario.draft})"
        yield source.problem(
            ("draft",), message, "read it through, then `debrief scenarios approve` it with this file"
        )


def unwritten(source: Source) -> Iterator[Problem]:
    """Once for each part that still holds a place to fill."""
    for place, text in _parts(source):
        if count := len(_TO_FILL.findall(text)):
            places = "a place" if count == 1 else f"{count} places"
            message = f"`{source.document.name(place)}` has {places} marked {TODO}"
            yield source.problem(place, message, "write what belongs there")


def approved(text: str, by: str, on: date) -> str:
    """The file without its mark; who approved it stands in a comment instead."""
    return _MARK.sub(lambda mark: f"# Approved by {by} on {on}. {_said(mark[0])}\n", text, count=1)


def _said(mark: str) -> str:
    return "It was a " + " ".join(mark.split()).rstrip(".").replace('"', "") + "."


def _parts(source: Source) -> Iterator[tuple[Place, str]]:
    value = source.document.value
    for name, part in value.items() if isinstance(value, dict) else ():
        if isinstance(part, list):
            yield from (((name, place), str(entry)) for place, entry in enumerate(part))
        elif isinstance(part, dict):
            yield from (((name, key), str(entry)) for key, entry in part.items())
        else:
            yield (name,), str(part)
