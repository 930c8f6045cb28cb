"""What the core says and does is the same on each chat: it knows none by its name, nor one's own commands."""

from pathlib import Path

import pytest

CORE = Path(__file__).parents[2] / "bot"
WORDS = ("slack", "discord", "/invite")


@pytest.mark.parametrize("word", WORDS)
def test_the_core_names_no_chat(word: str) -> None:
    naming = {
        str(path.relative_to(CORE)): line
        for path in CORE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if word in line.lower()
    }
    assert naming == {}
