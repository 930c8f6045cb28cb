"""Mock rounds, set for a terminal."""

from rich.text import Text

from adapters.terminal.debrief import RED, level_marks, you_said
from adapters.terminal.prose import Page, button_row, indented, plain, prompt_page
from bot.domain.card_parts import CriterionLine
from bot.domain.cards import PacketCard, QuestionCard
from bot.domain.grade import Finding

_MARKS_AND_WORD = 13


def question_page(card: QuestionCard) -> Page:
    notes: Page = [Text(), *(plain(note, "dim") for note in card.notes)] if card.notes else []
    return [
        plain(f"{card.scenario} · question {card.turn} of {card.turns}", "bold"),
        plain(card.heading, "dim"),
        Text(),
        *prompt_page(card.ask),
        *notes,
        *button_row(card.buttons),
    ]


def packet_page(card: PacketCard) -> Page:
    """All that the committee reads: the verdict, the words behind it, and what was asked."""
    verdict = card.band.value if card.band else "no verdict"
    page: Page = [
        plain(f"{card.scenario}, the packet: {verdict}", "bold"),
        plain(f"Read by: {card.source}", "dim"),
        *(plain(note) for note in card.notes),
    ]
    if card.caution:
        page.append(plain(card.caution, "dim"))
    shown: set[str] = set()
    for line in card.criteria:
        page += _criterion(line, shown)
    page += _red_lines(card)
    if card.one_change:
        page += [Text(), plain("The one change that moves it most", "bold"), plain(card.one_change)]
    if card.asked:
        page += [Text(), plain("You were asked", "bold"), *(indented(plain(ask)) for ask in card.asked)]
    return [*page, *button_row(card.buttons)]


def _criterion(line: CriterionLine, shown: set[str]) -> Page:
    unsure = " (unsure)" if line.unsure or line.finding == Finding.UNSURE else ""
    page: Page = [Text()]
    page += [you_said(quote, shown) for quote in line.quotes]
    page.append(plain(f"{level_marks(line.level):<{_MARKS_AND_WORD}} {line.title}{unsure}"))
    return [*page, plain(line.missing)] if line.missing else page


def _red_lines(card: PacketCard) -> Page:
    lines: Page = [Text.assemble(("Red line  ", f"bold {RED}"), plain(says, RED)) for says in card.red_lines]
    return [Text(), *lines] if lines else []
