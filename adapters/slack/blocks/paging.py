"""Blocks over as many messages as they need. That it goes on is said at the end of each."""

from collections.abc import Iterator, Sequence

from adapters.slack.blocks.plain import quiet
from adapters.slack.blocks.rich import weight
from adapters.slack.blocks.values import Block

MOST_BLOCKS = 50
MOST_BYTES = 11_000
_ROOM_BLOCKS, _ROOM_BYTES = 2, 400
"""For the lines that say which part it is."""

Page = tuple[Block, ...]


def paged(blocks: Sequence[Block]) -> list[Page]:
    pages = list(_pages(blocks))
    return [
        (*_begins(place, len(pages)), *page, *_ends(place, len(pages))) for place, page in enumerate(pages)
    ]


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    page: list[Block] = []
    heavy = 0
    for block in blocks:
        own = weight(block) + 1
        if page and (len(page) >= MOST_BLOCKS - _ROOM_BLOCKS or heavy + own > MOST_BYTES - _ROOM_BYTES):
            follows = [page.pop()] if page[-1]["type"] == "header" and len(page) > 1 else []
            yield page
            page, heavy = follows, sum(map(weight, follows))
        page.append(block)
        heavy += own
    if page:
        yield page


def _begins(place: int, pages: int) -> list[Block]:
    return quiet(f"Part {place + 1} of {pages}") if place else []


def _ends(place: int, pages: int) -> list[Block]:
    last = place + 1 == pages
    return [] if last else quiet(f"Continues below: part {place + 2} of {pages}")
