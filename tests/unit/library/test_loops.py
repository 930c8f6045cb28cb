"""Company loops as data: the shipped ones fit, and a mistake is told with its line and how to mend it."""

from pathlib import Path

import pytest

from bot.domain.loop import LoopFormat
from bot.domain.round_kinds import Kind
from bot.library.lint import lint
from bot.library.loops import load_loops, read_loop, shipped_loops

GOOD = """format: 1
id: two
title: Two rounds
says: A small company that asks twice and decides on the same day.
rounds:
  - kind: screen
    minutes: 30
    interviewer: Recruiter
  - kind: case
    minutes: 60
    interviewer: Founder
    weight: 2
"""


def test_the_four_shipped_loops_have_no_mistake() -> None:
    loops = load_loops(shipped_loops())
    assert loops.problems == ()
    kinds = {name: [one.kind for one in loop.rounds] for name, loop in loops.formats.items()}
    assert kinds["classic"] == [Kind.SCREEN, Kind.CASE, Kind.BEHAVIOURAL, Kind.PANEL]
    assert [one.minutes for one in loops.formats["classic"].rounds] == [30, 60, 45, 60]
    assert len(kinds["five-rounds"]) == 5
    assert len(kinds["bar-raised"]) == 3
    assert loops.formats["bar-raised"].bar_raiser
    assert Kind.VALUES in kinds["research-lab"]
    assert len(kinds) == 4


def test_places_count_from_one_and_the_bar_raiser_comes_behind_the_last(tmp_path: Path) -> None:
    loops = load_loops(shipped_loops()).formats
    raised, classic = loops["bar-raised"], loops["classic"]
    asked = [raised.round_at(place) for place in range(6)]
    assert [one and one.kind for one in asked] == [
        None,
        Kind.CASE,
        Kind.DESIGN,
        Kind.BEHAVIOURAL,
        Kind.BAR_RAISER,
        None,
    ]
    assert classic.round_at(5) is None


def _written(tmp_path: Path, text: str, name: str = "two.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_a_loop_without_a_mistake_is_read(tmp_path: Path) -> None:
    found = read_loop(_written(tmp_path, GOOD))
    assert isinstance(found, LoopFormat)
    assert [one.weight for one in found.rounds] == [1, 2]
    assert not found.bar_raiser


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("kind: case", "kind: cause", 9, "names no kind of round — write one of case, design"),
        ("kind: case", "kind: bar-raiser", 9, "write `bar_raiser: true`"),
        ("    weight: 2", "    wieght: 2", 12, "Unknown field `wieght` — did you mean `weight`?"),
        ("    minutes: 30\n", "", 6, "The field `minutes` is missing — add it"),
        ("minutes: 60", "minutes: 600", 10, "`rounds[#2].minutes` doesn't fit: input should be less than"),
        ("id: two", "id: three", 2, "rename the file to `three.yaml`"),
        ("minutes: 60", 'minutes: "60"', 10, "doesn't fit"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    assert good in GOOD
    path = _written(tmp_path, GOOD.replace(good, bad))
    found = read_loop(path)
    assert isinstance(found, tuple)
    (problem,) = found
    assert problem.line == line
    assert says in str(problem)
    assert lint([path]).problems == found


def test_lint_reads_a_loop_and_advises_on_time_that_never_comes(tmp_path: Path) -> None:
    assert lint([_written(tmp_path, GOOD)]).advice == ()
    (advice,) = lint([_written(tmp_path, GOOD.replace("minutes: 30", "minutes: 45"))]).advice
    assert (advice.line, advice.field) == (7, "rounds[#1].minutes")
    assert "`screen` ends after 30 minutes of talking — write 30 or less" in str(advice)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "format: [", "format: 1\n---\nformat: 1\n"])
def test_what_is_no_loop_at_all_raises_nothing(tmp_path: Path, text: str) -> None:
    assert isinstance(read_loop(_written(tmp_path, text)), tuple)
    assert isinstance(read_loop(tmp_path / "none.yaml"), tuple)


def test_a_broken_file_keeps_no_other_one_out(tmp_path: Path) -> None:
    _written(tmp_path, GOOD)
    _written(tmp_path, "format: 1\n", "broken.yaml")
    loops = load_loops(tmp_path)
    assert list(loops.formats) == ["two"]
    assert loops.problems
