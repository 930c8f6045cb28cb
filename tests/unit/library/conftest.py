"""A valid scenario, taken from the manual, so that the example there is tested as well."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.problem import Problem
from bot.library.read import read_source

MANUAL = Path(__file__).parents[3] / "docs" / "reference" / "scenario-format.md"
EXAMPLE = "cold-flats.yaml"

Write = Callable[..., Path]
Judge = Callable[[Path], tuple[Problem, ...]]
Named = Callable[[str, str, str, str, str], None]


@pytest.fixture(scope="session")
def example() -> str:
    found = re.search(
        r"^```yaml\n(format: 1\n.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found, f"{MANUAL} holds no example"
    return found[1]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str | bytes, name: str = EXAMPLE) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return to_file


@pytest.fixture
def judge() -> Judge:
    """What a mistake is shown to. Other modules judge by more than reading."""

    def by_reading(path: Path) -> tuple[Problem, ...]:
        found = read_source(path)
        assert isinstance(found, tuple), "the mistake was not noticed"
        return found

    return by_reading


@pytest.fixture
def named(example: str, write: Write, judge: Judge) -> Named:
    """Make one edit to the example; the problem found has to be this one, on this line."""

    def check(right: str, wrong: str, line_of: str, message: str, mend: str) -> None:
        assert example.count(right) == 1, f"{right!r} is not in the example exactly once"
        text = example.replace(right, wrong)
        path = write(text)
        problems = judge(path)
        found = next((problem for problem in problems if message in problem.message), None)
        assert found, f"not among {[str(problem) for problem in problems]}"
        assert mend in found.mend
        assert found.file == str(path)
        assert line_of in text.splitlines()[found.line - 1]

    return check
