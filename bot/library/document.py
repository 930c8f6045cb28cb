"""A YAML text as plain values, each with the line it came from.

Only what a scenario needs of YAML is let in: fields, lists and text. Aliases and tags are refused, so that
a small file can't grow into a huge one, nor name a type to be built.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml
from yaml import events
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.library.encoding import UNPRINTABLE, control_character
from bot.library.problem import Problem
from bot.library.syntax import LOADER, in_plain_words, line_of

DEEPEST = 20

Place = tuple[str | int, ...]
"""The way from the top of the file to a value: field names, and places in lists from 0."""

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool")
_NULL = "tag:yaml.org,2002:null"


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
    try:
        if refused := _refused(yaml.parse(text, Loader=LOADER), file, most_values or len(text) + 1):
            return refused
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        return in_plain_words(error, text, file)
    if node is None:
        return Problem(file, 1, "", "The file is empty", "begin with `format: 1`, `id:` and `title:`")
    unfolding = _Unfolding(file)
    value = unfolding.value(node, ())
    return Document(file, value, unfolding.spots, tuple(unfolding.problems))


def _refused(found: Iterator[events.Event], file: str, most: int) -> Problem | None:
    """The first thing that no scenario needs. Events come before values: nothing was built yet."""
    depth, documents, values = 0, 0, 0
    for event in found:
        line = line_of(event.start_mark)
        documents += isinstance(event, events.DocumentStartEvent)
        depth += isinstance(event, events.CollectionStartEvent)
        depth -= isinstance(event, events.CollectionEndEvent)
        values += isinstance(event, events.NodeEvent)
        if documents > 1:
            return Problem(file, line, "", "A second document begins at `---`", "keep one scenario to a file")
        if depth > DEEPEST:
            deep = f"Fields are nested more than {DEEPEST} deep"
            return Problem(file, line, "", deep, "put a text that begins with brackets in quotes")
        if values > most:
            much = f"The file holds more than {most:,} fields and entries, so it was not read"
            return Problem(file, line, "", much, "a scenario has about 1,000; is this the right file?")
        if isinstance(event, events.NodeEvent) and (sign := _sign(event)):
            message = f"An unquoted text begins with `{sign}`, which YAML takes for a sign of its own"
            return Problem(file, line, "", message, "put the text in quotes")
    return None


def _sign(event: events.NodeEvent) -> str:
    if isinstance(event, events.AliasEvent):
        return f"*{event.anchor}"
    if event.anchor is not None:
        return f"&{event.anchor}"
    return str(getattr(event, "tag", None) or "")


@dataclass(slots=True)
class _Unfolding:
    """Turns nodes into values and notes where each stood. Depth was bounded before it starts."""

    file: str
    spots: dict[Place, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: Node, place: Place) -> Plain:
        self.spots.setdefault(place, Spot(line_of(node.start_mark)))
        if isinstance(node, MappingNode):
            return self._fields(node, place)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*place, i)) for i, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _fields(self, node: MappingNode, place: Place) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key, value in node.value:
            line = line_of(key.start_mark)
            if not isinstance(key, ScalarNode):
                self._refuse(line, "A field's name has to be a plain word", "write `name: value`")
            elif (name := self._text(key)) in found:
                first = self.spots[(*place, name)].line
                message = f"The field `{name}` is given twice; the first is on line {first}"
                self._refuse(line, message, "keep one of the two")
            else:
                self.spots[(*place, name)] = Spot(line)
                found[name] = self.value(value, (*place, name))
        return found

    def _text(self, node: Node) -> str:
        """A scalar as text. An escape in quotes can bring in what the file itself was searched for."""
        text = str(node.value)
        if odd := UNPRINTABLE.search(text):
            self.problems.append(control_character(odd.group(), line_of(node.start_mark), self.file))
        return UNPRINTABLE.sub("", text)

    def _scalar(self, node: Node, place: Place) -> Plain:
        raw = self._text(node)
        self.spots[place] = Spot(self.spots[place].line, raw)
        if node.tag == _NULL:
            return None
        if node.tag not in _NUMBERS:
            return raw
        try:
            value: Plain = SafeConstructor().construct_object(node)
        except ValueError:  # a "number" that Python won't read stays the text it is
            return raw
        return value

    def _refuse(self, line: int, message: str, mend: str) -> None:
        self.problems.append(Problem(self.file, line, "", message, mend))
