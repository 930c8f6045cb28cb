"""Rules between scenarios: no id twice, and nothing that a member has in effect read before."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.domain.likeness import shingles
from bot.library.document import Place
from bot.library.problem import Problem
from bot.library.read import Source

TOO_ALIKE = 0.15
"""Share of four-word runs in common. Two of our own scenarios share less than one in a hundred."""


def across(sources: Sequence[Source]) -> Iterator[Problem]:
    prompts = [source.scenario.prompt for source in sources]
    answers = [source.scenario.answers.strong.text for source in sources]
    yield from same_ids(sources)
    yield from _alike(sources, ("prompt",), prompts)
    yield from _alike(sources, ("answers", "strong", "text"), answers)


def same_ids(sources: Sequence[Source]) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    for source in sources:
        earlier = first.setdefault(source.scenario.id, source)
        if earlier is not source:
            message = f"The id `{source.scenario.id}` is taken by {earlier.file}"
            yield source.problem(("id",), message, "give one of the two another id and file name")


def _alike(sources: Sequence[Source], place: Place, texts: Sequence[str]) -> Iterator[Problem]:
    name = ".".join(str(step) for step in place)
    runs = [shingles(text) for text in texts]
    for (a, mine), (b, theirs) in combinations(enumerate(runs), 2):
        shared = len(mine & theirs) / (len(mine | theirs) or 1)
        if shared > TOO_ALIKE and sources[a].scenario.id != sources[b].scenario.id:
            other = f"`{name}` is nearly that of {sources[a].file}"
            message = f"{other}: {shared:.0%} of its phrases are the same"
            yield sources[b].problem(place, message, "rewrite one of the two, or drop it")
