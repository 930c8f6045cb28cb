"""What stands above a debrief: a person's reason, that it counts later, or not at all; what was appealed."""

from collections.abc import Sequence

from bot.domain.grade import GraderKind, ReviewReason
from bot.domain.review import Review
from bot.domain.scenario import Scenario
from bot.practice.reviews.case_card import named
from bot.practice.waiting_words import FROZEN, PROVISIONAL
from bot.store.grades import GradeStatus, StoredGrade

HELD = "A person looks at this before it counts. Until then it earns no points by its band."
HELD_BY_NOBODY = (
    "It waits for a person before it counts, and until then it earns no points by its band. Nobody here can "
    "be that person yet: nobody else organises this group, or has been debriefed on this scenario. A member "
    "who is gets asked, after the deadline; until then only whoever runs this bot can rule on it, by "
    "`debrief review`."
)
HELD_TRY_BY_NOBODY = "The grader isn't sure of it, and nobody here can look at it yet: take it with care."
HELD_TRY = "A person looks at this, so its verdict may change."
OUT_OF_SIGHT = "Until then your answer isn't shown with the others."


def notice_of(
    scenario: Scenario,
    grade: StoredGrade,
    asked: Sequence[Review],
    *,
    sealed: bool,
    practice: bool,
    somebody: bool,
) -> str:
    """`somebody` can rule on it here."""
    if grade.status is GradeStatus.PROVISIONAL:
        return PROVISIONAL
    says = []
    if grade.graded.provenance.kind is GraderKind.HUMAN:
        says.append(f"This is a person's ruling. Their reason: “{grade.graded.provenance.raw_reply}”")
    elif grade.graded.held:
        held, held_try = (HELD, HELD_TRY) if somebody else (HELD_BY_NOBODY, HELD_TRY_BY_NOBODY)
        says += [held_try if practice else held, *([OUT_OF_SIGHT] if sealed else [])]
    elif grade.frozen:
        says.append(FROZEN)
    waiting = [r for r in asked if r.reason is ReviewReason.APPEAL and r.outcome is None]
    if waiting:
        about = ", ".join(named(scenario, review.about) for review in waiting)
        says.append(f"You appealed {about}; a person has yet to rule.")
    return " ".join(says)
