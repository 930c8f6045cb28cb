"""Which scenario comes next: the organisers' queue first, then one that the group has not seen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from bot.domain.ids import GroupId, ScenarioId

DIFFICULTY_CYCLE = (1, 2, 2, 3)
"""Two steps up, one day at the top: a week holds every difficulty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What rotation needs to know of a scenario in the library."""

    id: ScenarioId
    difficulty: int
    track: str


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
        alike: dict[Kind, tuple[Entry, ...]] = {}
        for entry in known.values():
            kind = entry.difficulty, entry.track
            alike[kind] = (*alike.get(kind, ()), entry)
        return cls(known, alike)


@dataclass(frozen=True, slots=True)
class Choice:
    id: ScenarioId
    queued: bool = False
    repeated: bool = False


def choose(
    group: GroupId,
    shelf: Shelf,
    seen: Sequence[ScenarioId],
    queue: Sequence[ScenarioId],
    tracks: Collection[str],
) -> Choice | None:
    """The next scenario; `seen` runs from the oldest to the newest. None only for an empty library."""
    for wanted in queue:
        if wanted in shelf.known:
            return Choice(wanted, queued=True, repeated=wanted in seen)
    offered = [kind for kind in shelf.alike if kind[1] in tracks] or list(shelf.alike)
    had = set(seen)
    for kinds in _by_fit(offered, shelf, seen):
        fresh = [entry.id for kind in kinds for entry in shelf.alike[kind] if entry.id not in had]
        if fresh:
            # Hashing the group in gives every group its own order, the same after any restart.
            return Choice(min(fresh, key=lambda name: _order(group, name)))
    newest = {scenario: place for place, scenario in enumerate(seen)}
    again = [entry.id for kind in offered for entry in shelf.alike[kind]]
    return Choice(min(again, key=newest.__getitem__), repeated=True) if again else None


def _by_fit(offered: Sequence[Kind], shelf: Shelf, seen: Sequence[ScenarioId]) -> Iterable[Iterable[Kind]]:
    """What fits best after what was seen, first: the difficulty whose turn it is, then a rarer track."""
    wanted = DIFFICULTY_CYCLE[len(seen) % len(DIFFICULTY_CYCLE)]
    recent = [shelf.known[name].track for name in seen[-3:] if name in shelf.known]

    def fit(kind: Kind) -> tuple[int, int]:
        return abs(kind[0] - wanted), recent.count(kind[1])

    return (kinds for _, kinds in groupby(sorted(offered, key=fit), key=fit))


def _order(group: GroupId, name: ScenarioId) -> bytes:
    return blake2b(f"{group}:{name}".encode(), digest_size=8).digest()
