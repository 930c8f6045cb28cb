"""Every card as HTML. A template for each kind; nothing in a card is ever markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.web.look.templates import environment
from adapters.web.room import prose
from adapters.web.room.values import Line
from bot.domain.card_parts import Button, CriterionLine
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
from bot.domain.grade import Band, Finding
from bot.domain.happenings import Action

HARDEST = 3
_QUOTED_WORDS = 60
_REMINDING_WORDS = 8
_LEADING = {Action.GRADE_ME, Action.END_TURN, Action.USE_AS_ANSWER}
"""Actions that stand out among a card's buttons; one of them at most is on any card."""

PAGES = environment.overlay()
PAGES.filters = {
    **environment.filters,
    "bare": prose.bare,
    "spoken": prose.spoken,
    "phrase": prose.phrase,
    "written": prose.written,
    "prompt": prose.prompt,
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with the quotes that are said at its place."""

    line: CriterionLine
    quotes: tuple[str, ...]

    @property
    def unsure(self) -> bool:
        return self.line.unsure or self.line.finding == Finding.UNSURE


def card_html(card: Card, zone: ZoneInfo, line: Line | None = None, viewer: str = "") -> Markup:
    """A card for one viewer, times in `zone`. Without a line it stands nowhere and nothing can be pressed."""
    return _card(_template(card), card, zone, line, viewer)


def scenario_html(
    card: ScenarioCard, zone: ZoneInfo, line: Line, viewer: str, live: Mapping[str, Markup]
) -> Markup:
    """A scenario with its parts that change with the time, by the names of the elements that hold them."""
    return _card("cards/scenario.html", card, zone, line, viewer, live=live)


def _card(
    template: str, card: Card, zone: ZoneInfo, line: Line | None, viewer: str, **more: object
) -> Markup:
    said: dict[str, object] = {
        "card": card,
        "ref": line.ref if line else None,
        "base": f"/room/{viewer}" if viewer else None,
        "when": lambda moment: in_words(moment, zone),
        "criteria": criteria_of(card),
        "bands": tuple(Band),
        "hardest": HARDEST,
        "leading": leading(getattr(card, "buttons", ())),
        "live": None,
    }
    return Markup(PAGES.get_template(template).render(said | more))  # noqa: S704  the template escapes


def criteria_of(card: Card) -> tuple[Criterion, ...]:
    """Each of the member's words is quoted whole once; after that, its beginning reminds of it."""
    found, told = [], set[str]()
    for line in getattr(card, "criteria", ()):
        quotes = []
        for quote in map(prose.shown, line.quotes):
            quotes.append(prose.quoted(quote, _REMINDING_WORDS if quote in told else _QUOTED_WORDS))
            told.add(quote)
        found.append(Criterion(line, tuple(quotes)))
    return tuple(found)


def leading(buttons: tuple[Button, ...]) -> Button | None:
    return next((button for button in buttons if button.action in _LEADING), None)


def in_words(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%A %H:%M}"


def _template(card: Card) -> str:
    return f"cards/{_NAMES[type(card)]}.html"


_NAMES: Mapping[type[Card], str] = {
    ScenarioCard: "scenario",
    DebriefCard: "debrief",
    RevealCard: "reveal",
    Note: "note",
    AnswerForm: "form",
    FieldForm: "fields",
    BoardCard: "board",
    SheetCard: "sheet",
    FileCard: "file",
    QuestionCard: "question",
    PacketCard: "packet",
}
