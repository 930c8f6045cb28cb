"""Rows that change hands when two accounts become one person, and when they are two again.

The ledger stays as it was written: what an answer stands for is taken from the one and given to the
other by new entries, which name the post and no answer. So an answer's own entries always add up to
what its present owner has for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import AnswerId, GroupId, PersonId
from bot.domain.linking import Given
from bot.domain.points import LedgerKind, Timeliness
from bot.store.fragments import periods_of, with_fragments
from bot.store.links import Link

_GROUPS = "select m.group_id from memberships m where m.person_id in (:person, :other)"
_GROUPS_OF = text(_GROUPS)
_HOLD = with_fragments(
    "select id from answers where group_id in ({groups}) and person_id in (:person, :other)"
    " order by id for update",
    groups=_GROUPS,
)
_BESIDE = with_fragments(
    "select o.id as o_id, o.state as o_state, o.timeliness as o_timeliness, o.arrived_at as o_arrived_at,"
    " p.id as p_id, p.state as p_state, p.timeliness as p_timeliness, p.arrived_at as p_arrived_at"
    " from answers o left join answers p"
    " on p.group_id = o.group_id and p.post_id = o.post_id and p.person_id = :person"
    " where o.group_id in ({groups}) and o.person_id = :other order by o.id",
    groups=_GROUPS,
)
_OWN = with_fragments(
    "select id from answers where group_id in ({groups})"
    " and person_id = :holder and own_person_id = :owner order by id",
    groups=_GROUPS,
)
_HAND_OVER = text(
    "update answers set person_id = :to, own_person_id = nullif(coalesce(own_person_id, person_id), :to)"
    " where id = any(cast(:answers as bigint[])) and group_id = any(cast(:groups as bigint[]))"
)
# A repair belongs to whoever it was made for, as an answer's entries belong to the answer.
_RECKON = with_fragments(
    "with changed as (select l.group_id, l.post_id, coalesce('a' || l.answer_id, 'r' || l.id) as what,"
    " l.week, l.season_id, sum(l.points) as points, sum(l.answers) as answers, sum(l.scored) as scored,"
    " sum(l.score) as score, sum(l.credit) as credit from ledger l"
    " where l.group_id = any(cast(:groups as bigint[])) and (l.answer_id = any(cast(:answers as bigint[]))"
    " or (l.kind = '{repair}' and l.person_id = cast(:repaired as bigint)))"
    " group by l.group_id, l.post_id, what, l.week, l.season_id),"
    " entered as (insert into ledger (group_id, person_id, post_id, kind, key, points, answers, scored,"
    " score, credit, week, season_id, occurred_at)"
    " select v.group_id, s.person, v.post_id, '{moved}', concat_ws(':', '{moved}',"
    " cast(:link as bigint), cast(:look as int), v.what, v.week, v.season_id, s.sign),"
    " s.sign * v.points, s.sign * v.answers, s.sign * v.scored, s.sign * v.score, s.sign * v.credit,"
    " v.week, v.season_id, :now from changed v"
    " cross join (values (cast(:from as bigint), -1), (cast(:to as bigint), 1)) s(person, sign)"
    " where (v.points, v.answers, v.scored, v.score, v.credit) <> (0, 0, 0, 0, 0) returning *)"
    " insert into standings (group_id, period, person_id, points, answers, scored, score, shown)"
    " select e.group_id, n.period, e.person_id, sum(e.points), sum(e.answers), sum(e.scored), sum(e.score),"
    " false from entered e {periods} where n.period is not null"
    " group by e.group_id, n.period, e.person_id order by e.group_id, e.person_id, n.period desc"
    " on conflict (group_id, period, person_id) do update set"
    " points = standings.points + excluded.points, answers = standings.answers + excluded.answers,"
    " scored = standings.scored + excluded.scored, score = standings.score + excluded.score",
    periods=periods_of("e"),
    repair=LedgerKind.REPAIR,
    moved=LedgerKind.MOVED,
)
_SPARE = text("insert into persons (name, created_at) values ('', :now) returning id")
"""Stands between the two for a moment. The row stays: taking it away would read every table for its id."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Answers that go from the one to the other, by their numbers."""

    to_person: Sequence[AnswerId]
    to_other: Sequence[AnswerId]


@dataclass(frozen=True, slots=True)
class Turn:
    """One time of moving rows for a link."""

    link: Link
    look: int
    now: datetime
    repaired: PersonId | None = None
    """Whose repairs go to the other one as well: to the person while linking, back when it ends."""
    back: bool = False


class LinkMoves:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def hold(self, person: PersonId, other: PersonId) -> None:
        """Lock the answers of both before anything else of theirs, as whoever enters points does."""
        await self._connection.execute(_HOLD, {"person": person, "other": other})

    async def beside(self, link: Link) -> list[tuple[Given, Given | None]]:
        """Every answer of the other, with the person's to the same post."""
        rows = await self._connection.execute(_BESIDE, {"person": link.person, "other": link.other})
        return [
            (
                _given(r.o_id, r.o_state, r.o_timeliness, r.o_arrived_at),
                _given(r.p_id, r.p_state, r.p_timeliness, r.p_arrived_at) if r.p_id else None,
            )
            for r in rows
        ]

    async def own(self, link: Link, *, holder: PersonId, owner: PersonId) -> list[AnswerId]:
        """Answers that one of the two has and the other one's account began."""
        rows = await self._connection.execute(
            _OWN, {"person": link.person, "other": link.other, "holder": holder, "owner": owner}
        )
        return [AnswerId(answer) for answer in rows.scalars()]

    async def exchange(self, turn: Turn, it: Exchange) -> None:
        """Hand answers over with what they stand for. Nobody has two answers to a post at any moment."""
        link = turn.link
        found = await self._connection.execute(_GROUPS_OF, {"person": link.person, "other": link.other})
        groups = [GroupId(group) for group in found.scalars()]
        spare = None
        if it.to_other:
            made = await self._connection.execute(_SPARE, {"now": turn.now})
            spare = PersonId(made.scalar_one())
            await self._hand_over(groups, it.to_other, spare)
        await self._hand_over(groups, it.to_person, link.person)
        if spare is not None:
            await self._hand_over(groups, it.to_other, link.other)
        repairs_to_person = None if turn.back else turn.repaired
        repairs_to_other = turn.repaired if turn.back else None
        await self._reckon(turn, groups, it.to_person, (link.other, link.person), repairs_to_person)
        await self._reckon(turn, groups, it.to_other, (link.person, link.other), repairs_to_other)

    async def _hand_over(self, groups: list[GroupId], answers: Sequence[AnswerId], to: PersonId) -> None:
        if answers:
            await self._connection.execute(_HAND_OVER, {"answers": list(answers), "groups": groups, "to": to})

    async def _reckon(
        self,
        turn: Turn,
        groups: list[GroupId],
        answers: Sequence[AnswerId],
        ways: tuple[PersonId, PersonId],
        repaired: PersonId | None,
    ) -> None:
        if not answers and repaired is None:
            return
        values = {"link": turn.link.id, "look": turn.look, "now": turn.now, "repaired": repaired}
        given, taken = ways
        await self._connection.execute(
            _RECKON, {**values, "groups": groups, "answers": list(answers), "from": given, "to": taken}
        )


def _given(number: int, state: str, when: str | None, arrived: datetime | None) -> Given:
    return Given(AnswerId(number), state == "withdrawn", Timeliness(when) if when else None, arrived)
