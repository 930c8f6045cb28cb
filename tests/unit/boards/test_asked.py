"""Which board is meant by what was typed, and that everything told of it follows from the two tables."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commanding import typed
from bot.errors import UserMustAct
from bot.practice.boards.asked import EXAMPLES, FORM, SAYS, WhichBoard, which_board
from bot.practice.boards.measures import IMPROVED, MEASURES, POINTS, STREAK
from bot.practice.boards.periods import SEASON, SPANS, THIS_WEEK, Span
from bot.practice.boards.reading import Measure

_, LAST_WEEK, _, ALL = SPANS


@pytest.mark.parametrize(
    ("text", "span", "measure"),
    [
        ("", THIS_WEEK, POINTS),
        ("season", SEASON, POINTS),
        ("improved season", SEASON, IMPROVED),
        ("season improved", SEASON, IMPROVED),
        ("last week", LAST_WEEK, POINTS),
        ("points last", LAST_WEEK, POINTS),
        ("last improved week", LAST_WEEK, IMPROVED),
        ("this week streak", THIS_WEEK, STREAK),
        ("All Time", ALL, POINTS),
        ("week week points points", THIS_WEEK, POINTS),
    ],
)
def test_boards(text: str, span: Span, measure: Measure) -> None:
    assert which_board(typed(text)) == WhichBoard(span, measure)


def names_every_board(sentence: str) -> bool:
    return all(re.search(rf"\b{one.word}\b", sentence) for one in (*SPANS, *MEASURES))


@pytest.mark.parametrize(
    "text", ["week season", "points streak", "last season", "last all", "week points streak"]
)
def test_two_boards_at_once(text: str) -> None:
    with pytest.raises(
        UserMustAct, match=r"two boards at once\. Nothing was changed\. Type one of "
    ) as raised:
        which_board(typed(text))
    assert names_every_board(raised.value.message)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("streaks", " Did you mean `streak`?"), ("week 2", ""), ("lst", " Did you mean `last`?"), ("!", "")],
)
def test_what_is_no_board(text: str, meant: str) -> None:
    with pytest.raises(UserMustAct) as raised:
        which_board(typed(text))
    beginning = f"There is no board `{text.removeprefix('week ')}`.{meant} Nothing was changed. Type "
    assert raised.value.message.startswith(beginning)
    assert names_every_board(raised.value.message)


def test_help_names_every_board() -> None:
    spans, measures = (part.strip("[]").split("|") for part in FORM.split("] ["))
    assert spans == [span.word for span in SPANS]
    assert measures == [measure.word for measure in MEASURES]
    assert all(span.said in SAYS for span in SPANS)
    assert EXAMPLES[0] == "board"


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_names_a_board(example: str) -> None:
    assert which_board(typed(example.removeprefix("board"))).measure in MEASURES


@given(st.sampled_from(SPANS), st.sampled_from(MEASURES), st.randoms(use_true_random=False))
def test_any_order_means_the_same(span: Span, measure: Measure, chance: Random) -> None:
    words = [*span.word.split(), measure.word, "the"]
    chance.shuffle(words)
    assert which_board(typed(" ".join(words))) == WhichBoard(span, measure)
