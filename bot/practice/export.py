"""Everything that is held about a person, over all their groups, as one file that a person can read."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.cards import FileCard
from bot.domain.ids import PersonId
from bot.practice.core import Core

NAME = "debrief-about-me.json"
SAYS = (
    "Everything I hold about you, from all your groups, as text that any editor opens. "
    "It holds your answers and your grades: keep it where others don't read along."
)
ABOUT = (
    "Everything that Debrief holds about one person. A list that is empty says that there is nothing. "
    "Messages that were not part of an answer or a mock round were never stored."
)


async def export_person(core: Core, person: PersonId) -> FileCard:
    """One JSON file, with nothing of anybody else in it."""
    told = await told_of(core, person)
    file = {"what this is": ABOUT, "made at": core.clock.now(), **told}
    content = json.dumps(plain(file), ensure_ascii=False, indent=2)
    return FileCard(NAME, "application/json", f"{content}\n".encode(), SAYS)


async def told_of(core: Core, person: PersonId) -> dict[str, list[dict[str, Any]]]:
    """By heading, a row each."""
    async with core.store.work() as work:
        told: dict[str, list[dict[str, Any]]] = {}
        # Of linked accounts whoever they were before has rows as well.
        for self_ in await work.links.whole(person):
            for heading, rows in (await work.forgetting.told(self_)).items():
                told.setdefault(heading, []).extend(rows)
    return told


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a row can hold
    """As JSON has it, with keys in words."""
    match value:
        case Mapping():
            return {str(key).replace("_", " "): plain(held) for key, held in value.items()}
        case list() | tuple():
            return [plain(held) for held in value]
        case datetime() | date():
            return value.isoformat()
    return value
