"""What a page comes to on paper."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType


def printed(page: Iterable[RenderableType], width: int = 80, *, colours: bool = False) -> str:
    console = Console(
        file=StringIO(),
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=colours,
        color_system="truecolor" if colours else None,
        no_color=False,
    )
    with console.capture() as capture:
        for part in page:
            console.print(part)
    return capture.get()
