"""Which scenario comes next: what organisers asked for, else one that the group has not seen and needs."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby

from bot.domain.competency import Competency
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.results import Results
from bot.domain.scenario import Scenario

_ALIKE = 0.05
"""Levels by which two scenarios must differ in what they would train before that decides between them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What rotation needs to know of a scenario in the library."""

    id: ScenarioId
    difficulty: int
    track: str
    system: int = 0
    tests: tuple[tuple[Competency, float], ...] = ()
    """Each competency with its share of the rubric's weight."""

    @classmethod
    def of(cls, scenario: Scenario) -> "Entry":
        total = sum(criterion.weight for criterion in scenario.criteria)
        tests = (
            (c, sum(it.weight for it in scenario.criteria if it.competency is c) / total)
            for c in scenario.competencies
        )
        name = ScenarioId(scenario.id)
        return cls(name, scenario.difficulty, scenario.track, scenario.system, tuple(tests))


Kind = tuple[int, str]
"""Difficulty and track: what makes two scenarios alike to rotation."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The library in the order that rotation looks at it. Made once for many groups."""

    known: Mapping[ScenarioId, Entry]
    alike: Mapping[Kind, tuple[Entry, ...]]

    @classmethod
    def of(cls, library: Iterable[Entry]) -> "Shelf":
        known = {entry.id: entry for entry in library}
        alike: dict[Kind, list[Entry]] = {}
        for entry in known.values():
            alike.setdefault((entry.difficulty, entry.track), []).append(entry)
        return cls(known, {kind: tuple(entries) for kind, entries in alike.items()})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a group's organisers asked for, as it stands on the day."""

    pinned: ScenarioId | None = None
    queue: Sequence[ScenarioId] = ()
    kept_back: Collection[ScenarioId] = ()
    """Pinned to a later day, or never wanted: rotation passes them over."""
    systems: Collection[int] = ()
    """Those of the week's theme; empty when it has none."""


NO_WISHES = Wishes()
NO_RESULTS = Results()


@dataclass(frozen=True, slots=True)
class Choice:
    id: ScenarioId
    queued: bool = False
    repeated: bool = False
    themed: bool = False


def choose(
    group: GroupId,
    shelf: Shelf,
    seen: Sequence[ScenarioId],
    tracks: Collection[str],
    *,
    wishes: Wishes = NO_WISHES,
    results: Results = NO_RESULTS,
) -> Choice | None:
    """The next scenario; `seen` runs from the oldest to the newest. None only for an empty library."""
    for wanted in filter(None, (wishes.pinned, *wishes.queue)):
        if wanted in shelf.known:
            themed = shelf.known[wanted].system in wishes.systems
            return Choice(wanted, queued=True, repeated=wanted in seen, themed=themed)
    had = {*seen, *wishes.kept_back}
    themed_ones = _of_theme(shelf, wishes.systems, had) if wishes.systems else []
    if themed_ones:
        return Choice(_nearest(group, themed_ones, seen, results), themed=True)
    offered = tuple(kind for kind in shelf.alike if kind[1] in tracks) or tuple(shelf.alike)
    recent = tuple(shelf.known[name].track for name in seen[-3:] if name in shelf.known)
    for kinds in _by_fit(offered, _turn(seen, results), recent):
        fresh = [entry for kind in kinds for entry in shelf.alike[kind] if entry.id not in had]
        if fresh:
            return Choice(_best(group, fresh, results))
    return _again(offered, shelf, seen, wishes)


def _of_theme(shelf: Shelf, systems: Collection[int], had: Collection[ScenarioId]) -> list[Entry]:
    return [e for e in shelf.known.values() if e.system in systems and e.id not in had]


def _again(
    offered: Sequence[Kind], shelf: Shelf, seen: Sequence[ScenarioId], wishes: Wishes
) -> Choice | None:
    """All were seen: what was longest ago."""
    newest = {scenario: place for place, scenario in enumerate(seen)}
    again = [entry.id for kind in offered for entry in shelf.alike[kind] if entry.id in newest]
    left = [name for name in again if name not in wishes.kept_back]
    return Choice(min(left, key=newest.__getitem__), repeated=True) if left else None


@lru_cache(maxsize=1024)
def _by_fit(offered: tuple[Kind, ...], wanted: int, recent: tuple[str, ...]) -> tuple[tuple[Kind, ...], ...]:
    """What fits best first: the difficulty whose turn it is, then a track that is rarer among recent ones.

    The same for all groups that have come equally far.
    """

    def fit(kind: Kind) -> tuple[int, int]:
        return abs(kind[0] - wanted), recent.count(kind[1])

    return tuple(tuple(kinds) for _, kinds in groupby(sorted(offered, key=fit), key=fit))


def _turn(seen: Sequence[ScenarioId], results: Results) -> int:
    return results.cycle[len(seen) % len(results.cycle)]


def _nearest(
    group: GroupId, entries: Sequence[Entry], seen: Sequence[ScenarioId], results: Results
) -> ScenarioId:
    """Of a theme, one whose difficulty has its turn, as far as there is one."""
    wanted = _turn(seen, results)
    closest = min(abs(entry.difficulty - wanted) for entry in entries)
    return _best(group, [e for e in entries if abs(e.difficulty - wanted) == closest], results)


def _best(group: GroupId, entries: Sequence[Entry], results: Results) -> ScenarioId:
    """What trains the group's weakest competencies; among equals each group has an order of its own."""
    order = _order_of(group)
    if not results.steer:
        return min((entry.id for entry in entries), key=order)
    gain = {entry.id: round(_gain(entry, results) / _ALIKE) for entry in entries}
    return min(gain, key=lambda name: (-gain[name], order(name)))


def _gain(entry: Entry, results: Results) -> float:
    """By how many levels the group lags in what this scenario tests."""
    return sum(share * results.lack(competency) for competency, share in entry.tests)


def _order_of(group: GroupId) -> Callable[[ScenarioId], bytes]:
    """Hashing the group in makes its order the same after any restart."""
    begun = blake2b(f"{group}:".encode(), digest_size=8)

    def order(name: ScenarioId) -> bytes:
        hashed = begun.copy()  # a new one costs twice as much, and many groups are due at once
        hashed.update(name.encode())
        return hashed.digest()

    return order
