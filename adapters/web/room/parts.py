"""The small pieces of a page that change by themselves: the time, the counts, the next step."""

from dataclasses import dataclass, field

from markupsafe import Markup

from adapters.web.room.desk import Desk
from adapters.web.room.eyes import Eyes
from adapters.web.room.lines import state_of
from adapters.web.room.render import PAGES
from adapters.web.room.room import Room
from adapters.web.room.spots import home_of
from adapters.web.room.values import Line, direct
from adapters.web.room.views import Study

Parts = dict[str, Markup]
"""By the name of the element that holds each."""


@dataclass(slots=True)
class Seen:
    """How far each member has read their direct messages, since the pages were opened."""

    start: int
    until: dict[str, int] = field(default_factory=dict)

    def read(self, viewer: str, count: int) -> None:
        self.until[viewer] = count

    def unread(self, room: Room, viewer: str) -> int:
        since = self.until.get(viewer, self.start)
        lines = room.lines(direct(viewer), viewer)
        return sum(line.author is None and line.born > since for line in lines)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page shows besides lines, and where it comes from."""

    desk: Desk
    study: Study
    seen: Seen


async def parts_of(eyes: Eyes, beside: Beside, thread: Line | None) -> Parts:
    """All of them, for a page that shows `thread`, if any."""
    study, room = beside.study, eyes.room
    now = room.clock.now().astimezone(eyes.zone)
    return {
        "next": _made("next", step=await study.next_step(eyes.viewer)),
        "time": _made("time", now=now, moving=study.moving),
        "jumps": _made("jumps", jumps=await study.jumps(), home=eyes.home, moving=study.moving),
        "unread": _made("unread", unread=beside.seen.unread(room, eyes.viewer)),
        "waiting": _made("waiting", waiting=beside.desk.waiting(eyes.viewer)),
        "turn": _made("turn", it=eyes.own_turn(), home=eyes.home),
        **_of_scenarios(eyes),
        **({f"answer:{thread.ref}": own_answer(thread, eyes)} if thread else {}),
    }


def _of_scenarios(eyes: Eyes) -> Parts:
    parts: Parts = {}
    for line in eyes.scenarios():
        parts[f"answered:{line.ref}"] = _made("answered", answered=eyes.answered(line.ref))
        card = eyes.card_of(line)
        if card is not None:
            parts[f"state:{line.ref}"] = state_of(card, eyes)
    return parts


def own_answer(root: Line, eyes: Eyes) -> Markup:
    return _made("answer", own=eyes.own_answer(root), root=root, home=home_of(eyes.viewer))


def _made(name: str, **said: object) -> Markup:
    return Markup(PAGES.get_template(f"parts/{name}.html").render(said).strip())  # noqa: S704  it escapes
