"""What an answer's first grading came to, and its newest."""

from collections.abc import Sequence

from bot.domain.grade import GraderKind
from bot.store.grades import StoredGrade


def first_verdict(grades: Sequence[StoredGrade]) -> StoredGrade:
    """The first grade, or the latest ruling on it: a person's word outranks a grader's."""
    return _verdict_on(grades[0], grades)


def newest_verdict(grades: Sequence[StoredGrade]) -> StoredGrade:
    """The same of the newest try; a ruling on an earlier one isn't it, however late it came."""
    return _verdict_on(max(grades, key=lambda grade: grade.revision), grades)


def _verdict_on(grading: StoredGrade, grades: Sequence[StoredGrade]) -> StoredGrade:
    rulings = [
        grade
        for grade in grades
        if grade.revision == grading.revision and grade.graded.provenance.kind is GraderKind.HUMAN
    ]
    return rulings[-1] if rulings else grading
