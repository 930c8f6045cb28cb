"""Questions that members brought: taken up for grading behind a fence of attempts, as answers are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import GradeOutcome
from bot.domain.ids import GroupId, InstallationId, OwnQuestionId, PersonId
from bot.domain.own_question import OwnQuestion
from bot.store.rows import AnyRow
from bot.store.storable import json_storable, storable
from bot.store.tables import events, memberships, own_questions, persons

BROUGHT = "own question"
"""The kind of the event that brings one."""
_OUTCOME: TypeAdapter[GradeOutcome] = TypeAdapter(GradeOutcome)
_READ = (
    own_questions.c.id,
    own_questions.c.group_id,
    own_questions.c.person_id,
    own_questions.c.question,
    own_questions.c.answer,
    own_questions.c.attempt,
    own_questions.c.failures,
    own_questions.c.asked_at,
    own_questions.c.outcome,
)


@dataclass(frozen=True, slots=True)
class NewQuestion:
    group: GroupId
    person: PersonId
    installation: InstallationId
    event_ref: str
    question: str
    answer: str


class Questions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take_turn(self, group: GroupId, person: PersonId) -> None:
        """Until the transaction ends the person brings nothing else here: what is counted now holds."""
        await self._connection.execute(
            select(memberships.c.person_id)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .with_for_update()
        )

    async def is_known(self, installation: InstallationId, event: str) -> bool:
        """Whether the event has brought a question already."""
        found = await self._connection.execute(
            select(own_questions.c.id).where(
                own_questions.c.installation_id == installation, own_questions.c.event_ref == event
            )
        )
        return found.first() is not None

    async def brought(self, person: PersonId, since: datetime) -> list[datetime]:
        """When a person brought something lately, in whichever group."""
        rows = await self._connection.execute(
            select(own_questions.c.asked_at)
            .where(own_questions.c.person_id == person, own_questions.c.asked_at > since)
            .order_by(own_questions.c.asked_at)
        )
        return list(rows.scalars())

    async def brought_by_the_forgotten(
        self, installation: InstallationId, person: PersonId, since: datetime
    ) -> list[datetime]:
        """When questions came in here that nobody has any more, before this person was met.

        One of the forgotten may be the newcomer: who that is can't be told, and needn't be.
        """
        met = select(persons.c.created_at).where(persons.c.id == person).scalar_subquery()
        still_there = exists().where(
            own_questions.c.installation_id == events.c.installation_id,
            own_questions.c.event_ref == events.c.event_ref,
        )
        rows = await self._connection.execute(
            select(events.c.received_at)
            .where(
                events.c.installation_id == installation,
                events.c.kind == BROUGHT,
                events.c.received_at > since,
                events.c.received_at <= met,
                ~still_there,
            )
            .order_by(events.c.received_at)
        )
        return list(rows.scalars())

    async def bring(self, new: NewQuestion, now: datetime, lease: datetime) -> OwnQuestionId | None:
        """A question that is due for grading. None when the event brought it already."""
        row = await self._connection.execute(
            upsert(own_questions)
            .values(
                group_id=new.group,
                person_id=new.person,
                installation_id=new.installation,
                event_ref=new.event_ref,
                question=storable(new.question),
                answer=storable(new.answer),
                due_at=now,
                lease_until=lease,
                asked_at=now,
            )
            .on_conflict_do_nothing()
            .returning(own_questions.c.id)
        )
        found = row.scalar_one_or_none()
        return None if found is None else OwnQuestionId(found)

    async def get(self, group: GroupId, question: OwnQuestionId) -> OwnQuestion | None:
        return await self._one(own_questions.c.group_id == group, own_questions.c.id == question)

    async def latest(self, group: GroupId, person: PersonId) -> OwnQuestion | None:
        """The one that the person brought last."""
        return await self._one(own_questions.c.group_id == group, own_questions.c.person_id == person)

    async def graded_like(self, group: GroupId, key: str) -> GradeOutcome | None:
        """What was said in this group of the same question, answer, rubric and grader."""
        found = await self._one(
            own_questions.c.group_id == group,
            own_questions.c.content_key == key,
            own_questions.c.outcome.is_not(None),
        )
        return found.outcome if found else None

    async def take_up(
        self, question: OwnQuestionId, now: datetime, lease: Callable[[int], timedelta]
    ) -> OwnQuestion | None:
        """Begin an attempt at a due question; None when it isn't due, or an attempt is under way."""
        rows = await self._connection.execute(
            select(own_questions.c.group_id, own_questions.c.failures)
            .where(
                own_questions.c.id == question,
                own_questions.c.due_at <= now,
                or_(own_questions.c.taken_until.is_(None), own_questions.c.taken_until <= now),
            )
            .with_for_update(skip_locked=True)
        )
        found = rows.one_or_none()
        if found is None:
            return None
        until = now + lease(found.failures)
        row = await self._connection.execute(
            update(own_questions)
            .where(own_questions.c.group_id == found.group_id, own_questions.c.id == question)
            .values(attempt=own_questions.c.attempt + 1, lease_until=until, taken_until=until)
            .returning(*_READ)
        )
        return _question_of(row.one())

    async def put_off(self, it: OwnQuestion, until: datetime) -> bool:
        """The attempt failed: the next one may start after `until`. False when it was overtaken."""
        return await self._fenced(
            it, taken_until=until, lease_until=until, failures=own_questions.c.failures + 1
        )

    async def settle(self, it: OwnQuestion, outcome: GradeOutcome, key: str, now: datetime) -> bool:
        """Write the outcome down behind the fence; False when another attempt has taken over."""
        stored = json_storable(_OUTCOME.dump_python(outcome, mode="json"))
        return await self._fenced(
            it,
            outcome=stored,
            content_key=key,
            graded_at=now,
            due_at=None,
            lease_until=None,
            taken_until=None,
            failures=0,
        )

    async def _fenced(self, it: OwnQuestion, **values: object) -> bool:
        changed = await self._connection.execute(
            update(own_questions)
            .where(
                own_questions.c.group_id == it.group,
                own_questions.c.id == it.id,
                own_questions.c.attempt == it.attempt,
                own_questions.c.due_at.is_not(None),
            )
            .values(**values)
        )
        return changed.rowcount > 0

    async def _one(self, *which: ColumnElement[bool]) -> OwnQuestion | None:
        rows = await self._connection.execute(
            select(*_READ).where(*which).order_by(own_questions.c.id.desc()).limit(1)
        )
        row = rows.one_or_none()
        return None if row is None else _question_of(row)


def _question_of(row: AnyRow) -> OwnQuestion:
    return OwnQuestion(
        id=OwnQuestionId(row.id),
        group=GroupId(row.group_id),
        person=PersonId(row.person_id),
        question=row.question,
        answer=row.answer,
        attempt=row.attempt,
        failures=row.failures,
        asked_at=row.asked_at,
        outcome=None if row.outcome is None else _OUTCOME.validate_python(row.outcome),
    )
