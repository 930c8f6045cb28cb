"""What stands above a debrief: that it counts later, or not at all; and what its author has appealed."""

from collections.abc import Sequence

from bot.domain.grade import ReviewReason
from bot.domain.review import Review
from bot.domain.scenario import Scenario
from bot.practice.reviews.case_card import named
from bot.practice.waiting_words import FROZEN, PROVISIONAL
from bot.store.grades import GradeStatus, StoredGrade

HELD = (
    "A person looks at this before it counts. Until then it earns no points by its band, and the answer "
    "isn't shown with the others."
)


def notice_of(scenario: Scenario, grade: StoredGrade, asked: Sequence[Review]) -> str:
    if grade.status is GradeStatus.PROVISIONAL:
        return PROVISIONAL
    says = [HELD] if grade.graded.held else [FROZEN] if grade.frozen else []
    waiting = [r for r in asked if r.reason is ReviewReason.APPEAL and r.outcome is None]
    if waiting:
        about = ", ".join(named(scenario, review.about) for review in waiting)
        says.append(f"You appealed {about}; a person has yet to rule.")
    return " ".join(says)
