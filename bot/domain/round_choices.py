"""What a mock round chooses: its scenario; and what is left of a grade once its words are gone."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from hashlib import blake2b

from bot.domain.grade import Graded, GradeOutcome
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rotation import Entry

LATELY = 10
"""So many of the group's last posts aren't asked in a round."""


def choose_scenario(
    person: PersonId,
    library: Sequence[Entry],
    *,
    posted: Sequence[ScenarioId],
    had: Sequence[ScenarioId],
    queued: Collection[ScenarioId],
) -> ScenarioId | None:
    """One that the person hasn't had as a round, and the group neither had lately nor has in its queue.

    `posted` and `had` run from the oldest to the newest. As a library gives out, what was longest ago
    comes again. None only for an empty library.
    """
    if not library:
        return None
    lately = set(posted[-LATELY:])
    last_had = {scenario: place for place, scenario in enumerate(had, start=1)}
    last_posted = {scenario: place for place, scenario in enumerate(posted, start=1)}

    def worth(entry: Entry) -> tuple[int, bool, int, bytes]:
        name = entry.id
        spoils = name in lately or name in queued
        own_order = blake2b(f"{person}:{name}".encode(), digest_size=8).digest()
        return last_had.get(name, 0), spoils, last_posted.get(name, 0), own_order

    return min(library, key=worth).id


def without_words(outcome: GradeOutcome) -> GradeOutcome:
    """What a grader said, without the words that it quoted; levels and band stay."""
    if isinstance(outcome, Graded):
        return nothing_quoted(outcome)
    return replace(outcome, provenance=replace(outcome.provenance, raw_reply=""))


def nothing_quoted(graded: Graded) -> Graded:
    return replace(
        graded,
        criteria=tuple(replace(found, quotes=()) for found in graded.criteria),
        red_lines=tuple(replace(found, quotes=()) for found in graded.red_lines),
        one_change="",
        provenance=replace(graded.provenance, raw_reply=""),
    )
