"""What an answer's first grading came to, and its newest."""

from collections.abc import Sequence

from bot.domain.grade import GraderKind
from bot.store.grades import StoredGrade


def first_verdict(grades: Sequence[StoredGrade]) -> StoredGrade:
    """The first grade, or the latest ruling on it: a person's word outranks a grader's."""
    return _verdict_on(grades[0].revision, grades)


def newest_verdict(grades: Sequence[StoredGrade]) -> StoredGrade:
    """The same of the newest try; a ruling on an earlier one isn't it, however late it came."""
    return _verdict_on(max(grade.revision for grade in grades), grades)


def verdict_on(revision: int, grades: Sequence[StoredGrade]) -> StoredGrade | None:
    """What stands for one revision now, if it was ever graded."""
    return _verdict_on(revision, grades) if any(grade.revision == revision for grade in grades) else None


def graders_own(grade: StoredGrade, grades: Sequence[StoredGrade]) -> StoredGrade | None:
    """The grader's grade that one stands for; None when a person gave the first."""
    made = [g for g in grades if g.revision == grade.revision]
    graders = [g for g in made if g.graded.provenance.kind is not GraderKind.HUMAN]
    return graders[-1] if graders else None


def _verdict_on(revision: int, grades: Sequence[StoredGrade]) -> StoredGrade:
    """A revision has several grades only when its rubric has changed: the latest is by the new one."""
    of_revision = [grade for grade in grades if grade.revision == revision]
    rulings = [grade for grade in of_revision if grade.graded.provenance.kind is GraderKind.HUMAN]
    return (rulings or of_revision)[-1]
