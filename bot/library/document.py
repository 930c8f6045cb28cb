"""A YAML text as plain values, each with the line it came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from yaml.constructor import SafeConstructor
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from bot.library.encoding import UNPRINTABLE, control_character
from bot.library.gate import Gate, Refused
from bot.library.problem import Problem
from bot.library.syntax import LOADER, in_plain_words, line_of

Place = tuple[str | int, ...]
"""The way from the top of the file to a value: field names, and places in lists from 0."""

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool")
_NULL = "tag:yaml.org,2002:null"
_TAGS = Resolver()


@dataclass(frozen=True, slots=True)
class Spot:
    line: int
    raw: str = ""
    """The text as written, before YAML made a number or a switch of it."""


@dataclass(frozen=True, slots=True)
class Document:
    file: str
    value: Plain
    spots: Mapping[Place, Spot]
    problems: tuple[Problem, ...]

    def line(self, place: Place) -> int:
        """The line of a value; of what holds it where the value itself is missing."""
        while place and place not in self.spots:
            place = place[:-1]
        return self.spots[place].line

    def name(self, place: Place) -> str:
        """`criteria[contain].weight`: entries of a list go by their id, or else by their number from 1."""
        name = ""
        for depth, step in enumerate(place, start=1):
            if isinstance(step, int):
                name += f"[{self.raw((*place[:depth], 'id')) or f'#{step + 1}'}]"
            else:
                name += f".{step}" if name else step
        return name

    def raw(self, place: Place) -> str:
        return self.spots[place].raw if place in self.spots else ""


def open_document(text: str, file: str, most_values: int | None = None) -> Document | Problem:
    """Refuses a file with more values than so many: each can be a mistake, and telling them takes time."""
    parsed = Gate(file, most_values or len(text) + 1).let_in(yaml.parse(text, Loader=LOADER))
    unfolding = _Unfolding(file, parsed)
    try:
        top = next((event for event in parsed if isinstance(event, NodeEvent)), None)
        if top is None:
            return Problem(file, 1, "", "The file is empty", "begin with `format: 1`, `id:` and `title:`")
        value = unfolding.value(top, ())
        for _ in parsed:  # what follows may be refused, too
            pass
    except Refused as refusal:
        return refusal.problem
    except yaml.YAMLError as error:
        return in_plain_words(error, text, file)
    return Document(file, value, unfolding.spots, tuple(unfolding.problems))


@dataclass(slots=True)
class _Unfolding:
    """Turns events into values and notes where each stood. They were checked: depth is bounded."""

    file: str
    parsed: Iterator[Event]
    spots: dict[Place, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, event: Event, place: Place) -> Plain:
        self.spots.setdefault(place, Spot(line_of(event.start_mark)))
        if isinstance(event, ScalarEvent):
            return self._scalar(event, place)
        if isinstance(event, SequenceStartEvent):
            return [self.value(item, (*place, i)) for i, item in enumerate(self._inside())]
        return self._fields(place)

    def _inside(self) -> Iterator[Event]:
        """What begins in the list or the fields that were just begun. Each has to be taken up to its end."""
        return iter(self._unless_end, None)

    def _unless_end(self) -> Event | None:
        event = next(self.parsed)
        return None if isinstance(event, CollectionEndEvent) else event

    def _fields(self, place: Place) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key in self._inside():
            line = line_of(key.start_mark)
            if not isinstance(key, ScalarEvent):
                self._pass(key)
                self._refuse(line, "A field's name has to be a plain word", "write `name: value`")
            elif (name := self._text(key)) in found:
                first = self.spots[(*place, name)].line
                message = f"The field `{name}` is given twice; the first is on line {first}"
                self._refuse(line, message, "keep one of the two")
            else:
                self.spots[(*place, name)] = Spot(line)
                found[name] = self.value(next(self.parsed), (*place, name))
                continue
            self._pass(next(self.parsed))
        return found

    def _pass(self, event: Event) -> None:
        """Go to the end of what begins here, and keep nothing of it."""
        if isinstance(event, CollectionStartEvent):
            for inner in self._inside():
                self._pass(inner)

    def _text(self, event: ScalarEvent) -> str:
        """A scalar as text. An escape in quotes can bring in what the file itself was searched for."""
        text = str(event.value)
        odd = UNPRINTABLE.search(text)
        if odd is None:
            return text
        self.problems.append(control_character(odd.group(), line_of(event.start_mark), self.file))
        return UNPRINTABLE.sub("", text)

    def _scalar(self, event: ScalarEvent, place: Place) -> Plain:
        raw = self._text(event)
        self.spots[place] = Spot(self.spots[place].line, raw)
        plain, _ = event.implicit
        if not plain:  # in quotes, or a block
            return raw
        tag = _TAGS.resolve(ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        if tag == _NULL:
            return None
        if tag not in _NUMBERS:
            return raw
        try:
            value: Plain = SafeConstructor().construct_object(ScalarNode(tag, event.value))
        except ValueError:  # a "number" that Python won't read stays the text it is
            return raw
        return value

    def _refuse(self, line: int, message: str, mend: str) -> None:
        self.problems.append(Problem(self.file, line, "", message, mend))
