"""The texts of answers: as they were frozen for a grader, and as they stand beside each other."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answer import Answer
from bot.domain.ids import AnswerId, GroupId, PersonId, PostId
from bot.domain.likeness import stood_at
from bot.store.tables import revisions


@dataclass(frozen=True, slots=True)
class SealedText:
    person: PersonId
    text: str
    hidden: bool
    held: bool


@dataclass(frozen=True, slots=True)
class EarlierText:
    answer: AnswerId
    text: str
    stood_at: datetime


class AnswerTexts:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def freeze(self, answer: Answer, content: str, now: datetime) -> None:
        """Keep the text that is about to be graded."""
        await self._connection.execute(
            text(
                "insert into revisions (group_id, answer_id, number, text, frozen_at)"
                " values (:group, :answer, :number, :text, :now) on conflict do nothing"
            ),
            {
                "group": answer.group,
                "answer": answer.id,
                "number": answer.revision,
                "text": content,
                "now": now,
            },
        )

    async def revision_text(self, group: GroupId, answer: AnswerId, number: int) -> str:
        row = await self._connection.execute(
            select(revisions.c.text).where(
                revisions.c.group_id == group, revisions.c.answer_id == answer, revisions.c.number == number
            )
        )
        return str(row.scalar_one())

    async def earlier_texts(self, answer: Answer, stood: datetime, length: int) -> list[EarlierText]:
        """What was written before on the same scenario, by others or in reply to an earlier post.

        Texts far longer or shorter can't be the same one, and stay where they are.
        """
        rows = await self._connection.execute(
            text(
                "select a.id, string_agg(m.text, E'\\n\\n' order by m.posted_at, m.message_ref) as text,"
                " array_agg(m.written_at order by m.id) as ages,"
                " array_agg(length(m.text) order by m.id) as sizes"
                " from answers a join posts p on p.group_id = a.group_id and p.id = a.post_id"
                " join answer_messages m on m.group_id = a.group_id and m.answer_id = a.id and m.included"
                " where a.group_id = :group and (a.person_id <> :person or a.post_id <> :post)"
                " and not (a.post_id = :post and exists (select from links k where k.ended_at is null"
                " and (k.person_id, k.other_id) in ((:person, a.person_id), (a.person_id, :person))))"
                " and p.scenario_id = (select scenario_id from posts where group_id = :group and id = :post)"
                " group by a.id, m.try_number"
                " having min(m.written_at) < :stood and sum(length(m.text)) between :least and :most"
                " order by min(m.written_at)"
            ),
            {
                "group": answer.group,
                "person": answer.person,
                "post": answer.post,
                "stood": stood,
                "least": int(length * 0.6),
                "most": int(length * 1.7),
            },
        )
        found = [
            EarlierText(AnswerId(row.id), row.text, stood_at(zip(row.ages, row.sizes, strict=True)))
            for row in rows
        ]
        return [one for one in found if one.stood_at < stood]

    async def frozen_at(self, answer: Answer, number: int) -> tuple[str, datetime] | None:
        """One frozen text and since when it's kept; None when it was taken back."""
        row = await self._connection.execute(
            select(revisions.c.text, revisions.c.frozen_at).where(
                revisions.c.group_id == answer.group,
                revisions.c.answer_id == answer.id,
                revisions.c.number == number,
                revisions.c.text != "",
            )
        )
        found = row.one_or_none()
        return (found.text, found.frozen_at) if found else None

    async def frozen(self, answer: Answer) -> dict[int, str]:
        """What was kept for a grader and can still be read, by revision."""
        rows = await self._connection.execute(
            select(revisions.c.number, revisions.c.text).where(
                revisions.c.group_id == answer.group,
                revisions.c.answer_id == answer.id,
                revisions.c.text != "",
            )
        )
        return {row.number: row.text for row in rows}

    async def is_cut(self, group: GroupId, answer: AnswerId, number: int) -> bool:
        """Whether its author has taken words out of it since."""
        row = await self._connection.execute(
            select(revisions.c.cut).where(
                revisions.c.group_id == group, revisions.c.answer_id == answer, revisions.c.number == number
            )
        )
        return bool(row.scalar_one())

    async def cut(self, answer: Answer, number: int, left: str) -> None:
        """Keep of a frozen text what its author has left of it."""
        await self._connection.execute(
            update(revisions)
            .where(
                revisions.c.group_id == answer.group,
                revisions.c.answer_id == answer.id,
                revisions.c.number == number,
            )
            .values(text=left, cut=True)
        )

    async def sealed_texts(
        self, group: GroupId, post: PostId, written_before: datetime | None = None
    ) -> list[SealedText]:
        """A post's answers, in order of arrival; only what was written before a moment, if one is given."""
        rows = await self._connection.execute(
            text(
                "select a.person_id, a.hidden, a.held,"
                " string_agg(m.text, E'\\n\\n' order by m.posted_at) as text"
                " from answers a join answer_messages m on m.group_id = a.group_id and m.answer_id = a.id"
                " and m.included and m.written_at < :before"
                " and m.try_number = (select max(l.try_number) from answer_messages l"
                " where l.group_id = a.group_id and l.answer_id = a.id and l.included"
                " and l.written_at < :before)"
                " where a.group_id = :group and a.post_id = :post and a.state <> 'withdrawn'"
                " and a.arrived_at is not null"
                " group by a.id order by a.arrived_at"
            ),
            {"group": group, "post": post, "before": written_before or datetime.max.replace(tzinfo=UTC)},
        )
        return [SealedText(PersonId(r.person_id), r.text, r.hidden, r.held) for r in rows]
