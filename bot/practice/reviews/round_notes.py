"""What is said of a round's appeals, on its packet, on the committee's, and in a letter."""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.review import Outcome, Review
from bot.domain.scenario import Scenario
from bot.practice.reviews.case_card import named

_WORD = {Outcome.OVERTURNED: "changed", Outcome.UPHELD: "as it was", Outcome.GRADED: "graded"}


def notes_on(scenario: Scenario, asked: Sequence[Review]) -> tuple[str, ...]:
    """A sentence for each ruling, then one for what still waits."""
    ruled = sorted((one for one in asked if one.outcome), key=lambda one: one.because)
    notes = [
        _ruling(scenario, because, list(together))
        for because, together in groupby(ruled, key=lambda one: one.because)
    ]
    waits = [named(scenario, one.about) for one in asked if one.outcome is None]
    if waits:
        notes.append(f"You appealed {_listed(waits)}; a person has yet to rule.")
    return tuple(notes)


def _ruling(scenario: Scenario, because: str, ruled: Sequence[Review]) -> str:
    about = _listed([f"{named(scenario, one.about)} ({_WORD[one.outcome]})" for one in ruled if one.outcome])
    reason = f" Their reason: “{because}”" if because else ""
    return f"A person has ruled on your appeal of {about}.{reason}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
