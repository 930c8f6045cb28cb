"""A line of the room as HTML, for one viewer."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from markupsafe import Markup, escape

from adapters.web.room import prose
from adapters.web.room.eyes import Eyes
from adapters.web.room.own_answer import as_it_stands, earlier_try
from adapters.web.room.render import PAGES, card_html, scenario_html
from adapters.web.room.spots import list_name
from adapters.web.room.values import Line
from adapters.web.room.ways import Ways, ways_of
from bot.domain.cards import (
    BoardCard,
    Card,
    DebriefCard,
    FileCard,
    Note,
    PacketCard,
    QuestionCard,
    RevealCard,
    ScenarioCard,
    SheetCard,
)
from bot.domain.forms import AnswerForm, FieldForm

_TOLD_WORDS = 12


def lines_html(lines: Sequence[Line], eyes: Eyes) -> Markup:
    """A place's lines; private notes of earlier days are folded away where they stand together."""
    today, parts = eyes.day(eyes.room.clock.now()), list[Markup]()
    shown = zip(lines, each_html(lines, eyes), strict=True)
    for is_old, run in groupby(shown, key=lambda pair: _is_old_whisper(pair[0], eyes, today)):
        pairs = list(run)
        htmls = Markup("\n").join(html for _, html in pairs)
        parts.append(_folded(htmls, pairs[0][0], len(pairs)) if is_old else htmls)
    return Markup("\n").join(parts)


def line_html(line: Line, eyes: Eyes) -> Markup:
    return next(each_html((line,), eyes))


def _is_old_whisper(line: Line, eyes: Eyes, today: date) -> bool:
    in_the_open = line.spot.direct_with is None
    return in_the_open and line.only_for is not None and eyes.day(line.at) < today


def _folded(htmls: Markup, first: Line, count: int) -> Markup:
    return Markup(  # noqa: S704  the template escapes
        PAGES.get_template("parts/earlier.html").render(lines=htmls, first=first, count=count)
    )


def each_html(lines: Sequence[Line], eyes: Eyes) -> Iterator[Markup]:
    opening = eyes.opening_days({line.spot for line in lines})
    return (_line(line, eyes, opens_day=line.ref in opening) for line in lines)


def _line(line: Line, eyes: Eyes, *, opens_day: bool) -> Markup:
    """An `article` that a page's script can find again and replace."""
    said: dict[str, object] = {
        "line": line,
        "eyes": eyes,
        "list": list_name(line.spot),
        "says": told(line, eyes),
        "clock": f"{line.at.astimezone(eyes.zone):%H:%M}",
        "day": f"{line.at.astimezone(eyes.zone):%A %-d %B}",
        "opens_day": opens_day,
    }
    return Markup(PAGES.get_template(_template(line)).render(said | _of_kind(line, eyes)))  # noqa: S704


def _template(line: Line) -> str:
    if line.card is None:
        return "lines/message.html"
    if line.only_for is not None:
        return "lines/whisper.html"
    return "lines/scenario.html" if isinstance(line.card, ScenarioCard) else "lines/card.html"


def _of_kind(line: Line, eyes: Eyes) -> dict[str, object]:
    if line.card is None:
        own = line.author == eyes.viewer
        out = own and not line.counted and line.taken_out
        return {"own": own, "out": out, "earlier": earlier_try(eyes, line) if own and line.counted else ""}
    ways = ways_of(line, eyes) if line.only_for is None else None
    if ways is not None:
        return _scenario(line, ways, eyes)
    card = as_it_stands(eyes, line) or line.card
    is_new = f"{card.title} is here" if isinstance(card, BoardCard) and line.only_for is None else ""
    private = line.spot.direct_with is not None
    return {"card": card_html(card, eyes.zone, line, eyes.viewer), "is_new": is_new, "private": private}


def _scenario(line: Line, ways: Ways, eyes: Eyes) -> dict[str, object]:
    newest = eyes.newest()
    is_newest = newest is not None and newest.ref == line.ref
    way = {f"way:{line.ref}": ways.way()}
    live = {"closing": ways.closing(), **(way if is_newest else {}), f"presses:{line.ref}": ways.presses()}
    return {
        "title": ways.card.title,
        "today": is_newest,
        "state": state_of(ways.card, eyes),
        "way": way,
        "card": scenario_html(ways.card, eyes.zone, line, eyes.viewer, live),
        "is_new": f"{line.at.astimezone(eyes.zone):%A}’s scenario is here",
    }


def state_of(card: ScenarioCard, eyes: Eyes) -> Markup:
    return escape("today’s scenario" if eyes.room.clock.now() < card.deadline else "closed")


def told(line: Line, eyes: Eyes) -> str:
    """What is said of a line as it comes, to whoever listens rather than looks."""
    if line.card is None:
        return f"{eyes.name(line.author)}: {prose.quoted(prose.shown(line.text), _TOLD_WORDS)}"
    return f"Debrief: {prose.quoted(prose.shown(_heading(line.card)), _TOLD_WORDS)}"


def _heading(card: Card) -> str:  # noqa: PLR0911  an arm for each kind of card
    match card:
        case ScenarioCard():
            return f"a new scenario, {card.title}"
        case DebriefCard():
            return f"your debrief, {card.scenario}: {card.band.value}"
        case PacketCard():
            return f"the packet of your mock round, {card.scenario}"
        case QuestionCard():
            return f"question {card.turn} of {card.turns}"
        case RevealCard():
            return f"the answers to {card.scenario}"
        case BoardCard() | SheetCard() | FieldForm():
            return card.title
        case Note():
            return card.text
        case AnswerForm() | FileCard():
            return "something for you"
