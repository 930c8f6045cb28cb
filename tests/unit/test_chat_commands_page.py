"""The page of chat commands tells of every command, and of no other."""

import re
from pathlib import Path

from bot.domain.commanding import LONGEST_COMMAND
from bot.domain.happenings import Command as Slash
from bot.practice.commands.asked import Command
from bot.practice.commands.table import TABLES

PAGE = Path(__file__).parents[2] / "docs/reference/chat-commands.md"


def row(command: Command) -> tuple[str, ...]:
    named = ", or ".join(f"`{form}`" for form in command.forms if form)
    bare = "nothing" if "" in command.forms else ""
    return f"`{command.word}`", ", or ".join(filter(None, (bare, named))), command.says, str(command.whom)


def rows(section: str) -> list[tuple[str, ...]]:
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [re.split(r"(?<!\\)\|", line.strip("| ")) for line in lines]
    return [tuple(cell.strip().replace(r"\|", "|") for cell in line) for line in cells]


def test_the_page_tells_of_every_command() -> None:
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {section.partition("\n")[0]: rows(section) for section in sections}
    for slash in Slash:
        assert told[f"/{slash}"] == [row(command) for command in TABLES[slash].values()]


def test_every_example_begins_with_its_word() -> None:
    for table in TABLES.values():
        for command in table.values():
            assert command.examples
            assert all(example.split()[0] == command.word for example in command.examples)


def test_the_page_names_the_longest_command() -> None:
    assert f"More than {LONGEST_COMMAND:,} letters" in PAGE.read_text(encoding="utf-8")
