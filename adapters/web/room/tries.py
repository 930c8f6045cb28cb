"""Which try at a scenario a member's words belong to.

A new try begins when its author wishes for one after a debrief; what was said before is read no more.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from adapters.web.room.room import Room
from adapters.web.room.values import Line, Spot, direct
from bot.domain.answering import MOST_GRADINGS
from bot.domain.cards import DebriefCard, ScenarioCard
from bot.practice.waiting_words import PROVISIONAL

Setting = tuple[str, str]
"""Its name and its value."""
ORDINALS = ("first", "second", "third")


def scenarios(room: Room) -> list[Line]:
    """Those posted in the channel, newest last."""
    root = Spot(room.channel)
    return [line for line in room.lines(root, "") if isinstance(line.card, ScenarioCard)]


def scenario_of(room: Room, post: str) -> Line | None:
    """The line of the scenario that was posted as `post`."""
    return next((line for line in reversed(scenarios(room)) if _is_of(line, post)), None)


def root_of(room: Room, line: Line) -> Line | None:
    """The scenario that a message belongs to: its thread's, or the newest one that stood there before it."""
    if line.spot.direct_with is not None:
        return None
    if line.spot.thread is not None:
        root = room.lines_by_ref.get(line.spot.thread)
        return root if root is not None and isinstance(root.card, ScenarioCard) else None
    return next((one for one in reversed(scenarios(room)) if one.born < line.born), None)


def answers_to(room: Room, root: Line) -> list[Line]:
    """What Debrief counts as part of an answer to a scenario, wherever in the channel it was written."""
    following = next((one.born for one in scenarios(room) if one.born > root.born), None)
    beside = (
        line
        for line in room.lines(root.spot, "")
        if line.born > root.born and (following is None or line.born < following)
    )
    found = [line for line in (*beside, *room.replies(root.ref, "")) if line.counted]
    return sorted(found, key=lambda line: line.born)


def begun(room: Room, root: Line, member: str) -> list[datetime]:
    """When each try after the first began."""
    kept = room.setting(_name(member, post_of(root)))
    return [datetime.fromisoformat(moment) for moment in kept.split()] if kept else []


def begins(room: Room, post: str, member: str, now: datetime) -> Setting | None:
    """What to keep of a wish for another try. None when there is none to be had, or one was begun already."""
    root = scenario_of(room, post)
    if root is None:
        return None
    debriefed, so_far = list(debriefs(room, root, member)), begun(room, root, member)
    if not debriefed or len(debriefed) >= MOST_GRADINGS or (so_far and debriefed[-1] <= so_far[-1]):
        return None
    return _name(member, post), " ".join(moment.isoformat() for moment in (*so_far, now))


def try_of(line: Line, starts: Sequence[datetime]) -> int:
    """Counted from nought."""
    return sum(start <= line.at for start in starts)


def debriefs(room: Room, root: Line, member: str) -> Iterator[datetime]:
    """When a member was told what their answer is worth, in order; a word that doesn't count is none."""
    for line in room.lines(direct(member), member):
        card = line.card
        if not isinstance(card, DebriefCard) or not isinstance(root.card, ScenarioCard):
            continue
        of_this = card.scenario == root.card.title and line.at >= root.at and card.notice != PROVISIONAL
        if of_this and (not card.buttons or any(_is_of(root, button.subject) for button in card.buttons)):
            yield line.at


def _is_of(root: Line, post: str) -> bool:
    return isinstance(root.card, ScenarioCard) and any(b.subject == post for b in root.card.buttons)


def post_of(root: Line) -> str:
    """What a scenario was posted as."""
    buttons = root.card.buttons if isinstance(root.card, ScenarioCard) else ()
    return buttons[0].subject if buttons else ""


def _name(member: str, post: str) -> str:
    return f"tries of {member} at {post}"
