"""What an organiser asks for beside the order of the queue: a pin for a day, or never again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.commanding import Typed
from bot.domain.ids import ScenarioId
from bot.domain.typed_times import day_ahead_among
from bot.errors import UserMustAct

WORDS = ("pin", "unpin", "never", "allow")
WHICH_DAY = (
    "I can't read that day. Nothing was changed. Type it behind the scenario: today, tomorrow, a weekday or "
    "a date, such as `/debrief-admin queue pin the-hailstorm friday`."
)
WHICH_SCENARIO = (
    "I need to know which scenario. Nothing was changed. Type its id or title behind the word, such as "
    "`/debrief-admin queue {example}`."
)


@dataclass(frozen=True, slots=True)
class Pin:
    scenario: ScenarioId
    day: date


@dataclass(frozen=True, slots=True)
class Unpin:
    day: date


@dataclass(frozen=True, slots=True)
class Never:
    scenario: ScenarioId


@dataclass(frozen=True, slots=True)
class Allow:
    scenario: ScenarioId


WishEdit = Pin | Unpin | Never | Allow


def wish_edit(words: Sequence[Typed], today: date) -> WishEdit | None:
    """None for words that speak of the queue itself. Raises UserMustAct for what can't be read."""
    plain = [word.plain for word in words]
    match plain:
        case ["pin", *rest]:
            return _pin(rest, today)
        case ["unpin", *rest]:
            return Unpin(_day(rest, today))
        case ["never", *rest]:
            return Never(_scenario(rest, "never the-hailstorm"))
        case ["allow", *rest]:
            return Allow(_scenario(rest, "allow the-hailstorm"))
    return None


def _pin(rest: Sequence[str], today: date) -> Pin:
    """The day stands last; what leads to it, as in `on friday`, is part of it."""
    for place in range(1, len(rest)):
        day = day_ahead_among(rest[place:], today)
        if day is not None:
            return Pin(_scenario(rest[:place], ""), day)
    raise UserMustAct(WHICH_DAY)


def _day(words: Sequence[str], today: date) -> date:
    day = day_ahead_among(words, today) if words else None
    if day is None:
        raise UserMustAct(WHICH_DAY)
    return day


def _scenario(words: Sequence[str], example: str) -> ScenarioId:
    """An id, or a title as `slug` has it."""
    if not words:
        raise UserMustAct(WHICH_SCENARIO.format(example=example))
    return ScenarioId("-".join(words))
