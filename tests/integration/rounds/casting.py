"""Which simulated candidates play which rounds: every one of them every kind, before both graders."""

import random
from collections.abc import Iterator

from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.domain.scenario import Scenario
from bot.library.library import Library
from tests.fakes.candidates.people import PEOPLE
from tests.integration.rounds.playing import Cast

GRADERS = ("offline", "scripted model")
KINDS = (Kind.CASE,)
TIMES = 4
"""Rounds of each kind for each candidate and grader, each with another scenario."""


def casts(library: Library, person: str, grader: str) -> Iterator[Cast]:
    """Each round twice: undisturbed, and with restarts."""
    for kind in KINDS:
        chance = random.Random(f"{kind} {person} {grader}")
        for scenario in chance.sample(content(library, FORMATS[kind]), TIMES):
            seed = chance.randrange(10**6)
            yield Cast(person, kind, scenario, grader, seed)
            yield Cast(person, kind, scenario, grader, seed, restarts=True)


def content(library: Library, form: Format) -> list[Scenario]:
    if form.own:
        return [library.get(entry.id) for entry in library.of_rounds(form.kind)]
    daily = [library.get(entry.id) for entry in library.entries()]
    return [one for one in daily if not form.systems or one.system in form.systems]


def rounds_in_all() -> int:
    return len(PEOPLE) * len(GRADERS) * len(KINDS) * TIMES * 2
