"""Where a member's company loop stands, and the one table of how it gets from each state to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from bot.domain.ids import GroupId, InstallationId, PersonId
from bot.domain.loop import LoopFormat, LoopRound
from bot.errors import Defect

LoopId = NewType("LoopId", int)

NUDGE_AFTER = timedelta(days=3)
CLOSE_AFTER = timedelta(days=7)
"""Both since the next round was offered."""
LOOK_AGAIN = timedelta(hours=1)
"""While a round is played: its end wakes the loop, and this finds one that ended unheard."""
VERDICTS_WITHIN = timedelta(hours=24)
"""So long the committee waits for a round that no grader has read; then it counts as nothing."""
MOST_LOOPS = 2
LOOPS_WITHIN = timedelta(hours=24)


class Pace(StrEnum):
    TODAY = "today"
    DAYS = "days"


class LoopState(StrEnum):
    PLAYING = "playing"
    """The round at this place is under way."""
    TELLING = "telling"
    """That it's over, and what comes next, is on its way."""
    OFFERED = "offered"
    """The next round waits for its member."""
    RESTING = "resting"
    """It waits for the morning."""
    OFFERING = "offering"
    NUDGING = "nudging"
    NUDGED = "nudged"
    DELIBERATING = "deliberating"
    """The interviewers' verdicts are waited for, then compared."""
    OFFERING_MORE = "offering more"
    MORE_OFFERED = "more offered"
    """A bar raiser, since they disagree."""
    PACKING = "packing"
    """The committee's packet is on its way."""
    PARTING = "parting"
    """A kind word is on its way: nothing was played."""
    CONCLUDED = "concluded"
    OVER = "over"


class LoopEvent(StrEnum):
    BEGAN = "the member began the next round"
    ROUND_ENDED = "the round came to its end"
    ROUND_MISSED = "its question was shown, and no word stands"
    ROUND_LOST = "its question never arrived, and it is owed again"
    RAISER_LOST = "the bar raiser's question never arrived"
    TOLD = "the word between two rounds arrived, and the next may begin"
    TOLD_TO_REST = "it arrived, and the next round comes in the morning"
    TOLD_LAST = "it arrived, and no round is left"
    MORNING = "the next morning came"
    LANDED = "what was on its way arrived"
    FELL_SILENT = "nothing was begun for some days"
    CLOSED = "stopped, left or given up, after something was played"
    CLOSED_EMPTY = "stopped before anything was played"
    GAVE_UP = "given up, and nothing was played"
    CONFLICTED = "the interviewers disagree, and one more may ask"
    DECIDED = "the committee has decided"
    DECLINED = "the member wants no further round, or let it lie"


_S, _E = LoopState, LoopEvent
BETWEEN = frozenset({_S.TELLING, _S.OFFERED, _S.RESTING, _S.OFFERING, _S.NUDGING, _S.NUDGED})
"""A round is owed, or about to be."""
RAISING = frozenset({_S.OFFERING_MORE, _S.MORE_OFFERED})
RUNNING = BETWEEN | {_S.PLAYING}
ENDED = frozenset({_S.CONCLUDED, _S.OVER})
SENDING = frozenset({_S.TELLING, _S.OFFERING, _S.NUDGING, _S.OFFERING_MORE, _S.PACKING, _S.PARTING})

TRANSITIONS: Mapping[tuple[LoopState, LoopEvent], LoopState] = MappingProxyType(
    {
        **{(state, _E.BEGAN): _S.PLAYING for state in BETWEEN | RAISING},
        **{(state, _E.CLOSED): _S.DELIBERATING for state in RUNNING},
        **{(state, _E.CLOSED_EMPTY): _S.OVER for state in RUNNING},
        **{(state, _E.GAVE_UP): _S.PARTING for state in RUNNING},
        **{(state, _E.DECLINED): _S.PACKING for state in RAISING},
        (_S.PLAYING, _E.ROUND_ENDED): _S.TELLING,
        (_S.PLAYING, _E.ROUND_MISSED): _S.TELLING,
        (_S.PLAYING, _E.ROUND_LOST): _S.OFFERED,
        (_S.PLAYING, _E.RAISER_LOST): _S.MORE_OFFERED,
        (_S.TELLING, _E.TOLD): _S.OFFERED,
        (_S.TELLING, _E.TOLD_TO_REST): _S.RESTING,
        (_S.TELLING, _E.TOLD_LAST): _S.DELIBERATING,
        (_S.RESTING, _E.MORNING): _S.OFFERING,
        (_S.OFFERING, _E.LANDED): _S.OFFERED,
        (_S.OFFERED, _E.FELL_SILENT): _S.NUDGING,
        (_S.NUDGING, _E.LANDED): _S.NUDGED,
        (_S.DELIBERATING, _E.CONFLICTED): _S.OFFERING_MORE,
        (_S.DELIBERATING, _E.DECIDED): _S.PACKING,
        (_S.DELIBERATING, _E.GAVE_UP): _S.PARTING,
        (_S.OFFERING_MORE, _E.LANDED): _S.MORE_OFFERED,
        (_S.PACKING, _E.LANDED): _S.CONCLUDED,
        (_S.PARTING, _E.LANDED): _S.OVER,
    }
)
"""All that can happen. Whatever isn't here is a defect."""

_WAITS: Mapping[LoopState, timedelta] = MappingProxyType(
    {
        _S.PLAYING: LOOK_AGAIN,
        _S.OFFERED: NUDGE_AFTER,
        _S.NUDGED: CLOSE_AFTER - NUDGE_AFTER,
        _S.MORE_OFFERED: NUDGE_AFTER,
    }
)


def after(state: LoopState, event: LoopEvent) -> LoopState:
    """Where an event leads. Raises Defect for one that can't happen there."""
    try:
        return TRANSITIONS[state, event]
    except KeyError as impossible:
        raise Defect(f"A loop that is {state} can't take “{event}”.") from impossible


def due_at(state: LoopState, entered: datetime) -> datetime | None:
    """When a loop in this state is looked at next; one that rests is woken at its member's morning."""
    return None if state in ENDED else entered + _WAITS.get(state, timedelta(0))


class LoopEnding(StrEnum):
    """Why a loop came to its end before its last round."""

    STOPPED = "stopped"
    SILENCE = "silence"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Loop:
    id: LoopId
    group: GroupId
    person: PersonId
    installation: InstallationId
    scope: str
    """Of the account by which its member is reached, with the installation's platform."""
    format: LoopFormat
    """As it was when the loop began: a later version of the file changes no loop under way."""
    pace: Pace
    state: LoopState
    place: int
    """Of the round that is played, or was played last."""
    attempt: int
    """Counted from the last change of state: together they are the fence of what is done outside."""
    ending: LoopEnding | None
    entered_at: datetime
    started_at: datetime

    @property
    def owed(self) -> int:
        """The place of the round that comes next; of the bar raiser, once one is offered."""
        return self.place + 1

    @property
    def owed_round(self) -> LoopRound | None:
        return self.format.round_at(self.owed)

    @property
    def has_more(self) -> bool:
        """A round of the format is left; the bar raiser is none of it."""
        return self.ending is None and self.place < len(self.format.rounds)
