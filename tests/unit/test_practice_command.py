"""`debrief practice` with no database and no network: a round from a file, and what is refused."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli.practice import app
from bot.domain.grade import GradeOutcome
from bot.domain.ids import ScenarioId
from bot.domain.scenario import Scenario
from bot.errors import RetryLater, UserMustAct
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library

NAME = "the-hailstorm"
ANSWERS = (
    "I would stop automatic refusals within the hour, because a family in the rain can't wait for us.",
    "Of the 2,100 those who were refused twice come first; the head of claims signs for the rest by Friday.",
    "The examiner gets a list, and we replay Sunday's photos with the old compression and the new one.",
)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # away from a developer's own .env
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "")


@pytest.fixture
def scenario(library: Library) -> Scenario:
    return library.get(ScenarioId(NAME))


def run(*words: str, piped: str | None = None) -> Result:
    return CliRunner().invoke(app, words, input=piped, env={"COLUMNS": "80"})


def refused(result: Result) -> str:
    assert isinstance(result.exception, UserMustAct), result.output
    assert result.stdout == ""
    return result.exception.message


def of_file(text: str, *more: str) -> Result:
    return run("--scenario", NAME, "--answers", "-", *more, piped=text)


@pytest.mark.parametrize("text", [json.dumps(ANSWERS), "\n---\n".join(ANSWERS)], ids=["a list", "divided"])
def test_a_program_gets_questions_answers_and_the_outcome(text: str, scenario: Scenario) -> None:
    result = of_file(text, "--json")
    told = json.loads(result.stdout)

    assert (result.exit_code, result.stderr) == (0, "")
    assert set(told) == {"kind", "scenario", "title", "turns", "ended", "unused_answers", "outcome"}
    assert (told["kind"], told["scenario"], told["ended"]) == ("case", NAME, "finished")
    assert [turn["answer"] for turn in told["turns"]] == list(ANSWERS)
    assert told["turns"][0]["ask"] == scenario.prompt
    assert len({turn["id"] for turn in told["turns"]}) == 3
    assert told["outcome"]["status"] == "graded"


def test_a_reader_gets_the_round_and_the_packet() -> None:
    result = of_file(json.dumps(ANSWERS))

    assert result.exit_code == 0
    for words in (
        "question 1 of 3",
        "question 3 of 3",
        "the packet: ",
        "●",
        "You were asked",
        "Debrief keeps nothing",
    ):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_question_back_is_answered_and_counts_as_no_turn() -> None:
    told = json.loads(of_file(json.dumps(["Is there a budget?", *ANSWERS]), "--json").stdout)

    assert [turn["counts"] for turn in told["turns"]] == [True, False, True, True]
    assert "still stands" in told["turns"][1]["ask"]


def test_too_few_answers_end_the_round_and_say_so() -> None:
    result = of_file(ANSWERS[0], "--json")
    told = json.loads(result.stdout)

    assert result.exit_code == 4
    assert told["ended"] == "answers ran out"
    assert told["outcome"]["status"] == "graded"
    assert "1 answer" in result.stderr
    assert "3 questions" in result.stderr


def test_answers_beyond_the_last_question_are_counted() -> None:
    told = json.loads(
        of_file(json.dumps([*ANSWERS, "And one more thing, which nobody asked."]), "--json").stdout
    )

    assert (told["ended"], told["unused_answers"]) == ("finished", 1)


def test_what_gets_no_verdict_has_no_number_and_no_zero_exit() -> None:
    result = of_file(json.dumps(["Stop.", "Yes.", "No."]), "--json")

    assert result.exit_code == 3
    assert json.loads(result.stdout)["outcome"]["status"] == "ungraded"
    assert "score" not in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no answer in -"),
        ("\n---\n---\n", "There is no answer in -"),
        ("One.\n---\n\n---\nThree.", "Answer 2 of 3 in - is empty"),
        ('["one", 2]', "a JSON list of texts"),
        ('["one",', "begins like a JSON list"),
    ],
)
def test_a_file_that_holds_no_round_is_refused(text: str, said: str) -> None:
    assert said in refused(of_file(text))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--json",), "give the answers with --answers"),
        (("--answers", "/nowhere"), "/nowhere can't be read"),
        (("--scenario", "the-hailstrom"), "Did you mean `the-hailstorm`?"),
        (("--scenario", NAME, "--kind", "panel"), "is a daily scenario"),
        (("--scenarios", "/nowhere"), "There is no folder"),
        (("--scenarios", "."), "no scenario for a round of the kind case"),
    ],
)
def test_what_can_not_be_played_is_told_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    assert said in refused(run(*words))


def test_typed_lines_play_a_round() -> None:
    typed = [ANSWERS[0], "", "/hint", ANSWERS[1], "/done", "// a note to myself", ANSWERS[2], ""]
    result = run("--scenario", NAME, piped="\n".join(typed) + "\n")

    assert result.exit_code == 0
    assert "question 3 of 3" in result.stdout
    assert "of 60 minutes left." in result.stdout
    assert "the packet: " in result.stdout
    assert "a note to myself" not in result.stdout


def test_stop_shows_a_packet_over_what_was_said() -> None:
    result = run("--scenario", NAME, piped=f"{ANSWERS[0]}\n\n/stop\n")

    assert result.exit_code == 0
    assert "words in 1 of 3 turns" in result.stdout


def test_where_nobody_types_it_says_how_to_give_answers() -> None:
    result = run("--scenario", NAME, piped="")

    assert isinstance(result.exception, UserMustAct)
    assert "give --answers FILE" in result.exception.message


def test_words_that_no_grader_could_read_are_kept_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def away(*_: object) -> GradeOutcome:
        raise RetryLater("The model is away.")

    monkeypatch.setattr(AutomaticGrader, "grade", away)
    typed = "\n\n".join(ANSWERS) + "\n\n"
    results = [run("--scenario", NAME, piped=typed) for _ in range(2)]

    assert [result.exit_code for result in results] == [3, 3]
    assert "The model is away." in results[0].stdout
    kept = sorted(tmp_path.glob("practice-*.json"))
    assert [path.name for path in kept] == [f"practice-{NAME}-2.json", f"practice-{NAME}.json"]
    assert json.loads(kept[0].read_text(encoding="utf-8")) == list(ANSWERS)


def test_a_question_back_is_read_by_no_grader(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    grade = AutomaticGrader.grade

    async def noted(self: AutomaticGrader, scenario: Scenario, text: str) -> GradeOutcome:
        read.append(text)
        return await grade(self, scenario, text)

    monkeypatch.setattr(AutomaticGrader, "grade", noted)
    of_file(json.dumps(["Is there a budget?", *ANSWERS]))
    assert len(read) == len(ANSWERS)
