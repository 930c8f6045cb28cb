"""What debriefs and packets share: the member's words, then the level, then what lacks."""

from collections.abc import Iterator, Sequence

from adapters.slack.blocks.prose import paragraphs, phrase, spoken
from adapters.slack.blocks.rich import Part, Run, bold, quoted, rich, said
from adapters.slack.blocks.values import Block
from adapters.slack.blocks.wording import first_words
from bot.domain.card_parts import CriterionLine
from bot.domain.grade import Finding

_QUOTED_WORDS = 60
_REMINDING_WORDS = 8
_RED = Run("red_circle", emoji=True)  # kept for red lines alone


def criterion_blocks(criteria: Sequence[CriterionLine]) -> list[Block]:
    """Each of the member's words is quoted whole once; after that, its beginning reminds of it."""
    told = set[str]()
    return [block for line in criteria for block in rich(*_criterion(line, told))]


def red_line_blocks(red_lines: Sequence[str]) -> list[Block]:
    return rich(*(said(_RED, bold(" Red line: "), *phrase(paragraphs(says))) for says in red_lines))


def headed(heading: str, *parts: Part) -> list[Block]:
    return rich(said(bold(heading)), *parts)


def one_change_blocks(one_change: str) -> list[Block]:
    return headed("The one change that moves it most", spoken(one_change)) if one_change else []


def _criterion(line: CriterionLine, told: set[str]) -> Iterator[Part]:
    for quote in line.quotes:
        yield quoted(first_words(quote, _REMINDING_WORDS if quote in told else _QUOTED_WORDS))
        told.add(quote)
    unsure = " (unsure)" if line.unsure or line.finding == Finding.UNSURE else ""
    yield said(bold(f"{line.level.marks} {line.level.word}"), f" · {line.title}{unsure}")
    if line.missing:
        yield spoken(line.missing)
