"""What later interviewers ask of a claim: the shipped ones fit, and a mistake is told with its line."""

from pathlib import Path

import pytest

from bot.domain.challenge import Challenge
from bot.library.challenges import challenges, read_challenges, shipped_challenges
from bot.library.lint import all_content, lint
from bot.library.sorts import Sort, sort_of

GOOD = "format: 1\nchallenges:\n" + "".join(
    f"""  - id: {sort}-{number}
    of: {sort}
    ask: "In the {{round}} round you said “{{quote}}”. What did the {sort} take, the {number}th time?"
"""
    for sort in ("figure", "decision")
    for number in (1, 2, 3)
)


def _written(tmp_path: Path, text: str, name: str = "challenges.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_the_shipped_ones_have_no_mistake() -> None:
    found = read_challenges(shipped_challenges())
    assert found == challenges()
    assert {one.of for one in challenges()} == {"figure", "decision"}


def test_those_without_a_mistake_are_read(tmp_path: Path) -> None:
    found = read_challenges(_written(tmp_path, GOOD))
    assert [one.id for one in found if isinstance(one, Challenge)] == [
        *(f"figure-{n}" for n in (1, 2, 3)),
        *(f"decision-{n}" for n in (1, 2, 3)),
    ]


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("    of: figure\n", "", 3, "The field `of` is missing — add it"),
        ("    of: figure", "    off: figure\n    of: figure", 4, "Unknown field `off` — did you mean `of`?"),
        ("of: figure", "of: number", 4, "is no sort of claim — write `figure` or `decision`"),
        ("id: figure-1", "id: Figure 1", 3, "is no id — small letters and figures"),
        ("In the {round} round you", "In some other round you", 5, "doesn't go back to what was said"),
        ("“{quote}”. What", '\\"{quote}\\". What', 5, "in curly marks"),
        ("What did the figure take", "What did the {who} take", 5, "would be shown as it stands"),
        ("id: figure-2", "id: figure-1", 6, "The id `figure-1` is given twice"),
        ("figure take, the 2th", "figure take, the 1th", 8, "The same question stands above"),
        ("of: decision", "of: figure", 2, "A claim of the sort `decision` can be taken up in 2 ways"),
        ("format: 1", "format: 2", 1, "doesn't fit"),
        ("format: 1", "fromat: 1\nformat: 1", 1, "Unknown field `fromat` — did you mean `format`?"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_how_to_mend_it(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    assert good in GOOD
    path = _written(tmp_path, GOOD.replace(good, bad, 1))
    (problem,) = lint([path]).problems
    assert (problem.file, problem.line) == (str(path), line)
    assert says in str(problem)


@pytest.mark.parametrize("text", ["", "- a\n", "format: [", "challenges: 3\nformat: 1\n"])
def test_what_are_no_challenges_at_all_raises_nothing(tmp_path: Path, text: str) -> None:
    assert lint([_written(tmp_path, text)]).problems
    assert lint([tmp_path / "loops" / "none.yaml"]).problems


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    loops = tmp_path / "loops"
    loops.mkdir()
    assert sort_of(_written(loops, "title: a loop without rounds\n", "a.yaml")) is Sort.LOOP
    assert sort_of(_written(tmp_path, "id: a\nrounds:\n", "a.yaml")) is Sort.LOOP
    assert sort_of(_written(tmp_path, GOOD, "mine.yaml")) is Sort.CHALLENGES
    assert sort_of(_written(tmp_path, "round: panel\n", "b.yaml")) is Sort.SCENARIO


def test_everything_that_travels_with_the_code_is_linted_and_right() -> None:
    assert {sort_of(file) for place in all_content() for file in [*place.glob("*.yaml"), place]} == set(Sort)
    report = lint(all_content()[2:])
    assert (report.files, report.problems, report.advice) == (5, (), ())
