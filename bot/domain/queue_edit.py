"""What an organiser asks of the queue, and what it comes to. Places count from 1, as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.commanding import Typed, place_in, typed
from bot.domain.ids import ScenarioId
from bot.errors import UserMustAct

LONGEST_QUEUE = 100
WHAT_TO_TYPE = (
    "Type `/debrief-admin queue`, or behind it: add ID, remove 2, move 3 to 1, clear, pin ID friday, "
    "never ID; for instance `/debrief-admin queue add the-hailstorm`."
)


@dataclass(frozen=True, slots=True)
class Add:
    scenario: ScenarioId


@dataclass(frozen=True, slots=True)
class Remove:
    which: str


@dataclass(frozen=True, slots=True)
class Move:
    which: str
    to: str


@dataclass(frozen=True, slots=True)
class Clear:
    pass


Edit = Add | Remove | Move | Clear


def queue_edit(words: Sequence[Typed]) -> Edit:
    """Raises UserMustAct for what can't be read."""
    plain = [word.plain for word in words]
    match plain:
        case ["add", *rest] if rest:
            return Add(ScenarioId("-".join(rest)))  # an id, or a title as `slug` has it
        case ["remove", *rest] if rest:
            return Remove("-".join(rest))
        case ["move", which, "to", to] | ["move", which, to]:
            return Move(which, to)
        case ["clear"]:
            return Clear()
    shown = words[0].shown if words else ""
    raise UserMustAct(f"I can't read `{shown}` behind queue. Nothing was changed. {WHAT_TO_TYPE}")


def slug(title: str) -> str:
    """A title as it is compared."""
    return "-".join(word.plain for word in typed(title))


def by_place(edit: Edit) -> bool:
    """Whether it means a place in the list, which is another's as soon as the list has changed."""
    return isinstance(edit, Move) or (isinstance(edit, Remove) and edit.which.isdecimal())


def edited(queue: Sequence[ScenarioId], edit: Edit) -> list[ScenarioId]:
    """The queue after the edit. Raises UserMustAct when there is nothing at that place."""
    match edit:
        case Add(scenario):
            if scenario in queue:
                raise UserMustAct(
                    f"`{scenario}` waits in the queue already. Nothing was changed. "
                    "`/debrief-admin queue` shows its place."
                )
            if len(queue) >= LONGEST_QUEUE:
                raise UserMustAct(
                    f"{LONGEST_QUEUE} scenarios wait, which is the most. Nothing was changed. "
                    "Remove one first: `/debrief-admin queue remove 1`."
                )
            return [*queue, scenario]
        case Remove(which):
            place = _place(queue, which)
            return [*queue[:place], *queue[place + 1 :]]
        case Move(which, to):
            moved = queue[_place(queue, which)]
            rest = [scenario for scenario in queue if scenario != moved]
            target = _place(queue, to)
            return [*rest[:target], moved, *rest[target:]]
        case Clear():
            return []


def _place(queue: Sequence[ScenarioId], which: str) -> int:
    if which in queue:
        return queue.index(ScenarioId(which))
    place = place_in(which, len(queue))
    if place is None:
        has = f"ends at {len(queue)}" if queue else "is empty"
        raise UserMustAct(
            f"There is nothing at `{which[:40]}`: the queue {has}. Nothing was changed. "
            "`/debrief-admin queue` shows the numbers."
        )
    return place
