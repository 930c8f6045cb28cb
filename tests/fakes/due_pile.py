"""Answers that are due, made at once and each of its own words, where the way in is not what is looked at."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.ids import GroupId

_PILE = text(
    "with p as (insert into persons (name, created_at)"
    " select 'x', cast(:now as timestamptz) from generate_series(1, :number) returning id),"
    " a as (insert into answers (group_id, post_id, person_id, revision, grade_due_at, arrived_at,"
    " timeliness, created_at)"
    " select :group, (select max(id) from posts where group_id = :group), id, 1,"
    " cast(:now as timestamptz) - (:number - row_number() over (order by id)) * interval '1 millisecond',"
    " cast(:now as timestamptz), 'on time', cast(:now as timestamptz) from p returning id, group_id)"
    " insert into answer_messages (group_id, answer_id, message_ref, text, included, state,"
    " try_number, posted_at, version_at, written_at)"
    " select group_id, id, 'x' || id, (select string_agg('I would do step' || id || 'x' || k ||"
    " ' and tell team' || id || 'y' || k || ' why it cannot wait until tomorrow morning.', ' ')"
    " from generate_series(1, 6) k), true, 'kept', 1,"
    " cast(:now as timestamptz), cast(:now as timestamptz), cast(:now as timestamptz) from a"
)


async def pile(
    engine: AsyncEngine, group: GroupId, number: int, now: datetime, later: timedelta = timedelta()
) -> None:
    """To the group's newest post, in the order in which they are due; the last of them at that moment."""
    async with engine.begin() as connection:
        await connection.execute(_PILE, {"now": now + later, "number": number, "group": group})
