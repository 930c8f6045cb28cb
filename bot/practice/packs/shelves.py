"""What each group chooses from: the library, and its own scenarios beside it. No group sees another's."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.ids import GroupId, ScenarioId
from bot.domain.rotation import Entry, Shelf
from bot.domain.scenario import Scenario
from bot.practice.core import Core
from bot.store.packs import Own
from bot.store.work import Work

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelves:
    """For many groups at once. Most have nothing of their own, and share one."""

    shared: Shelf
    own: Mapping[GroupId, Sequence[Entry]]
    made: Mapping[GroupId, Shelf]

    @classmethod
    def of(cls, library: Collection[Entry], own: Mapping[GroupId, Sequence[Entry]]) -> "Shelves":
        # An id that the library took up later stays the group's: its posts and queue mean that one.
        made = {group: Shelf.of([*library, *entries]) for group, entries in own.items()}
        return cls(Shelf.of(library), own, made)

    def for_group(self, group: GroupId) -> Shelf:
        return self.made.get(group, self.shared)

    def is_own(self, group: GroupId, scenario: ScenarioId) -> bool:
        return any(entry.id == scenario for entry in self.own.get(group, ()))

    def without(self, left_out: Collection[Own]) -> "Shelves":
        groups = {group for group, _ in left_out}
        own = {
            group: [entry for entry in self.own[group] if (group, entry.id) not in left_out]
            for group in groups
        }
        library = tuple(self.shared.known.values())
        made = {group: Shelf.of([*library, *entries]) for group, entries in own.items()}
        return replace(self, own={**self.own, **own}, made={**self.made, **made})


async def shelves_for(core: Core, work: Work, groups: Sequence[GroupId]) -> Shelves:
    """One statement, however many groups there are, and no scenario is read."""
    return Shelves.of(core.library.entries(), await work.packs.entries(groups))


async def unreadable(work: Work, chosen: Sequence[Own], read: Mapping[Own, Scenario | None]) -> set[Own]:
    """Of what was chosen: what can't be posted, with all else in those groups' packs that can't be either."""
    broken = {own for own in chosen if read.get(own) is None}
    for group in sorted({group for group, _ in broken}):
        for name, found in (await work.packs.read_all(group)).items():
            if found is None:
                broken.add((group, name))
                log.warning("a group's own scenario can't be read", extra={"group": group})
    return broken


async def entries_in(core: Core, work: Work, group: GroupId) -> tuple[Entry, ...]:
    """What one group chooses from."""
    own = (await work.packs.entries([group])).get(group, [])
    return tuple({entry.id: entry for entry in [*core.library.entries(), *own]}.values())
