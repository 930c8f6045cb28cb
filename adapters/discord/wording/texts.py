"""Long texts to open when they're needed. Discord folds nothing in a message but a text file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.discord.wording.escaping import first_words, one_line, shown, units
from adapters.discord.wording.prose import small
from adapters.discord.wording.rich import Block, Kind, Run, block, said
from adapters.discord.wording.values import DiscordFile

_FIRST_WORDS = 40
_WORTH_A_FILE = 600
"""In UTF-16; what is shorter stays where it is."""
_RULE = "-" * 40


@dataclass(frozen=True, slots=True)
class Text:
    """A text under its heading."""

    heading: str
    text: str
    of_member: bool = False
    """The heading is somebody's name, and the text is theirs: it is set as a quote."""

    @property
    def is_long(self) -> bool:
        return units(self.text) > _WORTH_A_FILE

    def blocks(self, text: str | None = None) -> list[Block]:
        words = shown(self.text if text is None else text).strip()
        kind = Kind.QUOTE if self.of_member else Kind.TEXT
        head = [said(Run(self.heading, bold=True, name=self.of_member))] if self.heading.strip() else []
        return [*head, *([block(kind, words, tight=bool(head))] if words else [])]


def in_full(parts: Iterable[Block | Text]) -> list[Block]:
    return [it for part in parts for it in (part.blocks() if isinstance(part, Text) else [part])]


def in_short(parts: Iterable[Block | Text], file_name: str) -> list[Block]:
    """The long ones by how they begin, with a word on where the rest is."""
    told = [it for part in parts for it in _short(part)]
    return [*told, *small(f"What is cut here stands whole in {file_name}.")]


def text_file(parts: Iterable[Block | Text], name: str) -> DiscordFile | None:
    """None when there is nothing that a message should be spared."""
    long = [part for part in parts if isinstance(part, Text) and part.is_long]
    if not long:
        return None
    written = f"\n\n{_RULE}\n\n".join(
        f"{one_line(it.heading)}\n\n{shown(it.text).strip()}".lstrip() for it in long
    )
    return DiscordFile(name, "text/plain", f"{written}\n".encode(), "The texts of this message, whole.")


def _short(part: Block | Text) -> Sequence[Block]:
    if not isinstance(part, Text):
        return [part]
    return part.blocks(first_words(part.text, _FIRST_WORDS)) if part.is_long else part.blocks()
