"""What a mock round chooses: its scenario, and each question after the first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from bot.domain.grade import Graded, GradeOutcome, Level
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rotation import Entry
from bot.domain.round import Question
from bot.domain.scenario import Criterion, Scenario

LATELY = 10
"""So many of the group's last posts aren't asked in a round."""
PROMPT = "prompt"
INTERVIEWER = "Interviewer"


def opening(scenario: Scenario) -> Question:
    return Question(PROMPT, INTERVIEWER, scenario.prompt)


def follow_up(scenario: Scenario, asked: Collection[str], outcome: GradeOutcome | None) -> Question | None:
    """The next question, aimed at the weakest criterion so far. None when all were asked.

    Without a grade it's the scenario's own next one.
    """
    left = [question for question in scenario.follow_ups if question.id not in asked]
    if not left:
        return None
    if isinstance(outcome, Graded):
        levels = {found.criterion_id: found.level for found in outcome.criteria}
        weakest = _weakest(scenario, {question.criterion for question in left}, levels)
        left = [question for question in left if question.criterion == weakest.id]
    return Question(left[0].id, left[0].asked_by, left[0].ask)


def _weakest(scenario: Scenario, among: Collection[str], levels: Mapping[str, Level]) -> Criterion:
    def to_gain(criterion: Criterion) -> int:
        return criterion.weight * (Level.SENIOR - levels.get(criterion.id, Level.ABSENT))

    return max((c for c in scenario.criteria if c.id in among), key=to_gain)


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
    source = replace(outcome.provenance, raw_reply="")
    if not isinstance(outcome, Graded):
        return replace(outcome, provenance=source)
    return replace(
        outcome,
        criteria=tuple(replace(found, quotes=()) for found in outcome.criteria),
        red_lines=tuple(replace(found, quotes=()) for found in outcome.red_lines),
        one_change="",
        provenance=source,
    )
