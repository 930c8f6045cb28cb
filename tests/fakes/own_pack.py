"""Sound scenarios of a group's own: the manual's example under other ids, no two of them alike."""

import re
from hashlib import sha256
from pathlib import Path

from bot.domain.pack import PackFile

MANUAL = Path(__file__).parents[2] / "docs" / "reference" / "scenario-format.md"
_EXAMPLE = re.compile(r"^```yaml\n(format: 1\n.*?)^```$", re.DOTALL | re.MULTILINE)
_COMPARED = (
    re.compile(r"^prompt: \|\n(?P<text>(?:  .*\n|\n)+)", re.MULTILINE),
    re.compile(r"^  strong:\n    text: \|\n(?P<text>(?:      .*\n|\n)+)", re.MULTILINE),
)


def ending_of(name: str) -> str:
    return "".join(chr(ord("a") + byte % 26) for byte in sha256(name.encode()).digest()[:5])


def own_text(name: str, *, title: str = "", difficulty: int = 1) -> str:
    """A whole file. In what is compared with other scenarios every word has an ending of its own."""
    found = _EXAMPLE.search(MANUAL.read_text(encoding="utf-8"))
    assert found, f"{MANUAL} holds no example"
    text = found[1].replace("id: cold-flats\n", f"id: {name}\n")
    text = text.replace("title: Cold flats\n", f"title: {title or name.replace('-', ' ').capitalize()}\n")
    text = text.replace("difficulty: 1\n", f"difficulty: {difficulty}\n")
    ending = ending_of(name)
    for block in _COMPARED:
        text = block.sub(
            lambda m: m[0].replace(m["text"], re.sub(r"([a-z])\b", rf"\1{ending}", m["text"])), text
        )
    return text


def own_file(name: str, *, title: str = "", difficulty: int = 1) -> PackFile:
    text = own_text(name, title=title, difficulty=difficulty)
    return PackFile(f"{name}.yaml", text.encode())
