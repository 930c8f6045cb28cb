"""The small pieces that every card is set from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from adapters.terminal.harmless import harmless
from bot.domain.card_parts import Button
from bot.library.layout import Kind, lines_of

Page = list[RenderableType]

_CUT = "…"


@dataclass(frozen=True, slots=True)
class Barred:
    """A page behind a bar, so that it's seen where it begins and ends."""

    page: Sequence[RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inside = options.update(width=max(options.max_width - 4, 20), highlight=False)
        for part in self.page:
            for line in console.render_lines(part, inside, pad=False):
                yield Segment("  │ ")
                yield from line
                yield Segment.line()


def plain(text: str, style: str = "") -> Text:
    return Text(harmless(text), style=style, overflow="fold")


def indented(part: RenderableType, columns: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, columns), expand=False)


def prompt_page(prompt: str) -> Iterator[Text]:
    """Prose is set anew at this width; tables, logs and lists keep their lines."""
    paragraph: list[str] = []
    for line in lines_of(prompt):
        if line.kind is Kind.PROSE:
            paragraph.append(line.text.strip())
            continue
        if paragraph:
            yield plain(" ".join(paragraph))
        paragraph = []
        yield plain(line.text)
    if paragraph:
        yield plain(" ".join(paragraph))


def button_row(buttons: Sequence[Button]) -> Page:
    if not buttons:
        return []
    return [Text(), plain(" ".join(f"[{button.label}]" for button in buttons))]


def shortened(text: str, words: int) -> str:
    """The beginning of a text, and how much of it is left out."""
    beginning = quoted(text, words)
    left = len(text.split()) - words
    return f"{beginning} (and {left} more words)" if beginning.endswith(_CUT) else beginning


def quoted(text: str, words: int) -> str:
    """The text on one line, cut where it's much longer than so many words."""
    found = text.split()
    return " ".join(found if len(found) <= words * 5 // 4 else [*found[:words], _CUT])
