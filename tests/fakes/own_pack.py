"""Sound scenarios of a group's own: the manual's example under other ids, no two of them alike."""

import re
from pathlib import Path

from bot.domain.pack import PackFile

MANUAL = Path(__file__).parents[2] / "docs" / "reference" / "scenario-format.md"
_EXAMPLE = re.compile(r"^```yaml\n(format: 1\n.*?)^```$", re.DOTALL | re.MULTILINE)
_COMPARED = (
    re.compile(r"^prompt: \|\n(?P<text>(?:  .*\n|\n)+)", re.MULTILINE),
    re.compile(r"^  strong:\n    text: \|\n(?P<text>(?:      .*\n|\n)+)", re.MULTILINE),
)


def own_text(name: str, *, title: str = "", difficulty: int = 1) -> str:
    """A whole file. In what is compared with other scenarios every word has an ending of its own."""
    found = _EXAMPLE.search(MANUAL.read_text(encoding="utf-8"))
    assert found, f"{MANUAL} holds no example"
    text = found[1].replace("id: cold-flats\n", f"id: {name}\n")
    text = text.replace("title: Cold flats\n", f"title: {title or name.replace('-', ' ').capitalize()}\n")
    text = text.replace("difficulty: 1\n", f"difficulty: {difficulty}\n")
    ending = "".join(char for char in name if char.isalpha())[:4]
    for block in _COMPARED:
        text = block.sub(
            lambda m: m[0].replace(m["text"], re.sub(r"([a-z])\b", rf"\1{ending}", m["text"])), text
        )
    return text


def own_file(name: str, *, title: str = "", difficulty: int = 1) -> PackFile:
    text = own_text(name, title=title, difficulty=difficulty)
    return PackFile(f"{name}.yaml", text.encode())
