"""The small pieces of a page that change by themselves: the time, the counts, the next step."""

from dataclasses import dataclass, field

from markupsafe import Markup

from adapters.web.room.desk import Desk
from adapters.web.room.eyes import Eyes
from adapters.web.room.lines import state_of
from adapters.web.room.own_answer import own_answer, own_turn
from adapters.web.room.render import PAGES, card_html
from adapters.web.room.room import Room
from adapters.web.room.values import Line, direct
from adapters.web.room.views import Study
from adapters.web.room.ways import ways_of

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
    bound_for = study.bound_for.astimezone(eyes.zone) if study.bound_for else None
    return {
        "next": _made("next", step=await study.next_step(eyes.viewer)),
        "time": _made("time", now=now, moving=study.moving, bound_for=bound_for),
        "jumps": _made("jumps", jumps=await study.jumps(), home=eyes.home, moving=study.moving),
        "unread": _made("unread", unread=beside.seen.unread(room, eyes.viewer)),
        "waiting": _made("waiting", waiting=beside.desk.waiting(eyes.viewer)),
        "turn": _made("turn", it=own_turn(eyes), home=eyes.home),
        **_of_scenarios(eyes),
        **(_of_thread(thread, eyes) if thread else {}),
    }


def _of_thread(root: Line, eyes: Eyes) -> Parts:
    """A scenario stands above its thread for good; what a member wrote there changes, and may go."""
    own = _made("answer", own=own_answer(eyes, root), root=root, home=eyes.home)
    parts, ways = {f"answer:{root.ref}": own}, ways_of(root, eyes)
    if ways is None:
        return parts | {f"original:{root.ref}": _original(root, eyes)}
    at = f"thread:{root.ref}"
    return parts | {f"presses:{at}": ways.presses(at)}


def _original(root: Line, eyes: Eyes) -> Markup:
    line = eyes.room.line(root.ref, eyes.viewer)
    card = card_html(line.card, eyes.zone) if line and line.card else None
    clock = f"{root.at.astimezone(eyes.zone):%H:%M}"
    return _made("original", line=line, card=card, eyes=eyes, clock=clock)


def _of_scenarios(eyes: Eyes) -> Parts:
    parts: Parts = {}
    for line in eyes.scenarios():
        ways = ways_of(line, eyes)
        if ways is not None:
            parts |= {
                f"state:{line.ref}": state_of(ways.card, eyes),
                f"closing:{line.ref}": ways.closing(),
                f"way:{line.ref}": ways.way(),
                f"presses:{line.ref}": ways.presses(),
            }
    return parts


def _made(name: str, **said: object) -> Markup:
    return Markup(PAGES.get_template(f"parts/{name}.html").render(said).strip())  # noqa: S704  it escapes
