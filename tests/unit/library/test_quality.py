"""The lint's advice: one edit to the manual's example, one thing to look at again, on its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.library import shipped
from bot.library.lint import lint
from bot.library.problem import Problem
from bot.library.quality import HARDEST_TO_READ, reading_level

Named = Callable[[str, str, str, str, str], None]
Write = Callable[..., Path]
Judge = Callable[[Path], tuple[Problem, ...]]

LONG = (
    "Notwithstanding considerable organisational preparation, representatives of participating communities "
    "repeatedly characterised classification performance as fundamentally unsatisfactory throughout winter. "
)
EDITS = (
    pytest.param(
        "{id: reads-pile, level: 3,",
        "{id: reads-pile, level: 2,",
        "checks:",
        "No check of `contain` asks for what makes a 3",
        "add one at level 3",
        id="no check at 3",
    ),
    pytest.param(
        "  HeatDesk reads tenants' text messages about repairs and sorts them into two piles.",
        f"  {LONG * 4}HeatDesk sorts texts.",
        "prompt: |",
        "The prompt is hard to read (LIX ",
        "shorten its sentences",
        id="hard to read",
    ),
    pytest.param(
        "      First, the people we haven't heard.",
        "      We will improve accuracy over time.",
        "text: |",
        "The strong answer holds a promise without a measure",
        "cut it",
        id="promise",
    ),
)


@pytest.fixture
def judge() -> Judge:
    return lambda path: lint([path]).advice


def test_the_shipped_scenarios_need_no_second_look() -> None:
    assert [str(advice) for advice in lint([shipped()]).advice] == []


@pytest.mark.parametrize(("right", "wrong", "line_of", "message", "mend"), EDITS)
def test_advice_is_given(named: Named, right: str, wrong: str, line_of: str, message: str, mend: str) -> None:
    named(right, wrong, line_of, message, mend)


def test_a_prompt_without_figures_forces_no_decision(example: str, write: Write) -> None:
    prompt = example[example.index("prompt: |") : example.index("warm_up:")]
    bare = "".join("some" if letter.isdigit() else letter for letter in prompt)
    path = write(example.replace(prompt, bare))

    assert "The prompt holds no figures, too few to force a decision" in [
        a.message for a in lint([path]).advice
    ]


def test_one_criterion_may_not_be_the_whole_answer(example: str, write: Write) -> None:
    path = write(example.replace("weight: 2", "weight: 1").replace("weight: 3", "weight: 1", 1))

    messages = [advice.message for advice in lint([path]).advice]

    assert "`asymmetry` alone has 3 of 7 in weight" in messages


def test_what_weighs_most_is_probed(example: str, write: Write) -> None:
    path = write(example.replace("    criterion: contain\n", "    criterion: evidence\n"))

    assert "No follow-up probes `contain`, which weighs most" in [a.message for a in lint([path]).advice]


@pytest.mark.parametrize(
    ("answer", "message"),
    [("senior", "The senior answer is the longest by "), ("strong", "The weak answer has ")],
)
def test_length_may_not_tell_the_answers_apart(example: str, write: Write, answer: str, message: str) -> None:
    start = example.index("    text: |\n", example.index(f"\n  {answer}:\n")) + len("    text: |\n")
    longer = "      " + "And there is one more thing to say about that flat, which is cold. " * 18 + "\n\n"
    path = write(example[:start] + longer + example[start:])

    assert any(advice.message.startswith(message) for advice in lint([path]).advice)


def test_two_scenarios_do_not_speak_in_the_same_words(example: str, write: Write, tmp_path: Path) -> None:
    first = write(example)
    other = example.replace("cold-flats", "wet-flats").replace("HeatDesk", "DripDesk")
    second = write(other, "wet-flats.yaml")

    advice = [a for a in lint([tmp_path]).advice if "word for word" in a.message]

    assert {a.file for a in advice} == {str(second)}
    assert all(str(first) in a.message for a in advice)
    assert {"prompt", "hints[#1]", "twist"} <= {a.field for a in advice}


def test_reading_level_counts_sentences_and_long_words_and_no_table() -> None:
    plain, heavy = "The cat sat on the mat. It was fat.", LONG
    table = "\n\n      considerable   organisational   representatives\n"

    assert reading_level(plain) < 10 < HARDEST_TO_READ < reading_level(heavy)
    assert reading_level(plain + table) == reading_level(plain)
    assert reading_level("") == 0
