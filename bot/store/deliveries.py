"""What is owed to somebody, once a key. The words are made when it's sent."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import REVISIONS, Delivery, DeliveryKind, Owed
from bot.domain.happenings import MessageAt
from bot.domain.ids import (
    AnswerId,
    ChannelId,
    DeliveryId,
    GradeId,
    GroupId,
    InstallationId,
    OwnQuestionId,
    PersonId,
    PostId,
    WeeklyBoardId,
)
from bot.domain.round import RoundId
from bot.store.rows import AnyRow
from bot.store.tables import deliveries, groups


class Deliveries:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def owe(self, owed: Sequence[Owed], lease: datetime | None = None) -> list[DeliveryId]:
        """Write debts down; one that stands under the same key already is left alone."""
        if not owed:
            return []
        row = await self._connection.execute(
            upsert(deliveries)
            .values(
                [
                    {
                        "group_id": o.group,
                        "person_id": o.person,
                        "post_id": o.post,
                        "answer_id": o.answer,
                        "grade_id": o.grade,
                        "channel_id": o.channel,
                        "message_ref": o.message_ref,
                        "thread_ref": o.thread_ref,
                        "weekly_board_id": o.weekly_board,
                        "own_question_id": o.own_question,
                        "installation_id": o.installation,
                        "round_id": o.round,
                        "turn": o.turn,
                        "since": o.since,
                        "kind": o.kind,
                        "key": o.key,
                        "due_at": o.due_at,
                        "lease_until": lease,
                    }
                    for o in owed
                ]
            )
            .on_conflict_do_nothing(index_elements=["group_id", "key"])
            .returning(deliveries.c.id)
        )
        return [DeliveryId(found) for found in row.scalars()]

    async def begin(
        self, delivery: DeliveryId, now: datetime, lease: Callable[[int], timedelta]
    ) -> Delivery | None:
        """Take a delivery up; None when it's done, not due, or in somebody else's hands."""
        rows = await self._connection.execute(
            select(deliveries.c.attempt)
            .where(
                deliveries.c.id == delivery,
                deliveries.c.due_at <= now,
                deliveries.c.state == "pending",
            )
            .with_for_update(skip_locked=True)
        )
        attempts = rows.scalar_one_or_none()
        if attempts is None:
            return None
        row = await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery)
            .values(state="sending", attempt=attempts + 1, lease_until=now + lease(attempts))
            .returning(deliveries)
        )
        taken = row.one()
        return delivery_of(taken, tried_before=taken.attempt > 1)

    async def settle(self, delivery: Delivery, state: str, now: datetime, failure: str = "") -> bool:
        """Behind the fence: False when another attempt has taken over."""
        done: dict[str, object] = {"sent_at": now} if state == "sent" else {}
        if delivery.owed.kind in REVISIONS:
            done = {
                "due_at": select(groups.c.created_at)
                .where(groups.c.id == delivery.owed.group)
                .scalar_subquery()
            }
        changed = await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id == delivery.owed.group,
                deliveries.c.id == delivery.id,
                deliveries.c.state == "sending",
                deliveries.c.attempt == delivery.attempt,
            )
            .values(state=state, lease_until=None, failure=failure, **done)
        )
        return changed.rowcount > 0

    async def put_off(self, delivery: Delivery, until: datetime) -> None:
        await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id == delivery.owed.group,
                deliveries.c.id == delivery.id,
                deliveries.c.attempt == delivery.attempt,
            )
            .values(state="pending", lease_until=until)
        )

    async def under(self, group: GroupId, key: str) -> tuple[DeliveryId, str] | None:
        """The delivery of that key, and its state."""
        rows = await self._connection.execute(
            select(deliveries.c.id, deliveries.c.state).where(
                deliveries.c.group_id == group, deliveries.c.key == key
            )
        )
        row = rows.one_or_none()
        return None if row is None else (DeliveryId(row.id), str(row.state))

    async def offered(
        self, group: GroupId, post: PostId, person: PersonId, at: MessageAt
    ) -> MessageAt | None:
        """Where the message stands, if the person was offered to hand it in."""
        found = await self._connection.execute(
            select(deliveries.c.thread_ref).where(
                deliveries.c.group_id == group,
                deliveries.c.post_id == post,
                deliveries.c.person_id == person,
                deliveries.c.kind == DeliveryKind.OFFER,
                deliveries.c.message_ref == at.message_ref,
            )
        )
        row = found.first()
        return None if row is None else replace(at, thread_ref=row.thread_ref)

    async def seen(self, group: GroupId, answer: AnswerId, now: datetime) -> None:
        """What waited behind closed direct messages was shown on a click."""
        await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id == group,
                deliveries.c.answer_id == answer,
                deliveries.c.state == "waiting",
            )
            .values(state="sent", sent_at=now)
        )

    async def own_sent_since(self, group: GroupId, own_question: OwnQuestionId, since: datetime) -> bool:
        """Whether a debrief on a question that the member brought went out to them just now."""
        found = await self._connection.execute(
            select(deliveries.c.id)
            .where(
                deliveries.c.group_id == group,
                deliveries.c.own_question_id == own_question,
                deliveries.c.kind == DeliveryKind.OWN_DEBRIEF,
                deliveries.c.state == "sent",
                deliveries.c.sent_at >= since,
            )
            .limit(1)
        )
        return found.first() is not None

    async def own_seen(self, group: GroupId, own_question: OwnQuestionId, now: datetime) -> None:
        """The same of a debrief on a question that the member brought; one that isn't sent yet needn't be."""
        await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id == group,
                deliveries.c.own_question_id == own_question,
                deliveries.c.state.in_(("waiting", "pending")),
            )
            .values(state="sent", sent_at=now)
        )

    async def drop_reminder(self, group: GroupId, post: PostId, person: PersonId) -> None:
        await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id == group,
                deliveries.c.post_id == post,
                deliveries.c.person_id == person,
                deliveries.c.kind == DeliveryKind.REMINDER,
                deliveries.c.state == "pending",
            )
            .values(state="dropped")
        )

    async def drop_pending(self, group: GroupId, answer: AnswerId) -> None:
        """Owe nothing more about an answer that was withdrawn."""
        await self._connection.execute(
            update(deliveries)
            .where(
                deliveries.c.group_id == group,
                deliveries.c.answer_id == answer,
                deliveries.c.state.in_(["pending", "sending", "waiting"]),
            )
            .values(state="dropped")
        )


def delivery_of(row: AnyRow, *, tried_before: bool) -> Delivery:
    owed = Owed(
        group=GroupId(row.group_id),
        kind=DeliveryKind(row.kind),
        key=row.key,
        due_at=row.due_at,
        person=None if row.person_id is None else PersonId(row.person_id),
        post=None if row.post_id is None else PostId(row.post_id),
        answer=None if row.answer_id is None else AnswerId(row.answer_id),
        grade=None if row.grade_id is None else GradeId(row.grade_id),
        channel=None if row.channel_id is None else ChannelId(row.channel_id),
        message_ref=row.message_ref,
        thread_ref=row.thread_ref,
        weekly_board=None if row.weekly_board_id is None else WeeklyBoardId(row.weekly_board_id),
        own_question=None if row.own_question_id is None else OwnQuestionId(row.own_question_id),
        installation=None if row.installation_id is None else InstallationId(row.installation_id),
        round=None if row.round_id is None else RoundId(row.round_id),
        turn=row.turn,
        since=row.since,
    )
    return Delivery(DeliveryId(row.id), row.attempt, tried_before, owed, row.failure)
