"""What is left of a text when its author takes words out: theirs, never more, and nothing that is gone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.taken_out import GAP, unquoted, what_is_left

PIECES = st.lists(st.text("abc .\n", min_size=1, max_size=20), min_size=1, max_size=5)


def test_a_message_that_is_gone_leaves_a_gap() -> None:
    frozen = "I'd stop the refunds.\n\nMy password is hunter2.\n\nThen I'd ask."
    left = ["I'd stop the refunds.", "Then I'd ask."]
    assert what_is_left(frozen, left) == f"I'd stop the refunds.\n\n{GAP}\n\nThen I'd ask."


def test_what_was_written_since_does_not_come_in() -> None:
    assert what_is_left("A weak line. Another.", ["A far better line. Another."]) == f"{GAP} Another."


def test_neighbours_that_are_gone_leave_one_gap() -> None:
    assert what_is_left("One. Two. Three.\nFour.", ["Four."]) == f"{GAP}\nFour."


@given(PIECES, PIECES)
def test_every_word_that_is_left_stands_in_what_its_author_left(frozen: list[str], left: list[str]) -> None:
    kept = what_is_left("\n\n".join(frozen), left)
    words = set(re.findall(r"\w+", kept))
    assert words <= set(re.findall(r"\w+", " ".join(left))) & set(re.findall(r"\w+", " ".join(frozen)))


@given(PIECES)
def test_nothing_is_lost_of_what_stands(pieces: list[str]) -> None:
    text = "\n\n".join(pieces)
    assert what_is_left(text, [text]) == text


def test_a_reason_quotes_no_more_what_is_gone() -> None:
    said = "I wrote “my Password is hunter2”, and that I'd stop the refunds."
    gone, left = ["My password is hunter2."], ["I'd stop the refunds."]
    assert unquoted(said, gone, left) == f"I wrote “{GAP}”, and that I'd stop the refunds."
    assert unquoted(said, ["Something else entirely."], left) == said


def test_a_short_message_is_not_quoted_either() -> None:
    assert unquoted("Line two says Heron!", ["Heron."], []) == f"Line two says {GAP}!"
    assert unquoted("The password is there", ["my password is hunter2"], []) == "The password is there"
