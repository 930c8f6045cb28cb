"""Lets in what a scenario needs of YAML, and no more: fields, lists and text.

Aliases and tags are refused, so that a small file can't grow into a huge one, nor name a type to be built.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
)

from bot.library.problem import Problem, Words
from bot.library.syntax import line_of

DEEPEST = 20
_SECOND = ("A second document begins at `---`", "keep one scenario to a file")


class Refused(Exception):
    """The file holds what no scenario needs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class Gate:
    """One file's. Raises Refused at the first thing that isn't let in, before anything is built of it."""

    file: str
    most: int
    documents: int = 0
    depth: int = 0
    values: int = 0

    def let_in(self, found: Iterator[Event]) -> Iterator[Event]:
        for event in found:
            if isinstance(event, NodeEvent):
                if words := self._wrong(event):
                    raise self._refusal(event, words)
            elif isinstance(event, CollectionEndEvent):
                self.depth -= 1
            elif isinstance(event, DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise self._refusal(event, _SECOND)
            yield event

    def _wrong(self, event: NodeEvent) -> Words | None:
        self.values += 1
        self.depth += isinstance(event, CollectionStartEvent)
        if self.depth > DEEPEST:
            deep = f"Fields are nested more than {DEEPEST} deep"
            return deep, "put a text that begins with brackets in quotes"
        if self.values > self.most:
            much = f"The file holds more than {self.most:,} fields and entries, so it was not read"
            return much, "a scenario has about 1,000; is this the right file?"
        if sign := _sign(event):
            message = f"An unquoted text begins with `{sign}`, which YAML takes for a sign of its own"
            return message, "put the text in quotes"
        return None

    def _refusal(self, event: Event, words: Words) -> Refused:
        return Refused(Problem(self.file, line_of(event.start_mark), "", *words))


def _sign(event: NodeEvent) -> str:
    if isinstance(event, AliasEvent):
        return f"*{event.anchor}"
    if event.anchor is not None:
        return f"&{event.anchor}"
    return str(getattr(event, "tag", None) or "")
