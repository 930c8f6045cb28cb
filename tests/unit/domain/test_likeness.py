"""Copies are noticed; agreeing by accident, or at length, is not copying."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.likeness import SHORTEST, is_copy, shingles

words = st.sampled_from([f"word{n}" for n in range(200)])
long_texts = st.lists(words, min_size=SHORTEST, max_size=120).map(" ".join)


@given(long_texts)
def test_a_text_is_a_copy_of_itself_whatever_its_case_and_punctuation(text: str) -> None:
    assert is_copy(text, text)
    assert is_copy(text.upper().replace(" ", ",  "), text)


@given(long_texts, long_texts)
def test_likeness_does_not_depend_on_who_came_first(mine: str, theirs: str) -> None:
    assert is_copy(mine, theirs) == is_copy(theirs, mine)


@given(st.lists(words, max_size=SHORTEST - 1).map(" ".join))
def test_short_texts_may_agree(text: str) -> None:
    assert shingles(text) == frozenset()
    assert not is_copy(text, text)


@given(st.permutations([f"word{n}" for n in range(60)]))
def test_the_same_words_in_an_order_of_ones_own_are_no_copy(order: list[str]) -> None:
    plain = [f"word{n}" for n in range(60)]
    kept = sum(a + 1 == b for a, b in zip(map(plain.index, order), map(plain.index, order[1:]), strict=False))
    if kept < 30:
        assert not is_copy(" ".join(order), " ".join(plain))


@given(st.integers(60, 200), st.integers(0, 199))
def test_one_changed_word_in_a_long_text_hides_nothing(length: int, place: int) -> None:
    text = [f"word{n}" for n in range(length)]
    changed = [*text]
    changed[place % length] = "other"
    assert is_copy(" ".join(changed), " ".join(text))


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(mine: str, theirs: str) -> None:
    assert isinstance(is_copy(mine, theirs), bool)
