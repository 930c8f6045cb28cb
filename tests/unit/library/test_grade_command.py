"""`debrief scenarios grade` sets the automatic check beside the author's own levels."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.scenarios import app
from bot.errors import UserMustAct
from bot.library.library import load, shipped
from bot.library.read import files_in

Write = Callable[..., Path]

COPIED = (
    "      strong: A missed cold flat can kill someone, a dripping tap read too early costs us a minute.\n"
)


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["grade", *(str(word) for word in words)], env={"COLUMNS": "100"})


def told(result: Result) -> str:
    return " ".join(result.stdout.split())


@pytest.fixture
def copying(example: str, write: Write) -> Path:
    """The example, with a level text that holds the strong answer's own sentence."""
    head, found, rest = example.partition("      strong: Weighs a life")
    assert found
    return write(head + COPIED + rest.partition("\n")[2])


def test_the_manuals_example_is_graded_as_its_author_says(example: str, write: Write) -> None:
    answers = json.loads(run(write(example), "--json").stdout)["answers"]

    assert [answer["answer"] for answer in answers] == ["weak", "strong", "senior"]
    for answer in answers:
        assert all(abs(answer["levels"][c] - answer["claimed"][c]) <= 1 for c in answer["claimed"])
        assert answer["red_lines"] == answer["claimed_red_lines"]
    assert [answer["levels"] for answer in answers[1:]] == [answer["claimed"] for answer in answers[1:]]


def test_levels_stand_beside_the_authors(example: str, write: Write) -> None:
    page = run(write(example)).stdout
    rows = {line.split()[0]: line.split()[1:] for line in page.splitlines() if line.strip()}

    assert rows["criterion"] == ["weak", "strong", "senior"]
    assert rows["contain"] == ["●●○○", "2", "●●●○", "3", "●●●●", "4"]
    assert rows["asymmetry"] == ["●○○○", "1,", "you", "0", "●●●○", "3", "●●●●", "4"]
    assert rows["band"] == ["lean", "no", "yes", "strong", "yes"]


def test_a_sentence_that_was_heard_and_left_out_is_named(copying: Path) -> None:
    result = run(copying)

    assert "you 3" in result.stdout
    assert (
        "strong, asymmetry: a cue of level 3 matches this sentence, which did not count: "
        "“A missed cold flat can kill someone" in told(result)
    )


def test_a_thought_in_words_that_no_cue_lists_is_named(example: str, write: Write) -> None:
    text = example.replace(
        "          - die | dies | death | kill* | freez* | hypotherm* | life\n", "          - zebra\n"
    )

    assert "strong, asymmetry: no sentence matches a cue above level 2" in told(run(write(text)))


def test_an_answer_of_ones_own_is_graded_with_its_words(example: str, write: Write, tmp_path: Path) -> None:
    answer = tmp_path / "mine.txt"
    answer.write_text(
        "Four people go through pile two today, from Sunday on, and ring whoever is cold.", "utf-8"
    )

    page = told(run(write(example), "--answer", answer))

    assert "contain ●●●○ 3" in page
    assert "“Four people go through pile two today" in page
    assert "you" not in page.split("“")[0]


def test_an_answer_that_gets_no_grade_is_told_why(example: str, write: Write, tmp_path: Path) -> None:
    answer = tmp_path / "mine.txt"
    answer.write_text("Read everything.", "utf-8")

    result = run(write(example), "--answer", answer)

    assert result.exit_code == 0
    assert "too short to grade" in told(result)
    graded = json.loads(run(write(example), "--answer", answer, "--json").stdout)["answers"]
    assert graded[0]["ungraded"] == "too short"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_an_answer_that_cannot_be_read_is_told(
    content: bytes | None, example: str, write: Write, tmp_path: Path
) -> None:
    answer = tmp_path / "mine.txt"
    if content is not None:
        answer.write_bytes(content)

    failed = run(write(example), "--answer", answer).exception

    assert isinstance(failed, UserMustAct)
    assert "mine.txt" in failed.message


def test_a_shipped_scenario_can_be_graded_by_its_id() -> None:
    assert run(min(load([shipped()]).scenarios)).exit_code == 0


def test_every_shipped_scenario_can_be_graded() -> None:
    for file in files_in(shipped()):
        assert run(file).exit_code == 0
