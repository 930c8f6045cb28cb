"""Mock rounds: where each stands, behind a fence of state, turn and attempt; and what was asked in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, exists, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.answered import Answered
from bot.domain.grade import Graded, GradeOutcome
from bot.domain.group import Reached
from bot.domain.ids import GroupId, InstallationId, PersonId, ScenarioId
from bot.domain.loop_states import LoopId
from bot.domain.round import LIVE, Ending, Question, Round, RoundId, State, Turn
from bot.domain.round_kinds import Kind
from bot.store.reached import reached_by
from bot.store.rows import AnyRow
from bot.store.storable import json_storable
from bot.store.tables import round_messages, round_turns, rounds
from bot.store.taking_up import taken_up

_OUTCOME: TypeAdapter[GradeOutcome] = TypeAdapter(GradeOutcome)
_GRADED = TypeAdapter(Graded)
_UNREAD = ("event_ref", "due_at", "lease_until", "taken_until", "ended_at")
_READ = tuple(column for column in rounds.c if column.name not in _UNREAD)


@dataclass(frozen=True, slots=True)
class NewRound:
    group: GroupId
    person: PersonId
    installation: InstallationId
    scope: str
    event_ref: str
    scenario: ScenarioId
    scenario_hash: str
    started_at: datetime
    kind: Kind = Kind.CASE
    loop: LoopId | None = None
    place: int | None = None


class Rounds:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(
        self, new: NewRound, question: Question, now: datetime, lease: datetime
    ) -> RoundId | None:
        """A round that owes its first question. None when the person is in one, or the event began one."""
        row = await self._connection.execute(
            upsert(rounds)
            .values(
                group_id=new.group,
                person_id=new.person,
                installation_id=new.installation,
                scope=new.scope,
                event_ref=new.event_ref,
                scenario_id=new.scenario,
                scenario_hash=new.scenario_hash,
                kind=new.kind,
                state=State.ASKING,
                due_at=now,
                lease_until=lease,
                entered_at=now,
                started_at=new.started_at,
                loop_id=new.loop,
                place=new.place,
            )
            .on_conflict_do_nothing()
            .returning(rounds.c.id)
        )
        found = row.scalar_one_or_none()
        if found is None:
            return None
        await self._ask(new.group, RoundId(found), 1, question)
        return RoundId(found)

    async def live(self, person: PersonId) -> Round | None:
        """The round in which a person is, in whichever group. Not locked."""
        return await self._one(rounds.c.person_id == person, rounds.c.state.in_(sorted(LIVE)))

    async def is_under_way(self, person: PersonId) -> bool:
        """Whether somebody is in a round, or what it came to is on its way to them."""
        ended = [State.UNREAD, State.CONCLUDED, State.OVER]
        found = await self._connection.execute(
            select(rounds.c.id).where(rounds.c.person_id == person, rounds.c.state.not_in(ended)).limit(1)
        )
        return found.first() is not None

    async def named(self, found: RoundId, person: PersonId) -> Round | None:
        """The person's round that a button names, locked."""
        return await self._one(rounds.c.id == found, rounds.c.person_id == person, locked=True)

    async def get(self, group: GroupId, found: RoundId) -> Round | None:
        """Not locked."""
        return await self._one(rounds.c.group_id == group, rounds.c.id == found)

    async def lock(self, group: GroupId, found: RoundId) -> Round | None:
        return await self._one(rounds.c.group_id == group, rounds.c.id == found, locked=True)

    async def of_loop(self, group: GroupId, found: LoopId) -> list[Round]:
        """All rounds of a loop, in the order in which they were begun. Not locked."""
        rows = await self._connection.execute(
            select(*_READ).where(rounds.c.group_id == group, rounds.c.loop_id == found).order_by(rounds.c.id)
        )
        return [_round_of(row) for row in rows]

    async def had(self, person: PersonId) -> list[ScenarioId]:
        """The scenarios that a person has seen in rounds, oldest first: none is new to them any more."""
        rows = await self._connection.execute(
            select(rounds.c.scenario_id).where(rounds.c.person_id == person).order_by(rounds.c.id)
        )
        return [ScenarioId(name) for name in rows.scalars()]

    async def begun(self, person: PersonId, since: datetime) -> list[datetime]:
        """When a person began the rounds that came to anything: a question stood, or words were said."""
        asked = exists().where(round_turns.c.round_id == rounds.c.id, round_turns.c.asked_at.is_not(None))
        spoken = exists().where(round_messages.c.round_id == rounds.c.id)
        rows = await self._connection.execute(
            select(rounds.c.started_at)
            .where(rounds.c.person_id == person, rounds.c.started_at > since, asked | spoken)
            .order_by(rounds.c.started_at)
        )
        return list(rows.scalars())

    async def reached(self, it: Round) -> Reached | None:
        """The account that began it, if the person still has it."""
        return await reached_by(self._connection, it.installation, it.person, it.scope)

    async def take_up(
        self, round_id: RoundId, now: datetime, lease: Callable[[int], timedelta]
    ) -> Round | None:
        """Begin an attempt at a due round; None when it isn't due, or an attempt is under way."""
        row = await taken_up(self._connection, rounds, round_id, now, lease=lease, read=_READ)
        return None if row is None else _round_of(row)

    async def enter(self, it: Round, state: State, **values: object) -> bool:
        """Write a change of state down behind the fence; False when something else came first."""
        return await self._fenced(it, state=state, attempt=0, taken_until=None, **values)

    async def put_off(self, it: Round, until: datetime) -> None:
        """The attempt came to nothing: the next one may start after `until`."""
        await self._fenced(it, taken_until=until, lease_until=until)

    async def overtake(self, it: Round) -> None:
        """What an attempt under way finds counts no more; the next one may start at once."""
        await self._fenced(it, attempt=it.attempt + 1, taken_until=None, lease_until=None)

    async def _fenced(self, it: Round, **values: object) -> bool:
        changed = await self._connection.execute(
            update(rounds)
            .where(
                rounds.c.group_id == it.group,
                rounds.c.id == it.id,
                rounds.c.state == it.state,
                rounds.c.turn == it.turn,
                rounds.c.attempt == it.attempt,
            )
            .values(**values)
        )
        return changed.rowcount > 0

    async def ask(self, it: Round, number: int, question: Question) -> None:
        """Open a turn. No question can be asked twice in a round."""
        await self._ask(it.group, it.id, number, question)

    async def _ask(self, group: GroupId, found: RoundId, number: int, question: Question) -> None:
        await self._connection.execute(
            insert(round_turns).values(
                group_id=group,
                round_id=found,
                number=number,
                question_id=question.id,
                asked_by=question.asked_by,
                ask=question.ask,
                quote=question.quote,
                worded_by=question.worded_by,
                scripted=question.scripted,
            )
        )

    async def turns(self, it: Round) -> list[Turn]:
        rows = await self._connection.execute(
            select(round_turns)
            .where(round_turns.c.group_id == it.group, round_turns.c.round_id == it.id)
            .order_by(round_turns.c.number)
        )
        return [_turn_of(row) for row in rows]

    async def note_turn(self, it: Round, number: int, **moments: datetime) -> None:
        """When a turn's question arrived, or the turn ended."""
        await self._set_turn(it, number, moments)

    async def note_outcome(self, it: Round, number: int, outcome: GradeOutcome) -> None:
        await self._set_turn(
            it, number, {"outcome": json_storable(_OUTCOME.dump_python(outcome, mode="json"))}
        )

    async def note_ruled(self, it: Round, number: int, graded: Graded) -> None:
        """What people's rulings left of that. The grader's own word stays as it is."""
        await self._set_turn(it, number, {"ruled": json_storable(_GRADED.dump_python(graded, mode="json"))})

    async def holding(self, it: Round, words: str, turn: int) -> list[tuple[RoundId, Turn]]:
        """Questions to the same person that hold a piece of these words, in whichever round. Locked.

        A model that put a question into words had read all of the round before it: whatever of that is
        deleted may be in it. `turn` is the one to which the words belonged.
        """
        after = (
            (round_turns.c.worded_by != "")
            & (round_turns.c.round_id == it.id)
            & (round_turns.c.number > turn)
        )
        quoted = (round_turns.c.quote != "") & (func.strpos(literal(words), round_turns.c.quote) > 0)
        rows = await self._connection.execute(
            select(round_turns)
            .join(rounds, rounds.c.id == round_turns.c.round_id)
            .where(
                round_turns.c.group_id == it.group,
                rounds.c.person_id == it.person,
                quoted | after,
            )
            .order_by(round_turns.c.round_id, round_turns.c.number)
            .with_for_update(of=round_turns)
        )
        return [(RoundId(row.round_id), _turn_of(row)) for row in rows]

    async def reword(self, group: GroupId, found: RoundId, number: int, question: Question) -> None:
        """Change how a question reads that was asked already."""
        await self._connection.execute(
            update(round_turns)
            .where(
                round_turns.c.group_id == group,
                round_turns.c.round_id == found,
                round_turns.c.number == number,
            )
            .values(
                ask=question.ask,
                quote=question.quote,
                worded_by=question.worded_by,
                scripted=question.scripted,
            )
        )

    async def _set_turn(self, it: Round, number: int, values: Mapping[str, object]) -> None:
        await self._connection.execute(
            update(round_turns)
            .where(
                round_turns.c.group_id == it.group,
                round_turns.c.round_id == it.id,
                round_turns.c.number == number,
            )
            .values(**values)
        )

    async def _one(self, *which: ColumnElement[bool], locked: bool = False) -> Round | None:
        wanted = select(*_READ).where(*which)
        rows = await self._connection.execute(wanted.with_for_update() if locked else wanted)
        row = rows.one_or_none()
        return None if row is None else _round_of(row)


def _round_of(row: AnyRow) -> Round:
    return Round(
        id=RoundId(row.id),
        group=GroupId(row.group_id),
        person=PersonId(row.person_id),
        installation=InstallationId(row.installation_id),
        scope=row.scope,
        scenario=ScenarioId(row.scenario_id),
        scenario_hash=row.scenario_hash,
        state=State(row.state),
        turn=row.turn,
        attempt=row.attempt,
        ending=None if row.ending is None else Ending(row.ending),
        entered_at=row.entered_at,
        started_at=row.started_at,
        kind=Kind(row.kind),
        asides=row.asides,
        loop=None if row.loop_id is None else LoopId(row.loop_id),
        place=row.place,
        answered=Answered(row.answered, row.questions),
    )


def _turn_of(row: AnyRow) -> Turn:
    return Turn(
        number=row.number,
        question=Question(row.question_id, row.asked_by, row.ask, row.quote, row.worded_by, row.scripted),
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        outcome=None if row.outcome is None else _OUTCOME.validate_python(row.outcome),
        ruled=None if row.ruled is None else _GRADED.validate_python(row.ruled),
    )
