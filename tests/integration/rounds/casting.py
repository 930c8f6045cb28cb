"""Which simulated candidates play which rounds: all of them every kind, by turns before both graders."""

import random
from collections.abc import Iterator

from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.domain.scenario import Scenario
from bot.library.library import Library
from tests.fakes.candidates.people import PEOPLE
from tests.integration.rounds.playing import Cast

GRADERS = ("offline", "scripted model")
TIMES = 2
"""Each round is played undisturbed, and again with restarts."""


def casts(library: Library, person: str, grader: str) -> Iterator[Cast]:
    for kind in kinds_of(person, grader):
        chance = random.Random(f"{kind} {person}")
        scenario, seed = chance.choice(content(library, FORMATS[kind])), chance.randrange(10**6)
        yield Cast(person, kind, scenario, grader, seed)
        yield Cast(person, kind, scenario, grader, seed, restarts=True)


def kinds_of(person: str, grader: str) -> list[Kind]:
    """Those that a candidate plays before a grader: every second one."""
    first = (list(PEOPLE).index(person) + GRADERS.index(grader)) % len(GRADERS)
    return list(Kind)[first :: len(GRADERS)]


def content(library: Library, form: Format) -> list[Scenario]:
    if form.own:
        return [library.get(entry.id) for entry in library.of_rounds(form.kind)]
    daily = [library.get(entry.id) for entry in library.entries()]
    return [one for one in daily if not form.systems or one.system in form.systems]
