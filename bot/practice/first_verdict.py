"""What an answer's first grading came to."""

from collections.abc import Sequence

from bot.domain.grade import GraderKind
from bot.store.grades import StoredGrade


def first_verdict(grades: Sequence[StoredGrade]) -> StoredGrade:
    """The first grade, or the latest ruling on it: a person's word outranks a grader's."""
    first = grades[0]
    rulings = [
        grade
        for grade in grades
        if grade.revision == first.revision and grade.graded.provenance.kind is GraderKind.HUMAN
    ]
    return rulings[-1] if rulings else first
