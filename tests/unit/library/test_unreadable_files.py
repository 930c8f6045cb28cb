"""Files that hold no text, or too much of it, are refused before anything is built from them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.encoding import MOST_BYTES
from bot.library.problem import Problem
from bot.library.read import read_scenario

Write = Callable[..., Path]


def only_problem(path: Path) -> Problem:
    found = read_scenario(path)
    assert isinstance(found, tuple)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(b"", 1, "The file is empty", id="empty"),
        pytest.param(b"# later\n", 1, "The file is empty", id="comment only"),
        pytest.param(b"- a\n- b\n", 1, "The file should hold fields, but is a list", id="list"),
        pytest.param(b"just a note\n", 1, "The file should hold fields, but is `just a note`", id="text"),
        pytest.param(b"format: 1\ntitle: caf\xe9\n", 2, "This is not UTF-8 text", id="Latin-1"),
        pytest.param("format: 1\n".encode("utf-16"), 1, "This is not UTF-8 text", id="UTF-16"),
        pytest.param(b"format: 1\ntitle: a\x07b\n", 2, "control character (U+0007)", id="control character"),
        pytest.param(b"a: 1\n" * (MOST_BYTES // 5 + 1), 1, "larger than 256 KB", id="huge"),
        pytest.param(b"a: " + b"[" * 100_000, 1, "nested more than 20 deep", id="deep"),
        pytest.param(b"? [a]\n: b\n", 1, "A field's name has to be a plain word", id="list as a name"),
    ],
)
def test_what_is_no_scenario_is_refused(data: bytes, line: int, message: str, write: Write) -> None:
    found = read_scenario(write(data))

    assert isinstance(found, tuple)
    assert [(p.line, p.message) for p in found if message in p.message] == [(line, found[0].message)]


def test_aliases_cannot_make_a_small_file_huge(write: Write) -> None:
    layers = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    bomb = "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *layers])

    assert only_problem(write(bomb)).message.startswith("An unquoted text begins with `&a0`")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(example: str, write: Write) -> None:
    windows = "\ufeff" + example.replace("\n", "\r\n")

    assert read_scenario(write(windows)) == read_scenario(write(example))


def test_a_missing_file_is_a_problem_not_an_exception(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "nowhere.yaml").message == "There is no such file"


def test_a_folder_is_a_problem_not_an_exception(tmp_path: Path) -> None:
    assert only_problem(tmp_path).message.startswith("The file can't be read")


def test_a_name_that_no_file_can_have_is_a_problem(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "a\0b.yaml").message.startswith("The file can't be read")


def test_every_mistake_is_named_at_once_and_in_order(example: str, write: Write) -> None:
    text = example.replace("system: 11", "system: 99").replace("minutes: 15", "minutes: soon\ntrack: design")

    found = read_scenario(write(text))

    assert isinstance(found, tuple)
    assert [problem.line for problem in found] == [4, 8, 9]
