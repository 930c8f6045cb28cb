"""Everything about one person at once: told to them, or forgotten in place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, func, insert, or_, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import DeliveryKind
from bot.domain.forgetting import ForgottenAccount
from bot.domain.ids import ChannelId, GroupId, PersonId, PostId, WeeklyBoardId
from bot.store.held import PERSON, of_person
from bot.store.people import hold_answers
from bot.store.personal import PERSONAL
from bot.store.personal_answers import LET_GO, MARKED
from bot.store.tables import (
    answers,
    deliveries,
    forgettings,
    forgotten_accounts,
    ledger,
    memberships,
    postings,
    weekly_board_rows,
    weekly_boards,
)

MOST_LATER_BOARDS = 4
"""So many boards after a person's last week may yet name them."""

# As in `bot.domain.forgetting.mark_of`.
_KNOWN_AGAIN = text(
    "select distinct i.person_id from identities i"
    " join unnest(cast(:marks as text[]), cast(:moments as timestamptz[])) f(mark, at)"
    " on f.mark = encode(sha256(convert_to("
    "concat_ws(chr(10), i.platform, i.scope, i.external_ref), 'UTF8')), 'hex')"
    " where i.met_at < f.at order by i.person_id"
)

_REVEALED = (
    select(deliveries.c.group_id, deliveries.c.post_id, deliveries.c.channel_id)
    .join(
        postings,
        and_(postings.c.group_id == deliveries.c.group_id, postings.c.post_id == deliveries.c.post_id),
    )
    .join(answers, and_(answers.c.group_id == postings.c.group_id, answers.c.post_id == postings.c.post_id))
    .where(
        of_person(answers),
        deliveries.c.key == func.concat("reveal:", postings.c.post_id, ":", postings.c.channel_id),
        deliveries.c.attempt > 0,
    )
    .order_by(deliveries.c.id)
)


_their_weeks = select(ledger.c.week).where(ledger.c.group_id == weekly_boards.c.group_id, of_person(ledger))
_first, _last = (
    _their_weeks.with_only_columns(of(ledger.c.week)).scalar_subquery() for of in (func.min, func.max)
)
_since = weekly_boards.alias("since")
_boards_since_then = (
    select(func.count())
    .where(
        _since.c.group_id == weekly_boards.c.group_id,
        _since.c.week > _last,
        _since.c.week < weekly_boards.c.week,
    )
    .scalar_subquery()
)
# The line of a week without answers names nobody. Rows that named a forgotten person alone are gone.
_named_somebody = or_(
    exists().where(weekly_board_rows.c.weekly_board_id == weekly_boards.c.id),
    exists().where(
        ledger.c.group_id == weekly_boards.c.group_id,
        of_person(ledger),
        ledger.c.week == weekly_boards.c.week,
        ledger.c.occurred_at <= weekly_boards.c.made_at,
        ledger.c.points > 0,
    ),
)

# A board names who stood in its own week, corrects the week before, and tells of a streak that freezes
# have kept for some weeks since.
_ON_BOARDS = (
    select(deliveries.c.group_id, deliveries.c.weekly_board_id, deliveries.c.channel_id)
    .join(weekly_boards, weekly_boards.c.id == deliveries.c.weekly_board_id)
    .where(
        deliveries.c.group_id.in_(select(memberships.c.group_id).where(memberships.c.person_id == PERSON)),
        deliveries.c.kind == DeliveryKind.WEEKLY_BOARD,
        deliveries.c.attempt > 0,
        weekly_boards.c.week >= _first,
        _boards_since_then < MOST_LATER_BOARDS,
        _named_somebody,
    )
    .order_by(deliveries.c.id)
)


class Forgetting:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def told(self, person: PersonId) -> dict[str, list[dict[str, Any]]]:
        """Every row about a person, by the headings and words of the export."""
        sections: dict[str, list[dict[str, Any]]] = {}
        for held in PERSONAL:
            if held.export is not None:
                rows = await self._connection.execute(held.export, {"person": person})
                sections[held.heading] = [dict(row) for row in rows.mappings()]
        return sections

    async def blank(self, person: PersonId) -> None:
        """Forget what can be forgotten now. Repeating changes nothing more."""
        await hold_answers(self._connection, person)
        for held in PERSONAL:
            if held.forgetting is not None:
                await self._connection.execute(held.forgetting, {"person": person})

    async def let_go(self, person: PersonId) -> bool:
        """Forget which messages on the platform were theirs; False while the bot's marks stand on some."""
        await self._connection.execute(LET_GO, {"person": person})
        marked = await self._connection.execute(MARKED, {"person": person})
        return not marked.scalar_one()

    async def revealed(self, person: PersonId) -> list[tuple[GroupId, PostId, ChannelId]]:
        """Where their sealed answers are shown, or may be shown any moment by somebody who has read them."""
        rows = await self._connection.execute(_REVEALED, {"person": person})
        return [(GroupId(r.group_id), PostId(r.post_id), ChannelId(r.channel_id)) for r in rows]

    async def on_boards(self, person: PersonId) -> list[tuple[GroupId, WeeklyBoardId, ChannelId]]:
        """Where weekly boards stand that may name them: as one of the first, as new, in a correction."""
        rows = await self._connection.execute(_ON_BOARDS, {"person": person})
        return [
            (GroupId(r.group_id), WeeklyBoardId(r.weekly_board_id), ChannelId(r.channel_id)) for r in rows
        ]

    async def again(self, person: PersonId, at: datetime | None) -> None:
        """When to go over a forgotten person's rows once more; None when it's done."""
        await self._connection.execute(
            upsert(forgettings)
            .values(person_id=person, again_at=at)
            .on_conflict_do_update(index_elements=["person_id"], set_={"again_at": at})
        )

    async def next_due(self, now: datetime) -> PersonId | None:
        """Somebody to go over once more, locked for this transaction."""
        rows = await self._connection.execute(
            select(forgettings.c.person_id)
            .where(forgettings.c.again_at <= now)
            .order_by(forgettings.c.again_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        found = rows.scalar_one_or_none()
        return None if found is None else PersonId(found)

    async def owe(self, forgotten: Sequence[ForgottenAccount]) -> None:
        """Accounts that the list outside has to name."""
        if forgotten:
            rows = [{"mark": account.mark, "forgotten_at": account.at} for account in forgotten]
            await self._connection.execute(insert(forgotten_accounts), rows)

    async def owed(self, limit: int) -> dict[int, ForgottenAccount]:
        """What the list lacks, by the row's id."""
        rows = await self._connection.execute(
            select(forgotten_accounts).order_by(forgotten_accounts.c.id).limit(limit)
        )
        return {row.id: ForgottenAccount(row.mark, row.forgotten_at) for row in rows}

    async def listed(self, ids: Sequence[int]) -> None:
        """The list has them now."""
        await self._connection.execute(delete(forgotten_accounts).where(forgotten_accounts.c.id.in_(ids)))

    async def known_again(self, forgotten: Sequence[ForgottenAccount]) -> list[PersonId]:
        """Persons with an account that was met before it was forgotten: a backup has brought them back."""
        rows = await self._connection.execute(
            _KNOWN_AGAIN,
            {"marks": [a.mark for a in forgotten], "moments": [a.at for a in forgotten]},
        )
        return [PersonId(person) for person in rows.scalars()]
