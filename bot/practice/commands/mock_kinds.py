"""`mock KIND`: which kind of round somebody means, and the list of all kinds."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.card_parts import Section
from bot.domain.cards import Card, SheetCard
from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.errors import UserMustAct
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
DAILY, OWN = "On scenarios like the daily ones", "On questions of their own"
CLOSING = (
    "`/debrief mock panel` begins one; `/debrief mock` alone is a case, and `/debrief mock full` a company's "
    "whole loop. The minutes are of talking, and the most that a round takes. A question back that you ask "
    "counts as no turn."
)


async def mock_of_kind(it: Asked) -> Card:
    """Begin a round of the kind that was typed, or list the kinds. Raises UserMustAct for another word."""
    if it.plain in (("kinds",), ("kind",), ("list",)):
        return kinds_sheet()
    kind = kind_named(it.plain) if it.words else Kind.CASE
    if kind is None:
        typed, kinds = " ".join(word.shown for word in it.words), ", ".join(f"`{kind}`" for kind in Kind)
        raise UserMustAct(
            f"I can't read `{typed[:40]}` as a kind of round. Nothing was changed. There are {kinds}; "
            "`/debrief mock kinds` says what each is for."
        )
    return await start_round(it.core, it.group.id, it.member.person, it.given, kind)


def kind_named(plain: tuple[str, ...]) -> Kind | None:
    """In one word or several: `rapid-fire`, `rapid fire`, `recruiter`."""
    word = "-".join(plain)
    return Kind(word) if word in set(Kind) else _ALSO.get(word)


def kinds_sheet() -> SheetCard:
    sections = (Section(DAILY, tuple(_told(own=False))), Section(OWN, tuple(_told(own=True))))
    return SheetCard("Kinds of mock round", sections, CLOSING)


def _told(*, own: bool) -> Iterator[str]:
    for form in FORMATS.values():
        if form.own is own:
            named = "" if _is_named(form) else f"{form.title} · "
            minutes = form.time // timedelta(minutes=1)
            yield f"`{form.kind}` · {named}{form.says} · {form.turns} questions, {minutes} min"


def _is_named(form: Format) -> bool:
    """Whether what is typed says its title already."""
    return form.title.casefold() == form.kind.replace("-", " ")
