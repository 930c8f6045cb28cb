"""A card as blocks of runs: plain words until the last moment, so that no cut can fall into a markup."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from itertools import groupby

from adapters.chats.cutting import pieces
from adapters.discord.wording.escaping import escaped, isolated, one_line, shown, units

MOST_IN_BLOCK = 1_800
"""In UTF-16; leaves room in a message for the lines that say which part it is."""
_MOST_IN_RUN = 1_700
_FENCE = "```"


class Kind(Enum):
    TITLE = auto()
    SMALL = auto()
    TEXT = auto()
    QUOTE = auto()
    BULLET = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    bold: bool = False
    code: bool = False
    name: bool = False
    """Somebody's name, which may be written the other way round than the words about it."""
    moment: datetime | None = None
    """A time, which everybody reads in their own zone; it has no text."""

    @property
    def look(self) -> tuple[bool, bool, datetime | None]:
        return self.bold, self.code, self.moment


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    runs: tuple[Run, ...]
    tight: bool = field(default=False, kw_only=True)
    """Belongs to the block before it: no empty line comes between, and no end of a message if it can be."""
    depth: int = field(default=0, kw_only=True)


def block(kind: Kind, *runs: Run | str, tight: bool = False, depth: int = 0) -> Block:
    made = (run if isinstance(run, Run) else Run(run) for run in runs)
    fit = [replace(run, text=_fit(run), name=False) for run in made if run.text or run.moment]
    alike = (list(together) for _, together in groupby(fit, key=lambda run: run.look))
    joined = tuple(replace(each[0], text="".join(run.text for run in each)) for each in alike)
    return Block(kind, joined, tight=tight, depth=depth)


def said(*runs: Run | str, tight: bool = False) -> Block:
    return block(Kind.TEXT, *runs, tight=tight)


def quoted(text: str, *, tight: bool = False) -> Block:
    return block(Kind.QUOTE, text, tight=tight)


def bullet(*runs: Run | str, tight: bool = False, depth: int = 0) -> Block:
    return block(Kind.BULLET, *runs, tight=tight, depth=depth)


def bold(text: str) -> Run:
    return Run(text, bold=True)


def markup(it: Block) -> str:
    """The block in Discord's markdown."""
    text = "".join(_marked(run, it.runs[place - 1] if place else None) for place, run in enumerate(it.runs))
    match it.kind:
        case Kind.TITLE:
            return f"## {text}"
        case Kind.SMALL:
            return _led("-# ", text)
        case Kind.QUOTE:
            return _led("> ", text, empty=True)
        case Kind.BULLET:
            margin = "  " * it.depth
            return f"{margin}- " + text.replace("\n", f"\n{margin}  ")
        case Kind.TABLE:
            return f"{_FENCE}\n{''.join(run.text for run in it.runs)}\n{_FENCE}"
        case Kind.TEXT:
            return text


def cut(it: Block) -> Iterator[Block]:
    """What is too long for one message goes on as a block of the same kind. What says nothing goes."""
    held: list[Run] = []
    tight, taken = it.tight, 0
    for run in (short for whole in it.runs for short in _short(it, whole)):
        size = _size(it, run)(run.text)
        if held and taken + size > MOST_IN_BLOCK:
            yield replace(it, runs=tuple(held), tight=tight)
            held, tight, taken = [], False, 0
        held.append(run)
        taken += size
    if any(run.text.strip() or run.moment for run in held):
        yield replace(it, runs=tuple(held), tight=tight)


def _short(it: Block, run: Run) -> Iterator[Run]:
    if run.moment:
        yield run
        return
    for piece in pieces(run.text, _MOST_IN_RUN, _size(it, run)):
        if piece.text:
            yield replace(run, text=piece.text)


def _size(it: Block, run: Run) -> Callable[[str], int]:
    return lambda text: units(markup(replace(it, runs=(replace(run, text=text),))))


def _fit(run: Run) -> str:
    return isolated(one_line(run.text)) if run.name else shown(run.text)


def _marked(run: Run, before: Run | None) -> str:
    if run.moment:
        seconds = int(run.moment.timestamp())
        return f"<t:{seconds}:f> (<t:{seconds}:R>)"
    if run.code and not (before and before.code):
        return f"`{run.text}`"
    if run.bold:
        return "\n".join(map(_bold, run.text.split("\n")))
    return escaped(run.text, begins=before is None or before.text.endswith("\n"))


def _bold(line: str) -> str:
    words = line.strip()
    if not words:
        return line
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return f"{before}**{escaped(words)}**{after}"


def _led(mark: str, text: str, *, empty: bool = False) -> str:
    lines = text.split("\n")
    return "\n".join(f"{mark}{line}" for line in lines if empty or line.strip())


def gap(before: Block, after: Block) -> str:
    """What stands between two blocks of a message."""
    if before.kind is after.kind is Kind.QUOTE and after.tight:
        return "\n> \n"
    near = after.tight or before.kind is Kind.TITLE or (before.kind, after.kind) == (Kind.SMALL, Kind.TITLE)
    alike = before.kind is after.kind and before.kind in (Kind.BULLET, Kind.SMALL)
    return "\n" if near or alike else "\n\n"
