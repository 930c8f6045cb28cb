"""Blocks over as many messages as they need. That it goes on is said at the end of each."""

from collections.abc import Iterable, Sequence
from itertools import chain

from adapters.discord.wording.escaping import units
from adapters.discord.wording.rich import Block, Kind, cut, gap, markup

MOST = 2_000
_ROOM = 100
"""For the lines that say which part it is."""
_GAP = 4


def paged(blocks: Iterable[Block]) -> list[str]:
    """The contents of as many messages as it takes; none for blocks without a word."""
    whole = list(chain.from_iterable(map(cut, blocks)))
    if fits(whole):
        return [text(whole)] if whole else []
    pages = _pages(whole, MOST - _ROOM)
    return [
        _begins(place, len(pages)) + text(page) + _ends(place, len(pages)) for place, page in enumerate(pages)
    ]


def fits(blocks: Sequence[Block]) -> bool:
    """One message holds them."""
    return units(text(blocks)) <= MOST


def text(blocks: Sequence[Block]) -> str:
    """The blocks one below the other."""
    written = ""
    for place, it in enumerate(blocks):
        written += (gap(blocks[place - 1], it) if place else "") + markup(it)
    return written


def _pages(blocks: Sequence[Block], most: int) -> list[list[Block]]:
    pages: list[list[Block]] = []
    taken = most
    for group in _groups(blocks):
        size = sum(map(_size, group))
        for part in [group] if size <= most else [[it] for it in group]:
            size = sum(map(_size, part))
            if not pages or taken + size > most:
                pages.append([])
                taken = 0
            pages[-1] += part
            taken += size
    return pages


def _size(it: Block) -> int:
    """With the widest gap before it."""
    return units(markup(it)) + _GAP


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """What should stand in one message: a title and what it is of, a block and what belongs to it."""
    groups: list[list[Block]] = []
    for it in blocks:
        if groups and (it.tight or groups[-1][-1].kind is Kind.TITLE):
            groups[-1].append(it)
        else:
            groups.append([it])
    return groups


def _begins(place: int, pages: int) -> str:
    return f"-# Part {place + 1} of {pages}\n" if place else ""


def _ends(place: int, pages: int) -> str:
    last = place + 1 == pages
    return "" if last else f"\n-# Continues below: part {place + 2} of {pages}"
