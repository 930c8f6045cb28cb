"""A mock round: the states that it can be in, and the one table of how it gets from each to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from bot.domain.answered import ALL, Answered
from bot.domain.grade import Graded, GradeOutcome
from bot.domain.ids import GroupId, InstallationId, PersonId, ScenarioId
from bot.domain.loop_states import LoopId
from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.errors import Defect

RoundId = NewType("RoundId", int)

MOST_OF_A_TURN = timedelta(minutes=20)
"""So much of one turn counts as talking: whoever went for lunch hasn't used the round's time up."""
READINGS = 5
"""Attempts to have a text read; then it goes on without."""
QUIET = timedelta(seconds=45)
NUDGE_AFTER = timedelta(minutes=10)
CLOSE_AFTER = timedelta(hours=24)
MOST_BEGUN = 5
BEGUN_WITHIN = timedelta(hours=24)
"""Each round is read several times by a grader that may cost money."""
MOST_LETTERS = 20_000
"""Of one round in all."""
MOST_LATER_LETTERS = 4_000
"""Of what an edit makes of a message once its turn has ended."""


class State(StrEnum):
    ASKING = "asking"
    """The turn's question is on its way."""
    ANSWERING = "answering"
    """It stands, and nobody has said a word to it."""
    NUDGING = "nudging"
    NUDGED = "nudged"
    TALKING = "talking"
    """Words were said; a pause ends the turn."""
    CONSIDERING = "considering"
    """What was said is read, to choose the next question."""
    JUDGING = "judging"
    """All that was said is read, for the packet."""
    PACKING = "packing"
    """The packet is on its way."""
    PACKING_BARE = "packing bare"
    """A packet without a verdict is on its way: no grader answered."""
    UNREAD = "unread"
    """That packet stands; the verdict is still owed."""
    PACKING_LATE = "packing late"
    PARTING = "parting"
    """A kind word is on its way: there was nothing to judge."""
    CONCLUDED = "concluded"
    OVER = "over"
    """Ended without a packet that arrived."""


class Event(StrEnum):
    LANDED = "what was on its way arrived"
    SPOKE = "the member answered the question"
    """Words that come before it has arrived are kept, and start nothing."""
    TOOK_BACK = "the member deleted all words of the turn"
    FELL_SILENT = "nothing was said for some minutes"
    ENDED_TURN = "Done, or a pause"
    ENDED_LAST_TURN = "Done, or a pause, in the last turn"
    CHOSE = "the next question was chosen"
    RAN_OUT = "no question is left"
    READ = "a grader said what it found, or that it can't read this"
    NOT_READ = "no grader answered"
    CLOSED = "stopped, or silent for a day, after words"
    CLOSED_EMPTY = "stopped before a word was said"
    GAVE_UP = "silent for a day, and no word is there"
    SHUT_OUT = "direct messages are closed"


_S, _E = State, Event

TRANSITIONS: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (_S.ASKING, _E.LANDED): _S.ANSWERING,
        (_S.ASKING, _E.ENDED_TURN): _S.CONSIDERING,
        (_S.ASKING, _E.ENDED_LAST_TURN): _S.JUDGING,
        (_S.ASKING, _E.CLOSED): _S.JUDGING,
        (_S.ASKING, _E.CLOSED_EMPTY): _S.OVER,
        (_S.ASKING, _E.GAVE_UP): _S.PARTING,
        (_S.ASKING, _E.SHUT_OUT): _S.OVER,
        (_S.ANSWERING, _E.SPOKE): _S.TALKING,
        (_S.ANSWERING, _E.FELL_SILENT): _S.NUDGING,
        (_S.ANSWERING, _E.ENDED_TURN): _S.CONSIDERING,
        (_S.ANSWERING, _E.ENDED_LAST_TURN): _S.JUDGING,
        (_S.ANSWERING, _E.CLOSED): _S.JUDGING,
        (_S.ANSWERING, _E.CLOSED_EMPTY): _S.OVER,
        (_S.NUDGING, _E.LANDED): _S.NUDGED,
        (_S.NUDGING, _E.SPOKE): _S.TALKING,
        (_S.NUDGING, _E.ENDED_TURN): _S.CONSIDERING,
        (_S.NUDGING, _E.ENDED_LAST_TURN): _S.JUDGING,
        (_S.NUDGING, _E.CLOSED): _S.JUDGING,
        (_S.NUDGING, _E.CLOSED_EMPTY): _S.OVER,
        (_S.NUDGING, _E.GAVE_UP): _S.PARTING,
        (_S.NUDGING, _E.SHUT_OUT): _S.OVER,
        (_S.NUDGED, _E.SPOKE): _S.TALKING,
        (_S.NUDGED, _E.ENDED_TURN): _S.CONSIDERING,
        (_S.NUDGED, _E.ENDED_LAST_TURN): _S.JUDGING,
        (_S.NUDGED, _E.CLOSED): _S.JUDGING,
        (_S.NUDGED, _E.CLOSED_EMPTY): _S.OVER,
        (_S.NUDGED, _E.GAVE_UP): _S.PARTING,
        (_S.TALKING, _E.SPOKE): _S.TALKING,
        (_S.TALKING, _E.TOOK_BACK): _S.NUDGED,
        (_S.TALKING, _E.ENDED_TURN): _S.CONSIDERING,
        (_S.TALKING, _E.ENDED_LAST_TURN): _S.JUDGING,
        (_S.TALKING, _E.CLOSED): _S.JUDGING,
        (_S.CONSIDERING, _E.CHOSE): _S.ASKING,
        (_S.CONSIDERING, _E.RAN_OUT): _S.JUDGING,
        (_S.CONSIDERING, _E.CLOSED): _S.JUDGING,
        (_S.CONSIDERING, _E.CLOSED_EMPTY): _S.OVER,
        (_S.JUDGING, _E.READ): _S.PACKING,
        (_S.JUDGING, _E.NOT_READ): _S.PACKING_BARE,
        (_S.JUDGING, _E.GAVE_UP): _S.PARTING,
        (_S.PACKING, _E.LANDED): _S.CONCLUDED,
        (_S.PACKING, _E.SHUT_OUT): _S.OVER,
        (_S.PACKING_BARE, _E.LANDED): _S.UNREAD,
        (_S.PACKING_BARE, _E.SHUT_OUT): _S.OVER,
        (_S.UNREAD, _E.READ): _S.PACKING_LATE,
        (_S.UNREAD, _E.GAVE_UP): _S.OVER,
        (_S.PACKING_LATE, _E.LANDED): _S.CONCLUDED,
        (_S.PACKING_LATE, _E.SHUT_OUT): _S.OVER,
        (_S.PARTING, _E.LANDED): _S.OVER,
        (_S.PARTING, _E.SHUT_OUT): _S.OVER,
    }
)
"""All that can happen. Whatever isn't here is a defect."""

