"""A debrief set for a terminal: the member's words, then the level, then what lacks; one thing to do."""

from collections.abc import Iterator

from rich.text import Text

from adapters.terminal.prose import Page, button_row, plain, quoted, shortened
from bot.domain.card_parts import CriterionLine
from bot.domain.cards import DebriefCard
from bot.domain.grade import Finding, Level

RED = "red"  # kept for red lines alone
_QUOTED_WORDS = 28
_REMINDING_WORDS = 8
_SENIOR_WORDS = 40


def debrief_page(card: DebriefCard) -> Page:
    """All that the debrief says."""
    return [
        *_head(card),
        *([plain(card.notice, "bold")] if card.notice else []),
        *([plain(card.caution, "dim")] if card.caution else []),
        *_criteria(card),
        *_red_lines(card),
        *_said("The one change that moves it most", card.one_change),
        *_said("They would ask next", card.follow_up),
        *_senior(card, words=None),
        *_flags(card),
        *_points(card),
        *button_row(card.buttons),
    ]


def debrief_in_short(card: DebriefCard) -> Page:
    """The verdict and the levels, without the words for each."""
    return [
        *_head(card),
        *([plain(card.notice, "bold")] if card.notice else []),
        Text(),
        *(_verdict(line) for line in card.criteria),
        *_red_lines(card),
        *_senior(card, words=_SENIOR_WORDS),
        *_flags(card),
        *_points(card),
    ]


def level_marks(level: Level) -> str:
    return f"{level.marks} {level.word}"


def _head(card: DebriefCard) -> Page:
    return [
        plain(f"{card.scenario}: {card.band.value}", "bold"),
        plain(card.signed, "dim"),
    ]


def _criteria(card: DebriefCard) -> Iterator[Text]:
    shown: set[str] = set()
    for line in card.criteria:
        yield Text()
        if line.quotes:
            quote = next((quote for quote in line.quotes if quote not in shown), line.quotes[0])
            yield you_said(quote, shown)
        yield _verdict(line)
        if line.missing:
            yield plain(line.missing)


def you_said(quote: str, shown: set[str]) -> Text:
    """A quote; in a few words only where it was shown before."""
    words = _REMINDING_WORDS if quote in shown else _QUOTED_WORDS
    shown.add(quote)
    return Text.assemble(("You said ", "bold"), plain(f"“{quoted(quote, words)}”"))


def _verdict(line: CriterionLine) -> Text:
    unsure = " (unsure)" if line.unsure or line.finding == Finding.UNSURE else ""
    return plain(f"{level_marks(line.level):<13} {line.title}{unsure}")


def _red_lines(card: DebriefCard) -> Page:
    lines: Page = [Text.assemble(("Red line  ", f"bold {RED}"), plain(says, RED)) for says in card.red_lines]
    return [Text(), *lines] if lines else []


def _said(heading: str, text: str) -> Page:
    return [Text(), plain(heading, "bold"), plain(text)] if text else []


def _senior(card: DebriefCard, words: int | None) -> Page:
    if not card.senior:
        return []
    text = card.senior if words is None else shortened(card.senior, words)
    return [Text(), plain("What a senior answer said", "bold"), *map(plain, text.split("\n\n"))]


def _flags(card: DebriefCard) -> Page:
    return [Text(), *(plain(flag) for flag in card.flags)] if card.flags else []


def _points(card: DebriefCard) -> Page:
    if not card.points and not card.improved:
        return []
    page: Page = [Text()]
    if card.points:
        page.append(Text.assemble(("Points  ", "bold"), plain(", ".join(card.points))))
    if card.improved:
        page.append(plain(card.improved))
    return page
