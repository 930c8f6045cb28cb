"""What a page is made from: one viewer, one place, and what stands beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from adapters.web.room.eyes import Eyes
from adapters.web.room.lines import lines_html
from adapters.web.room.parts import Beside, parts_of
from adapters.web.room.render import PAGES, scenario_html
from adapters.web.room.spots import list_name
from adapters.web.room.values import Line, Spot, direct
from adapters.web.room.ways import ways_of
from bot.domain.cards import ScenarioCard
from bot.practice.commands.table import TABLES


@dataclass(frozen=True, slots=True)
class Unsent:
    """A text that was refused: it stands in its field again, with the reason."""

    at: str
    text: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Pane:
    """The lines of a place, and what its field holds."""

    lines: Markup
    text: str = ""
    trouble: str = ""
    root: Line | None = None
    title: str = ""
    original: Markup = field(default_factory=Markup)
    is_scenario: bool = False


async def page(eyes: Eyes, beside: Beside, at: str, root: Line | None, unsent: Unsent | None = None) -> str:
    """The page at `channel`, `thread` or `direct`; `root` is what the thread hangs from."""
    count = eyes.room.count
    thread = root if at != "direct" else None
    said: dict[str, object] = {
        "at": at,
        "eyes": eyes,
        "count": count,
        "events": _events(eyes, at, thread),
        "group": beside.study.group,
        "grader_says": beside.study.grader_says,
        "clock_open": not beside.study.moving,
        "parts": await parts_of(eyes, beside, thread),
        "commands": COMMANDS,
        "title": _title(eyes, at, thread),
        "channel": _pane(eyes, eyes.root, unsent),
        "thread": _thread(eyes, thread, unsent) if thread else None,
        "direct": _pane(eyes, direct(eyes.viewer), unsent),
    }
    return PAGES.get_template("room.html").render(said)


def _events(eyes: Eyes, at: str, thread: Line | None) -> str:
    asked = {"at": at, "room": identity(eyes)} | ({"thread": thread.ref} if thread else {})
    return f"{eyes.home}/events?{urlencode(asked)}"


def identity(eyes: Eyes) -> str:
    """Tells this room from another one that was begun in its place: a page of that one loads itself anew."""
    return next(iter(eyes.room.lines_by_ref), "")


def _title(eyes: Eyes, at: str, thread: Line | None) -> str:
    if at == "direct":
        return "Direct messages"
    return _root_title(eyes, thread) if at == "thread" and thread else f"#{eyes.room.channel}"


def _root_title(eyes: Eyes, root: Line) -> str:
    return root.card.title if isinstance(root.card, ScenarioCard) else f"{eyes.name(root.author)} wrote"


def _pane(eyes: Eyes, spot: Spot, unsent: Unsent | None) -> Pane:
    back = unsent if unsent and unsent.at == list_name(spot) else None
    lines = lines_html(eyes.room.lines(spot, eyes.viewer), eyes)
    return Pane(lines, back.text if back else "", back.trouble if back else "")


def _thread(eyes: Eyes, root: Line, unsent: Unsent | None) -> Pane:
    pane = _pane(eyes, Spot(eyes.room.channel, root.ref), unsent)
    return Pane(
        pane.lines,
        pane.text,
        pane.trouble,
        root,
        _root_title(eyes, root),
        _scenario_again(eyes, root),
        isinstance(root.card, ScenarioCard),
    )


def _scenario_again(eyes: Eyes, root: Line) -> Markup:
    ways = ways_of(root, eyes)
    if ways is None:
        return Markup()
    at = f"thread:{root.ref}"
    live = {"closing": ways.closing(), f"presses:{at}": ways.presses(at)}
    return scenario_html(ways.card, eyes.zone, root, eyes.viewer, live)


def _commands() -> Sequence[Mapping[str, object]]:
    """What the field completes: each word behind the two commands, its forms, and what it does."""
    return [
        {
            "typed": f"/{slash.value} {command.word}",
            "forms": [form for form in command.forms if form],
            "says": command.says,
        }
        for slash, table in TABLES.items()
        for command in table.values()
    ]


COMMANDS = _commands()
