"""Which scenario comes next: the organisers' queue first, then one that the group has not seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from bot.domain.ids import GroupId, ScenarioId

DIFFICULTY_CYCLE = (1, 2, 2, 3)
"""Two steps up, one day at the top: a week holds every difficulty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What rotation needs to know of a scenario in the library."""

    id: ScenarioId
    difficulty: int
    track: str


@dataclass(frozen=True, slots=True)
class Choice:
    id: ScenarioId
    queued: bool = False
    repeated: bool = False


def choose(
    group: GroupId,
    library: Sequence[Entry],
    seen: Sequence[ScenarioId],
    queue: Sequence[ScenarioId],
    tracks: Collection[str],
) -> Choice | None:
    """The next scenario; `seen` runs from the oldest to the newest. None only for an empty library."""
    known = {entry.id: entry for entry in library}
    for wanted in queue:
        if wanted in known:
            return Choice(wanted, queued=True, repeated=wanted in seen)
    offered = [e for e in library if e.track in tracks] or list(library)
    had = set(seen)
    fresh = [e for e in offered if e.id not in had]
    if fresh:
        return Choice(_best(fresh, group, seen, known).id)
    if not offered:
        return None
    newest = {scenario: place for place, scenario in enumerate(seen)}
    return Choice(min(offered, key=lambda e: newest[e.id]).id, repeated=True)


def _best(
    fresh: Sequence[Entry], group: GroupId, seen: Sequence[ScenarioId], known: dict[ScenarioId, Entry]
) -> Entry:
    wanted = DIFFICULTY_CYCLE[len(seen) % len(DIFFICULTY_CYCLE)]
    recent = [known[s].track for s in seen[-3:] if s in known]
    fits = {entry.id: (abs(entry.difficulty - wanted), recent.count(entry.track)) for entry in fresh}
    closest = min(fits.values())
    # Hashing the group in gives every group its own order, the same after any restart.
    return min(
        (entry for entry in fresh if fits[entry.id] == closest),
        key=lambda entry: blake2b(f"{group}:{entry.id}".encode(), digest_size=8).digest(),
    )
