"""What holds for any text at all."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.answering import long_enough
from bot.domain.grade import Graded, GradeOutcome
from bot.grading.checker import OfflineChecker
from tests.unit.grading.sample import PROMPT, SENIOR, STRONG, WEAK, sample

CHECKER = OfflineChecker()
SCENARIO = sample()
FLUFF = [
    "This is a really important topic that deserves careful thought.",
    "As somebody once said, every journey begins with a single step.",
    "I have thought about it for a long while, and it is not easy.",
    "There are many sides to this, and all of them have their merits.",
    "In short: it depends, and I would like to keep an open mind.",
    "# Summary",
    "What a fascinating question!",
]
SENTENCES = [
    sentence + "."
    for text in (WEAK, STRONG, SENIOR, PROMPT)
    for sentence in " ".join(text.split()).rstrip(".").split(". ")
]
answers = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14)
unicode_text = st.text(st.characters(codec=None), max_size=400)


def grade(text: str) -> GradeOutcome:
    return CHECKER.grade(SCENARIO, text)


def levels(text: str) -> list[int]:
    outcome = grade(text)
    return [int(c.level) for c in outcome.criteria] if isinstance(outcome, Graded) else [0] * 5


@given(unicode_text)
def test_any_text_is_graded_or_refused_with_a_reason(text: str) -> None:
    outcome = grade(text)
    assert isinstance(outcome, Graded) or outcome.detail


@given(unicode_text)
def test_fewer_than_eight_words_are_never_a_number(text: str) -> None:
    assert long_enough(text) or not isinstance(grade(text), Graded)


@given(answers, st.lists(st.sampled_from(FLUFF), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_fluff_lifts_no_level(answer: list[str], fluff: list[str], order: random.Random) -> None:
    padded = list(answer)
    for sentence in fluff:
        padded.insert(order.randint(0, len(padded)), sentence)
    before, after = levels("\n".join(answer)), levels("\n".join(padded))
    assert all(a <= b for a, b in zip(after, before, strict=True))


@settings(max_examples=50)
@given(answers)
def test_saying_it_twice_changes_nothing(answer: list[str]) -> None:
    text = "\n".join(answer)
    once, twice = grade(text), grade(f"{text}\n\n{text}")
    if isinstance(once, Graded):
        assert isinstance(twice, Graded)
        assert (once.score, once.band, once.criteria) == (twice.score, twice.band, twice.criteria)


@given(answers, unicode_text)
def test_quotes_are_the_members_own_words(answer: list[str], noise: str) -> None:
    text = noise.join(answer)
    outcome = grade(text)
    if isinstance(outcome, Graded):
        quotes = [quote for criterion in outcome.criteria for quote in criterion.quotes]
        quotes += [quote for line in outcome.red_lines for quote in line.quotes]
        assert all(quote and quote in text and len(quote) <= 240 for quote in quotes)


@settings(max_examples=20)
@given(answers)
def test_the_same_text_gets_the_same_grade(answer: list[str]) -> None:
    text = " ".join(answer)
    assert grade(text) == OfflineChecker().grade(SCENARIO, text)


@settings(max_examples=20)
@given(answers, st.sampled_from(["\u200b", "\u00ad", "\U000e0041"]))
def test_invisible_letters_change_no_level(answer: list[str], hidden: str) -> None:
    text = " ".join(answer)
    assert levels(text) == levels(text.replace("e", f"e{hidden}"))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "'",
        '"',
        "\n",
        " ",
        "# ",
        "a. ",
        "etc. ",
        "if ",
        "(",
        "1,",
        "re-",
        "{level",
        "ﷺ",
        "stop gates now. ",
        "-\n",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    """Four times the text takes four times as long, or a little more: sixteen would be a square."""
    text = (unit * 20_000)[:20_000]
    assert _least_seconds_for(text) < 9 * _least_seconds_for(text[:5_000]) + 0.2


def test_a_long_answer_takes_a_moment() -> None:
    sentences = [f"{sentence[:-1]} at gate {n}." for n in range(9) for sentence in SENTENCES]
    text = " ".join(sentences)[:20_000]
    assert _least_seconds_for(text) < 9 * _least_seconds_for(text[:5_000]) + 0.2


def _least_seconds_for(text: str) -> float:
    """Of three: the interpreter tidies up in between."""
    return min(_seconds_for(text) for _ in range(3))


def _seconds_for(text: str) -> float:
    began = time.process_time()
    grade(text)
    return time.process_time() - began
