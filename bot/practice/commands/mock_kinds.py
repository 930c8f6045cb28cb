"""`mock KIND`: which kind of round somebody means, and the list of all kinds."""

from bot.domain.cards import Card, Section, SheetCard
from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.practice.commands.asked import Asked
from bot.practice.rounds.start import start_round

FORMS = ("KIND", "kinds")
EXAMPLES = ("mock panel", "mock design", "mock kinds")
_ALSO = {
    "behavioral": Kind.BEHAVIOURAL,
    "behaviour": Kind.BEHAVIOURAL,
    "story": Kind.BEHAVIOURAL,
    "recruiter": Kind.SCREEN,
    "recruiter-screen": Kind.SCREEN,
    "metrics": Kind.ESTIMATION,
    "metrics-and-estimation": Kind.ESTIMATION,
    "card": Kind.MODEL_CARD,
    "model-card-review": Kind.MODEL_CARD,
    "design-then-dismantle": Kind.DESIGN,
    "dismantle": Kind.DESIGN,
    "cross-functional-panel": Kind.PANEL,
    "rapidfire": Kind.RAPID_FIRE,
    "rapid": Kind.RAPID_FIRE,
    "barraiser": Kind.BAR_RAISER,
}
CLOSING = (
    "`/debrief mock panel` begins one; `/debrief mock` alone is a case, and `/debrief mock full` a company's "
    "whole loop. A question back that you ask counts as no turn."
)


async def mock_of_kind(it: Asked) -> Card:
    """Begin a round of the kind that was typed; for `kinds`, or a word that is none, the list."""
    if not it.words:
        return await start_round(it.core, it.group.id, it.member.person, it.given)
    kind = kind_named(it.plain)
    if kind is None:
        known = it.plain in (("kinds",), ("kind",), ("list",))
        return kinds_sheet("" if known else " ".join(word.shown for word in it.words)[:40])
    return await start_round(it.core, it.group.id, it.member.person, it.given, kind)


def kind_named(plain: tuple[str, ...]) -> Kind | None:
    """In one word or several: `rapid-fire`, `rapid fire`, `recruiter`."""
    word = "-".join(plain)
    return Kind(word) if word in set(Kind) else _ALSO.get(word)


def kinds_sheet(unread: str = "") -> SheetCard:
    refused = f"I can't read `{unread}` as a kind of round. Nothing was changed."
    first = (Section("Not read", (refused,)),) if unread else ()
    lines = tuple(_line(form) for form in FORMATS.values())
    return SheetCard("Kinds of mock round", (*first, Section("There are", lines)), CLOSING)


def _line(form: Format) -> str:
    minutes = int(form.time.total_seconds() // 60)
    return f"`{form.kind}` · {form.title}: {form.says}. {form.turns} questions, {minutes} minutes at most"
