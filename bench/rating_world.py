"""A made-up world in which everybody's ability is known: who practises what, and how it is graded.

The noise was set before any candidate was tried. That rounds are easier, and a world of mistaken authors,
were added after a first look; both make it harder. What is least known is the noise, so it has three sizes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import exp, log
from random import Random

from bot.domain.bands import FROM
from bot.domain.grade import Band
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.results import FirstTry, Results
from bot.domain.rotation import Entry, Shelf, choose

GROUPS, MEMBERS, DAYS = 50, 20, 60
FEWEST, MOST = 3, 60
"""Attempts in those days. Unequal: as many members try 3 to 13 times as 13 to 60 times."""
LIBRARY = {1: 18, 2: 31, 3: 20}
"""Scenarios of each difficulty, as shipped."""
TOLD = {1: -0.8, 2: 0.0, 3: 0.8}
"""What an author's word for the difficulty means, on the scale of ability, whose spread is 1."""
GROUPS_DIFFER = 0.4
EASY_PICKERS, IMPROVERS, IMPROVE_BY = 0.1, 0.2, 0.75
ROUNDS_EASIER = 0.4
"""Follow-ups help. Nobody tells a candidate by how much."""
IN_ROUNDS = 0.15
"""Of somebody's attempts. The bot chooses their scenario, so that easy pickers have none."""
CRITERIA, BETWEEN_LEVELS = 5, 1.1
LATELY = 24


@dataclass(frozen=True, slots=True)
class Noise:
    name: str
    of_day: float
    """How well the scenario suits the member and the day, on the scale of ability."""
    of_criterion: float
    misread: float
    """The chance that the grader gives a criterion one level too few or too many."""
    mistold: float = 0.5
    """By how much true difficulties differ from the author's word."""


LITTLE = Noise("little", 0.6, 0.6, 0.2)
MIDDLE = Noise("middle", 0.9, 0.7, 0.25)
MUCH = Noise("much", 1.3, 1.0, 0.3)
MISTAKEN = Noise("middle, with authors mistaken twice as much,", 0.9, 0.7, 0.25, 1.0)


@dataclass(frozen=True, slots=True)
class Somebody:
    id: int
    group: int
    ability: float
    """At the end."""
    gain: float
    """How much of it came in these days."""
    picks_easy: bool
    attempts: int

    def able(self, day: int) -> float:
        return self.ability - self.gain * (1 - day / DAYS)


@dataclass(frozen=True, slots=True)
class Attempt:
    day: int
    person: int
    scenario: str
    difficulty: int
    score: int
    in_round: bool

    @property
    def task(self) -> str:
        return f"{self.scenario} in a round" if self.in_round else self.scenario


@dataclass(slots=True)
class World:
    people: list[Somebody]
    true: dict[str, float]
    attempts: list[Attempt] = field(default_factory=list)
    """By day."""


def world(seed: int, noise: Noise) -> World:
    random = Random(seed)
    entries = [
        Entry(ScenarioId(f"{d}-{n}"), d, "general") for d, many in LIBRARY.items() for n in range(many)
    ]
    made = World(
        list(_people(random)), {e.id: random.gauss(TOLD[e.difficulty], noise.mistold) for e in entries}
    )
    shelf = Shelf.of(entries)
    for group in range(GROUPS):
        made.attempts += _Days(random, noise, made, shelf, group).lived()
    made.attempts.sort(key=lambda it: it.day)
    return made


def _people(random: Random) -> Iterator[Somebody]:
    for group in range(GROUPS):
        level = random.gauss(0, GROUPS_DIFFER)
        for number in range(MEMBERS):
            kind = random.random()
            attempts = round(exp(random.uniform(log(FEWEST - 0.5), log(MOST + 0.5))))
            improves = EASY_PICKERS <= kind < EASY_PICKERS + IMPROVERS
            yield Somebody(
                id=group * MEMBERS + number,
                group=group,
                ability=random.gauss(level, 1),
                gain=IMPROVE_BY if improves else 0.0,
                picks_easy=kind < EASY_PICKERS,
                attempts=attempts,
            )


@dataclass(slots=True)
class _Days:
    """The days of one group: rotation chooses by how it did lately, as it does in the product."""

    random: Random
    noise: Noise
    made: World
    shelf: Shelf
    group: int

    def lived(self) -> list[Attempt]:
        members = [one for one in self.made.people if one.group == self.group]
        wants = {one.id: self._days_of(one) for one in members}
        had: dict[int, set[str]] = {one.id: set() for one in members}
        seen: list[ScenarioId] = []
        found: list[Attempt] = []
        for day in range(1, DAYS + 1):
            lately = [FirstTry(it.score, {}) for it in found if not it.in_round][-LATELY:]
            posted = choose(
                GroupId(self.group + 1), self.shelf, seen, ("general",), results=Results.of(lately)
            )
            assert posted is not None
            seen.append(posted.id)
            for one in members:
                if day in wants[one.id]:
                    asked = self._asked(one, posted.id, seen, had[one.id])
                    if asked is not None:
                        had[one.id].add(asked)
                        found.append(self._attempt(one, day, asked, in_round=asked != posted.id))
        return found

    def _days_of(self, one: Somebody) -> set[int]:
        """An easy picker looks at every day, and leaves the harder ones alone."""
        if one.picks_easy:
            return set(range(1, DAYS + 1))
        return set(self.random.sample(range(1, DAYS + 1), min(one.attempts, DAYS)))

    def _asked(self, one: Somebody, posted: ScenarioId, seen: list[ScenarioId], had: set[str]) -> str | None:
        if one.picks_easy:
            easy = self.shelf.known[posted].difficulty == 1 and len(had) < one.attempts
            return posted if easy else None
        if posted not in had and self.random.random() >= IN_ROUNDS:
            return posted
        left = [name for name in self.shelf.known if name not in seen and name not in had]
        return self.random.choice(left) if left else None

    def _attempt(self, one: Somebody, day: int, name: str, *, in_round: bool) -> Attempt:
        ahead = one.able(day) - self.made.true[name] + (ROUNDS_EASIER if in_round else 0)
        score = graded(self.random, self.noise, ahead)
        return Attempt(day, one.id, name, self.shelf.known[ScenarioId(name)].difficulty, score, in_round)


def true_difficulty(made: World, task: str) -> float:
    scenario, in_round, _ = task.partition(" in a round")
    return made.true[scenario] - (ROUNDS_EASIER if in_round else 0)


def graded(random: Random, noise: Noise, ahead: float) -> int:
    """The score of an answer by somebody who is so far ahead of the scenario."""
    ahead += random.gauss(0, noise.of_day)
    levels = [_level(random, noise, ahead + random.gauss(0, noise.of_criterion)) for _ in range(CRITERIA)]
    score = round(100 * sum(levels) / (4 * CRITERIA))
    crossed = random.random() < 0.25 / (1 + exp(1.5 * ahead))
    return min(score, FROM[Band.LEAN_YES] - 1) if crossed else score


def _level(random: Random, noise: Noise, ahead: float) -> int:
    level = sum(ahead > BETWEEN_LEVELS * step for step in (-1.5, -0.5, 0.5, 1.5))
    if random.random() < noise.misread:
        level += random.choice((-1, 1))
    return min(4, max(0, level))
