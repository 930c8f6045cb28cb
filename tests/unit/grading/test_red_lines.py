import pytest

from bot.grading.evidence import read
from bot.grading.red_lines import grade_red_lines
from bot.grading.rubric import compile_rubric
from bot.grading.sentences import split_sentences
from tests.unit.grading.sample import sample

RUBRIC = compile_rubric(sample())


def verdict(text: str) -> tuple[bool, bool]:
    line = grade_red_lines(read(split_sentences(text), text, RUBRIC), text, RUBRIC)[0]
    return line.tripped, line.ruled_out


@pytest.mark.parametrize(
    "text",
    [
        "Gates stay on automatic meanwhile, since the queue matters.",
        "I would leave the gates on automatic for now.",
        "If the vendor agrees, the gates stay on automatic meanwhile.",
    ],
)
def test_saying_so_crosses_the_line(text: str) -> None:
    assert verdict(text) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "We must not leave the gates on automatic for now.",
        "Should the gates stay on automatic meanwhile?",
        "If the gates stay on automatic meanwhile, more people pay for strangers.",
        "The vendor wants the gates to stay on automatic meanwhile.",
        "It would be a mistake to leave the gates on automatic for now.",
        "A weak answer would leave the gates on automatic for now.",
    ],
)
def test_refusing_asking_supposing_or_quoting_crosses_nothing(text: str) -> None:
    assert verdict(text) == (False, False)


def test_silence_neither_crosses_nor_rules_out() -> None:
    assert verdict("We look at the firmware with the vendor first.") == (False, False)


def test_staying_behind_the_line_is_seen_and_quoted() -> None:
    text = "Today we stop automatic opening where plates look alike."
    line = grade_red_lines(read(split_sentences(text), text, RUBRIC), text, RUBRIC)[0]
    assert (line.tripped, line.ruled_out, line.quotes) == (False, True, (text,))


def test_one_sentence_does_not_undo_another() -> None:
    text = "We stop automatic opening one day. Gates stay on automatic meanwhile."
    assert verdict(text) == (True, False)


def test_a_sentence_that_says_where_the_line_is_stays_behind_it() -> None:
    both = "The gates stay on automatic for now, but today we stop automatic opening where plates look alike."
    assert verdict(both) == (False, True)
    assert verdict("The gates stay on automatic for now. Today we stop automatic opening.") == (True, False)
