"""What debriefs and packets share: the member's words, then the level, then what lacks."""

from collections.abc import Iterator, Sequence

from adapters.discord.wording.escaping import first_words
from adapters.discord.wording.prose import paragraphs, phrase, spoken
from adapters.discord.wording.rich import Block, bold, quoted, said
from bot.domain.card_parts import CriterionLine
from bot.domain.grade import Finding

_QUOTED_WORDS = 60
_REMINDING_WORDS = 8
_RED = "🔴 "  # kept for red lines alone


def criterion_blocks(criteria: Sequence[CriterionLine]) -> list[Block]:
    """Each of the member's words is quoted whole once; after that, its beginning reminds of it."""
    told = set[str]()
    return [it for line in criteria for it in _criterion(line, told)]


def red_line_blocks(red_lines: Sequence[str]) -> list[Block]:
    return [said(_RED, bold("Red line:"), " ", *phrase(paragraphs(says))) for says in red_lines]


def headed(heading: str, blocks: Sequence[Block]) -> list[Block]:
    return [said(bold(heading)), *blocks]


def one_change_blocks(one_change: str) -> list[Block]:
    words = spoken(one_change, tight=True)
    return headed("The one change that moves it most", words) if words else []


def _criterion(line: CriterionLine, told: set[str]) -> Iterator[Block]:
    for place, quote in enumerate(line.quotes):
        words = first_words(quote, _REMINDING_WORDS if quote in told else _QUOTED_WORDS)
        yield quoted(words, tight=place > 0)
        told.add(quote)
    unsure = " (unsure)" if line.unsure or line.finding == Finding.UNSURE else ""
    level = f"{line.level.marks} {line.level.word}"
    yield said(bold(level), f" · {line.title}{unsure}", tight=bool(line.quotes))
    yield from spoken(line.missing, tight=True)
