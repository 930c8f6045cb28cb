"""Grades, appended and never edited."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer
from bot.domain.grade import Graded, GradeOutcome, UngradedReason
from bot.domain.ids import AnswerId, GradeId, GroupId
from bot.store.compiled import Compiled, Driver
from bot.store.grade_rows import GradeStatus, StoredGrade, stored, values_of, without_words
from bot.store.storable import storable
from bot.store.tables import grades

__all__ = ["GradeStatus", "Grades", "StoredGrade"]

_REUSED = (GradeStatus.GRADED, GradeStatus.SHADOW)
_COUNT = func.count()
_REFUSED = Compiled(
    select(_COUNT).where(
        grades.c.group_id == bindparam("group"),
        grades.c.answer_id == bindparam("answer"),
        grades.c.reason == UngradedReason.REFUSED,
    ),
    [_COUNT],
)


class Grades:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def append(
        self,
        answer: Answer,
        outcome: GradeOutcome,
        now: datetime,
        *,
        status: GradeStatus = GradeStatus.GRADED,
        content_key: str = "",
        frozen: bool = False,
    ) -> GradeId:
        """`status` is that of a grade; what has none is ungraded, whatever it says."""
        source = outcome.provenance
        graded = isinstance(outcome, Graded)
        row = await self._connection.execute(
            insert(grades)
            .values(
                group_id=answer.group,
                answer_id=answer.id,
                revision=answer.revision,
                attempt=answer.attempt,
                status=status if graded else GradeStatus.UNGRADED,
                kind=source.kind,
                grader=source.grader,
                rubric_hash=source.rubric_hash,
                prompt_hash=source.prompt_hash,
                usage=dict(source.usage),
                cost_micros=source.cost_micros,
                raw_reply=storable(source.raw_reply),
                content_key=content_key if graded else "",
                frozen=frozen,
                created_at=now,
                **values_of(outcome),
            )
            .returning(grades.c.id)
        )
        return GradeId(row.scalar_one())

    async def get(self, group: GroupId, grade: GradeId) -> StoredGrade:
        """Any grade that a member may be shown."""
        row = await self._connection.execute(
            select(grades).where(
                grades.c.group_id == group,
                grades.c.id == grade,
                grades.c.status.not_in([GradeStatus.UNGRADED, GradeStatus.SHADOW]),
            )
        )
        return stored(row.one())

    async def kept(self, group: GroupId, content_key: str) -> Graded | None:
        """The first word on the same content in this group, as its grader gave it, at no further cost."""
        rows = await self._connection.execute(
            select(grades)
            .where(
                grades.c.group_id == group,
                grades.c.content_key == content_key,
                grades.c.content_key != "",
                grades.c.status.in_(_REUSED),
            )
            .order_by(grades.c.id)
            .limit(1)
        )
        row = rows.one_or_none()
        if row is None:
            return None
        # A ruling released that answer; of the grader's word itself it says nothing.
        return replace(_again(stored(row).graded), held=bool(row.findings.get("held", row.held)))

    async def lock_content(self, group: GroupId, content_key: str) -> None:
        """Until this transaction ends nobody else settles the same content in this group."""
        await self._connection.execute(
            text("select pg_advisory_xact_lock(hashtextextended(:key, :group))"),
            {"key": content_key, "group": group},
        )

    async def blank_words(self, group: GroupId, answer: AnswerId) -> None:
        """Forget the member's words in an answer's grades; levels and bands stay."""
        rows = await self._connection.execute(
            select(grades.c.id, grades.c.findings).where(
                grades.c.group_id == group, grades.c.answer_id == answer
            )
        )
        for row in rows.all():
            await self._connection.execute(
                update(grades)
                .where(grades.c.group_id == group, grades.c.id == row.id)
                .values(findings=without_words(row.findings), raw_reply="", content_key="")
            )

    async def why_ungraded(self, group: GroupId, answer: AnswerId, revision: int) -> UngradedReason | None:
        """Why this revision has no grade, if a grader said so."""
        row = await self._connection.execute(
            select(grades.c.reason)
            .where(
                grades.c.group_id == group,
                grades.c.answer_id == answer,
                grades.c.revision == revision,
                grades.c.status == GradeStatus.UNGRADED,
            )
            .order_by(grades.c.id.desc())
            .limit(1)
        )
        reason = row.scalar_one_or_none()
        return None if reason is None else UngradedReason(reason)

    async def refused(self, group: GroupId, answer: AnswerId) -> int:
        """How often no model would read what stood there."""
        (row,) = await _REFUSED.run(self._driver, {"group": group, "answer": answer})
        return int(row[_COUNT])

    async def of(self, group: GroupId, answer: AnswerId) -> list[StoredGrade]:
        """An answer's grades that count, oldest first; what could not be graded is not among them."""
        rows = await self._connection.execute(
            select(grades)
            .where(
                grades.c.group_id == group,
                grades.c.answer_id == answer,
                grades.c.status == GradeStatus.GRADED,
            )
            .order_by(grades.c.id)
        )
        return [stored(row) for row in rows]

    async def provisional(self, group: GroupId, answer: AnswerId) -> StoredGrade | None:
        """The newest word of a fallback, which counts for nothing."""
        rows = await self._connection.execute(
            select(grades)
            .where(
                grades.c.group_id == group,
                grades.c.answer_id == answer,
                grades.c.status == GradeStatus.PROVISIONAL,
            )
            .order_by(grades.c.id.desc())
            .limit(1)
        )
        row = rows.one_or_none()
        return None if row is None else stored(row)

    async def release(self, group: GroupId, answer: AnswerId) -> None:
        """A person has ruled: the answer's grades are held no longer."""
        await self._set(group, answer, held=False)

    async def thaw(self, group: GroupId, answer: AnswerId) -> None:
        """What the answer's grades would have moved was moved, or will never be."""
        await self._set(group, answer, frozen=False)

    async def supersede(self, group: GroupId, answer: AnswerId) -> None:
        """They stay, count no more, and are not used for other answers: a grader is asked again."""
        await self._set(
            group, answer, status=GradeStatus.SUPERSEDED, content_key="", held=False, frozen=False
        )

    async def _set(self, group: GroupId, answer: AnswerId, **values: object) -> None:
        await self._connection.execute(
            update(grades)
            .where(
                grades.c.group_id == group,
                grades.c.answer_id == answer,
                grades.c.status == GradeStatus.GRADED,
                grades.c.kind != "human",
            )
            .values(**values)
        )

    async def frozen(self, after: GradeId, limit: int) -> list[tuple[GroupId, AnswerId, GradeId]]:
        """Grades of any group whose points wait, in order."""
        rows = await self._connection.execute(
            select(grades.c.group_id, grades.c.answer_id, func.max(grades.c.id).label("grade"))
            .where(grades.c.frozen, grades.c.id > after)
            .group_by(grades.c.group_id, grades.c.answer_id)
            .order_by(func.max(grades.c.id))
            .limit(limit)
        )
        return [(GroupId(r.group_id), AnswerId(r.answer_id), GradeId(r.grade)) for r in rows]


def _again(graded: Graded) -> Graded:
    """The same findings for another row. The reply itself stays with the first."""
    source = graded.provenance
    return replace(graded, provenance=replace(source, usage=(("kept", 1),), cost_micros=0, raw_reply=""))
