"""Rules between new scenarios and those that are there: no id twice, and nothing that was read before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.ids import ScenarioId
from bot.domain.likeness import shingles
from bot.domain.scenario import Scenario
from bot.library.document import Place
from bot.library.pack import TOO_ALIKE
from bot.library.problem import Problem
from bot.library.read import Source

_ANSWER: Place = ("answers", "strong", "text")
Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class There:
    """What a group can be posted already."""

    library: Mapping[ScenarioId, Scenario]
    own: Mapping[ScenarioId, Scenario] = field(default_factory=dict)
    """The group's own; one that comes again takes the place of the one that was there."""


def beside(sources: Sequence[Source], there: There) -> Iterator[Problem]:
    """What is wrong in the new ones, seen beside the others."""
    yield from _taken(sources, there)
    known = [
        *((f"the library's `{name}`", name, found) for name, found in there.library.items()),
        *((f"this group's `{name}`", name, found) for name, found in there.own.items()),
    ]
    runs = [(called, name, shingles(s.prompt), shingles(s.answers.strong.text)) for called, name, s in known]
    for source in sources:
        mine = source.scenario
        prompt, answer = shingles(mine.prompt), shingles(mine.answers.strong.text)
        for called, name, their_prompt, their_answer in runs:
            if name != mine.id:
                yield from _alike(source, ("prompt",), called, prompt, their_prompt)
                yield from _alike(source, _ANSWER, called, answer, their_answer)


def _taken(sources: Sequence[Source], there: There) -> Iterator[Problem]:
    for source in sources:
        if source.scenario.id in there.library:
            message = f"The library has a scenario `{source.scenario.id}` already"
            yield source.problem(("id",), message, "give yours another id and file name")


def _alike(source: Source, place: Place, called: str, mine: Runs, theirs: Runs) -> Iterator[Problem]:
    shared = len(mine & theirs) / (len(mine | theirs) or 1)
    if shared > TOO_ALIKE:
        name = ".".join(str(step) for step in place)
        message = f"`{name}` is nearly that of {called}: {shared:.0%} of its phrases are the same"
        yield source.problem(place, message, "rewrite it, or drop it")