LIVE = frozenset(
    {_S.ASKING, _S.ANSWERING, _S.NUDGING, _S.NUDGED, _S.TALKING, _S.CONSIDERING},
)
"""States in which what its member says belongs to the round. One such round a person."""
SENDING = frozenset(
    {_S.ASKING, _S.NUDGING, _S.PACKING, _S.PACKING_BARE, _S.PACKING_LATE, _S.PARTING},
)
READING = frozenset({_S.CONSIDERING, _S.JUDGING, _S.UNREAD})
ENDED = frozenset({_S.CONCLUDED, _S.OVER})

_WAITS: Mapping[State, timedelta] = MappingProxyType(
    {
        _S.ANSWERING: NUDGE_AFTER,
        _S.NUDGED: CLOSE_AFTER - NUDGE_AFTER,
        _S.TALKING: QUIET,
        _S.UNREAD: NUDGE_AFTER,
    }
)


def after(state: State, event: Event) -> State:
    """Where an event leads. Raises Defect for one that can't happen there."""
    try:
        return TRANSITIONS[state, event]
    except KeyError as impossible:
        raise Defect(f"A round that is {state} can't take “{event}”.") from impossible


def due_at(state: State, entered: datetime) -> datetime | None:
    """When a round that has come to this state is looked at next; None for one that has ended."""
    return None if state in ENDED else entered + _WAITS.get(state, timedelta(0))


class Ending(StrEnum):
    """Why a round came to its end."""

    FINISHED = "finished"
    STOPPED = "stopped"
    SILENCE = "silence"
    SHUT_OUT = "shut out"


@dataclass(frozen=True, slots=True)
class Round:
    id: RoundId
    group: GroupId
    person: PersonId
    installation: InstallationId
    scope: str
    """Of the account by which its member is reached, with the installation's platform."""
    scenario: ScenarioId
    scenario_hash: str
    state: State
    turn: int
    attempt: int
    """Counted from the last change of state: together they are the fence of what is done outside."""
    ending: Ending | None
    entered_at: datetime
    started_at: datetime
    kind: Kind = Kind.CASE
    asides: int = 0
    """Turns so far in which its member only asked. They count as none."""
    loop: LoopId | None = None
    """The company loop that it belongs to."""
    place: int | None = None
    """In that loop, counted from 1."""
    answered: Answered = ALL
    """Of its questions, as they were when all of it was read: words that are deleted later change nothing."""

    @property
    def format(self) -> Format:
        return FORMATS[self.kind]

    @property
    def question(self) -> int:
        """The number of the question that is open."""
        return self.turn - self.asides

    @property
    def words_go_to(self) -> int:
        """The turn to which what is said now belongs; one that is being read takes no more."""
        return self.turn + 1 if self.state is State.CONSIDERING else self.turn


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    asked_by: str
    ask: str
    quote: str = ""
    """The member's own words in it, verbatim."""
    worded_by: str = ""
    """The model that put it into words after what was said; empty for an author's own."""
    scripted: str = ""
    """What its author asks, for a question that a model put into words."""


@dataclass(frozen=True, slots=True)
class Turn:
    number: int
    question: Question
    asked_at: datetime | None
    ended_at: datetime | None
    outcome: GradeOutcome | None
    """What a grader said of all that had been said by the end of this turn."""
    ruled: Graded | None = None
    """The same as people's rulings left it; the grader's own stays beside it."""

    @property
    def stands(self) -> GradeOutcome | None:
        return self.ruled or self.outcome


def talked(turns: Sequence[Turn], now: datetime | None = None) -> timedelta:
    """How long the member has been talking: from each question's arrival to its end, or to now."""
    lasted = (_lasted(turn, turn.ended_at or now) for turn in turns)
    return sum(lasted, timedelta(0))


def _lasted(turn: Turn, until: datetime | None) -> timedelta:
    if turn.asked_at is None or until is None:
        return timedelta(0)
    return min(max(until - turn.asked_at, timedelta(0)), MOST_OF_A_TURN)
