"""What somebody typed behind `plan`, read into what they want."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from bot.domain.typed_times import DAYS, LONGEST_AHEAD, day_ahead_among, weekdays_typed
from bot.errors import UserMustAct

WHAT_TO_TYPE = (
    "Type the day of your interview, such as `/debrief plan 2026-12-20` or `/debrief plan in 6 weeks`; "
    "`/debrief plan rest sat sun`, `/debrief plan weeks`, `/debrief plan today` or `/debrief plan off`."
)
_NUMBER = re.compile("[0-9]{1,3}")
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_NONE = frozenset({"none", "no", "never", "off"})
_BETWEEN = frozenset({"and", "on", "every", "day", "days"})


class Word(Enum):
    NEXT = auto()
    """The next days, and the shape of the rest."""
    WEEKS = auto()
    TODAY = auto()
    OFF = auto()


@dataclass(frozen=True, slots=True)
class InterviewOn:
    day: date


@dataclass(frozen=True, slots=True)
class RestOn:
    weekdays: frozenset[int]


PlanAsk = Word | InterviewOn | RestOn


def plan_asked(words: Sequence[str], today: date) -> PlanAsk:
    """Raises UserMustAct for what can't be read, for a day that is over, and for seven days of rest."""
    match list(words):
        case []:
            return Word.NEXT
        case ["weeks" | "all"]:
            return Word.WEEKS
        case ["today" | "go" | "begin" | "start"]:
            return Word.TODAY
        case ["off"]:
            return Word.OFF
        case ["rest", *rest]:
            return RestOn(_rest(rest))
        case _:
            return InterviewOn(_interview(words, today))


def _rest(words: Sequence[str]) -> frozenset[int]:
    if len(words) == 1 and words[0] in _NONE:
        return frozenset()
    read = [weekdays_typed(word.strip(",")) for word in words if word not in _BETWEEN]
    found = [days for days in read if days is not None]
    if not found or len(found) < len(read):
        raise UserMustAct(
            "I can't read those days. Nothing was changed. "
            "Type for instance `/debrief plan rest sat sun`, or `/debrief plan rest none`."
        )
    weekdays = frozenset[int]().union(*found)
    if len(weekdays) == len(DAYS):
        raise UserMustAct(
            "That would leave no day to practise. Nothing was changed. "
            "Leave one free, or type `/debrief plan off` to have no plan."
        )
    return weekdays


def _interview(words: Sequence[str], today: date) -> date:
    found = _in_so_long(words, today) or day_ahead_among(words, today)
    if found is None:
        raise UserMustAct(f"I can't read that. Nothing was changed. {WHAT_TO_TYPE}")
    if found <= today:
        over = "is today" if found == today else "is over"
        raise UserMustAct(
            f"{found} {over}, so there is nothing to lay out. Nothing was changed. "
            "Type the day of an interview that is still to come."
        )
    return found


def _in_so_long(words: Sequence[str], today: date) -> date | None:
    """`in 6 weeks`, `30 days`."""
    match [word for word in words if word != "in"]:
        case [number, unit] if unit in _UNITS and _NUMBER.fullmatch(number):
            ahead = timedelta(days=int(number) * _UNITS[unit])
            if ahead > LONGEST_AHEAD:
                raise UserMustAct(
                    f"{number} {unit} is more than a year ahead. Nothing was changed. Type a nearer day."
                )
            return today + ahead
        case _:
            return None
