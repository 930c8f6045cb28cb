"""A line of the room as HTML, for one viewer."""

from markupsafe import Markup, escape

from adapters.web.room import prose
from adapters.web.room.eyes import Eyes
from adapters.web.room.render import PAGES, card_html, scenario_html
from adapters.web.room.spots import list_name, thread_address
from adapters.web.room.values import Line
from bot.domain.cards import (
    BoardCard,
    Card,
    DebriefCard,
    Note,
    PacketCard,
    QuestionCard,
    RevealCard,
    ScenarioCard,
    SheetCard,
)

_TOLD_WORDS = 12


def lines_html(lines: tuple[Line, ...], eyes: Eyes) -> Markup:
    return Markup("\n").join(line_html(line, eyes) for line in lines)


def line_html(line: Line, eyes: Eyes) -> Markup:
    """An `article` that a page's script can find again and replace."""
    said: dict[str, object] = {
        "line": line,
        "eyes": eyes,
        "list": list_name(line.spot),
        "says": told(line, eyes),
        "clock": f"{line.at.astimezone(eyes.zone):%H:%M}",
        "day": f"{line.at.astimezone(eyes.zone):%A %-d %B}",
        "opens_day": eyes.opens_a_day(line),
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
        return {"own": own, "out": own and not line.counted and eyes.was_taken_out(line)}
    if line.only_for is None and isinstance(line.card, ScenarioCard):
        return _scenario(line, line.card, eyes)
    return {"card": card_html(line.card, eyes.zone, line, eyes.viewer)}


def _scenario(line: Line, card: ScenarioCard, eyes: Eyes) -> dict[str, object]:
    newest = eyes.newest()
    replies = replies_html(line, eyes)
    return {
        "title": card.title,
        "today": newest is not None and newest.ref == line.ref,
        "state": state_of(card, eyes),
        "replies": replies,
        "card": scenario_html(card, eyes.zone, line, eyes.viewer, replies=replies),
    }


def state_of(card: ScenarioCard, eyes: Eyes) -> Markup:
    return escape("today’s scenario" if eyes.room.clock.now() < card.deadline else "closed")


def replies_html(line: Line, eyes: Eyes) -> Markup:
    """The way to a scenario's thread, and who has been there."""
    return Markup(  # noqa: S704  the template escapes
        PAGES.get_template("parts/replies.html").render(
            ref=line.ref, href=thread_address(line.ref, eyes.viewer), answered=eyes.answered(line.ref)
        )
    )


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
        case BoardCard() | SheetCard():
            return card.title
        case Note():
            return card.text
        case _:
            return "something for you"
