"""Answers: one a person and post, taken up for grading behind a fence of revision and attempt."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer, AnswerState, WaitsFor
from bot.domain.happenings import Account
from bot.domain.ids import AnswerId, GroupId, PersonId, PostId
from bot.domain.points import Timeliness
from bot.store.compiled import Compiled, Driver, Found
from bot.store.tables import answers, identities, posts

NOBODY = Account("", "", "")

_UNREAD = (
    *("hidden", "held", "copy_of", "lease_until", "taken_until", "taken_at", "waits_for", "created_at"),
    "own_person_id",
)
ANSWER_COLUMNS = tuple(column for column in answers.c if column.name not in _UNREAD)
"""What `answer_of` reads."""


# Of an account that is linked: whose it is again when the link ends.
_BEGUN_BY = (
    select(identities.c.own_person_id)
    .where(
        identities.c.platform == bindparam("platform"),
        identities.c.scope == bindparam("scope"),
        identities.c.external_ref == bindparam("account"),
        identities.c.person_id == bindparam("person"),
    )
    .scalar_subquery()
)


def _open() -> Compiled:
    new = upsert(answers).values(
        group_id=bindparam("group"),
        post_id=bindparam("post"),
        person_id=bindparam("person"),
        created_at=bindparam("now"),
        own_person_id=_BEGUN_BY,
    )
    # Setting a key to itself changes nothing and locks the row that's there.
    kept = new.on_conflict_do_update(
        index_elements=["post_id", "person_id"], set_={"post_id": new.excluded.post_id}
    )
    return Compiled(kept.returning(*ANSWER_COLUMNS), ANSWER_COLUMNS)


_OPEN = _open()
_TOUCHED = ("revision", "state", "grade_due_at", "arrived_at", "timeliness", "credited", "arrivals")
_TOUCH = Compiled(
    update(answers)
    .where(answers.c.group_id == bindparam("group"), answers.c.id == bindparam("answer"))
    .values({name: bindparam(f"new_{name}") for name in _TOUCHED})
)
_NAMED = select(*ANSWER_COLUMNS).where(
    answers.c.group_id == bindparam("group"), answers.c.id == bindparam("answer")
)
_GET = Compiled(_NAMED, ANSWER_COLUMNS)
_LOCK = Compiled(_NAMED.with_for_update(), ANSWER_COLUMNS)
_OF = Compiled(
    select(*ANSWER_COLUMNS).where(
        answers.c.group_id == bindparam("group"),
        answers.c.post_id == bindparam("post"),
        answers.c.person_id == bindparam("person"),
    ),
    ANSWER_COLUMNS,
)


def answer_of(row: Found) -> Answer:
    when = row[answers.c.timeliness]
    return Answer(
        id=AnswerId(row[answers.c.id]),
        group=GroupId(row[answers.c.group_id]),
        post=PostId(row[answers.c.post_id]),
        person=PersonId(row[answers.c.person_id]),
        state=AnswerState(row[answers.c.state]),
        revision=row[answers.c.revision],
        attempt=row[answers.c.attempt],
        arrivals=row[answers.c.arrivals],
        arrived_at=row[answers.c.arrived_at],
        timeliness=Timeliness(when) if when else None,
        credited=row[answers.c.credited],
        grade_due_at=row[answers.c.grade_due_at],
        gradings=row[answers.c.gradings],
        debriefed_at=row[answers.c.debriefed_at],
        debriefed_revision=row[answers.c.debriefed_revision],
        reopened=row[answers.c.reopened],
        tries=row[answers.c.tries],
        tried_again_at=row[answers.c.tried_again_at],
        failures=row[answers.c.failures],
        dropped=row[answers.c.dropped],
    )


class Answers:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def open(
        self, group: GroupId, post: PostId, person: PersonId, now: datetime, by: Account = NOBODY
    ) -> Answer:
        """The person's answer to the post, made when new, locked for this transaction.

        `by`: the account that writes it, which is to have it if it is somebody else's again.
        """
        values = {"group": group, "post": post, "person": person, "now": now}
        account = {"platform": by.platform, "scope": by.scope, "account": by.ref}
        (row,) = await _OPEN.run(self._driver, {**values, **account})
        return answer_of(row)

    async def touch(self, answer: Answer) -> None:
        """Write down what a change of content made of an answer that is locked."""
        values = {f"new_{name}": getattr(answer, name) for name in _TOUCHED}
        await _TOUCH.run(self._driver, {"group": answer.group, "answer": answer.id, **values})

    async def of(self, group: GroupId, post: PostId, person: PersonId) -> Answer | None:
        row = await _OF.first(self._driver, {"group": group, "post": post, "person": person})
        return None if row is None else answer_of(row)

    async def lock(self, group: GroupId, answer: AnswerId) -> Answer:
        (row,) = await _LOCK.run(self._driver, {"group": group, "answer": answer})
        return answer_of(row)

    async def get(self, group: GroupId, answer: AnswerId) -> Answer:
        (row,) = await _GET.run(self._driver, {"group": group, "answer": answer})
        return answer_of(row)

    async def latest(self, group: GroupId, person: PersonId) -> Answer | None:
        """The answer to the newest post that the person answered."""
        rows = await self._connection.execute(
            select(answers)
            .join(posts, posts.c.id == answers.c.post_id)
            .where(answers.c.group_id == group, answers.c.person_id == person)
            .order_by(posts.c.due_at.desc())
            .limit(1)
        )
        row = rows.mappings().one_or_none()
        return None if row is None else answer_of(row)

    async def change(self, answer: Answer, **values: object) -> None:
        await self._connection.execute(
            update(answers)
            .where(answers.c.group_id == answer.group, answers.c.id == answer.id)
            .values(**values)
        )

    async def reopen(self, answer: Answer) -> None:
        """Write another try's beginning down."""
        await self.change(
            answer,
            reopened=True,
            tried_again_at=answer.tried_again_at,
            tries=answer.tries,
            revision=answer.revision,
            grade_due_at=answer.grade_due_at,
        )

    async def take_up(
        self, answer_id: AnswerId, now: datetime, lease: Callable[[int], timedelta]
    ) -> Answer | None:
        """Start an attempt at a due answer; None when it isn't due, or an attempt is under way."""
        rows = await self._connection.execute(
            select(answers.c.group_id, answers.c.failures)
            .where(
                answers.c.id == answer_id,
                answers.c.grade_due_at <= now,
                or_(answers.c.taken_until.is_(None), answers.c.taken_until <= now),
            )
            .with_for_update(skip_locked=True)
        )
        found = rows.one_or_none()
        if found is None:
            return None
        until = now + lease(found.failures)
        row = await self._connection.execute(
            update(answers)
            .where(answers.c.group_id == found.group_id, answers.c.id == answer_id)
            .values(
                attempt=answers.c.attempt + 1,
                lease_until=until,
                taken_until=until,
                taken_at=now,
                waits_for=WaitsFor.NOTHING,
            )
            .returning(answers)
        )
        return answer_of(row.mappings().one())

    async def drop_grading(self, answer: Answer) -> None:
        """It was paid for, and its words had changed when it came."""
        await self.change(answer, dropped=answers.c.dropped + 1)

    async def let_go(self, answer: Answer) -> None:
        """The attempt came to nothing because the answer changed: the next one need not wait for it."""
        await self._attempt(answer, taken_until=None, lease_until=None)

    async def put_off(
        self,
        answer: Answer,
        until: datetime,
        waits_for: WaitsFor = WaitsFor.GRADER,
        *,
        failed: bool = True,
    ) -> bool:
        """The attempt came to nothing: the next one may start after `until`. False when it was overtaken."""
        failures = {"failures": answers.c.failures + 1} if failed else {}
        return await self._attempt(
            answer, taken_until=until, lease_until=until, waits_for=waits_for, **failures
        )

    async def waits_for(self, group: GroupId, answer: AnswerId, now: datetime) -> WaitsFor:
        """Why an answer that is due has no grade yet, if nobody has it in hand."""
        row = await self._connection.execute(
            select(answers.c.waits_for).where(
                answers.c.group_id == group, answers.c.id == answer, answers.c.grade_due_at <= now
            )
        )
        return WaitsFor(row.scalar_one_or_none() or "")

    async def _attempt(self, answer: Answer, **values: object) -> bool:
        changed = await self._connection.execute(
            update(answers)
            .where(
                answers.c.group_id == answer.group,
                answers.c.id == answer.id,
                answers.c.attempt == answer.attempt,
            )
            .values(**values)
        )
        return changed.rowcount > 0

    async def settle(self, answer: Answer, **values: object) -> bool:
        """Write a grading's outcome behind the fence; False when the answer changed meanwhile."""
        changed = await self._connection.execute(
            update(answers)
            .where(
                answers.c.group_id == answer.group,
                answers.c.id == answer.id,
                answers.c.revision == answer.revision,
                answers.c.attempt == answer.attempt,
                answers.c.grade_due_at.is_not(None),
            )
            .values(lease_until=None, taken_until=None, waits_for=WaitsFor.NOTHING, failures=0, **values)
        )
        return changed.rowcount > 0
