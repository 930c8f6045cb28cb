"""Mock rounds, set for a terminal."""

from rich.text import Text

from adapters.terminal.prose import Page, button_row, plain, prompt_page
from bot.domain.cards import CriterionLine, PacketCard, QuestionCard


def question_page(card: QuestionCard) -> Page:
    return [
        plain(f"{card.scenario} · question {card.turn} of {card.turns}", "bold"),
        plain(card.asked_by, "dim"),
        Text(),
        *prompt_page(card.ask),
        *(plain(note, "dim") for note in card.notes),
        *button_row(card.buttons),
    ]


def packet_page(card: PacketCard) -> Page:
    verdict = f"Committee: {card.band}" if card.band else "Committee: no verdict"
    page: Page = [plain(f"{card.scenario}: the packet", "bold"), plain(f"{verdict} · {card.source}")]
    for line in card.criteria:
        page += _criterion(line)
    page += [plain(f"Red line: {line}", "red") for line in card.red_lines]
    if card.one_change:
        page += [Text(), plain(card.one_change)]
    page += [plain(note) for note in card.notes]
    if card.caution:
        page.append(plain(card.caution, "dim"))
    return [*page, *button_row(card.buttons)]


def _criterion(line: CriterionLine) -> Page:
    page: Page = [Text(), plain(f"{line.level.marks} {line.level.word}  {line.title}", "bold")]
    page += [plain(f"You said “{quote}”") for quote in line.quotes]
    return [*page, plain(line.missing)] if line.missing else page
