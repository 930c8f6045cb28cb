"""Tables and logs. Discord has no tables: a narrow one keeps its columns, a wide one is told row by row."""

from collections.abc import Iterator

from adapters.discord.wording.rich import Block, Kind, block, bold, bullet, said
from bot.library.records import Entry, records

_DEEPEST = 2
_FENCE = "```"


def table_blocks(text: str) -> Iterator[Block]:
    entries = records(text.split("\n"))
    if entries:
        yield from (_entry(entry, first=place == 0) for place, entry in enumerate(entries))
    else:
        yield block(Kind.TEXT if _FENCE in text else Kind.TABLE, text)


def _entry(entry: Entry, *, first: bool) -> Block:
    if entry.level == 0:
        return said(entry.says)
    rest = entry.whole[len(entry.label) :]
    return bullet(bold(entry.label), rest, tight=not first, depth=min(entry.level - 1, _DEEPEST))
