"""The rules of what an answer is, for anything that a member may write."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answering import (
    MOST_GRADINGS,
    GradeRequest,
    Part,
    Ruling,
    Standing,
    answer_text,
    grade_due_at,
    long_enough,
    on_grade_request,
    rule_on,
)
from bot.domain.happenings import Account, MessageAt, MessagePosted, Opening, Source
from bot.domain.mode import Mode
from bot.domain.text import count_words

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
moments = st.integers(-3000, 3000).map(lambda seconds: NOON + timedelta(seconds=seconds))
texts = st.text(max_size=300)
standings = st.builds(
    Standing,
    mode=st.sampled_from(Mode),
    in_thread=st.booleans(),
    debriefed_at=st.none() | moments,
    reopened=st.booleans(),
    answered=st.booleans(),
    taken=st.booleans(),
)


def message(
    text: str, posted_at: datetime = NOON, opening: Opening = Opening.PLAIN, files: int = 0
) -> MessagePosted:
    source, at = Source("fake", "T1", "e1"), MessageAt("C1", "m1", "t1")
    return MessagePosted(source, at, Account("fake", "T1", "U1"), text, posted_at, opening, files)


messages = st.builds(message, texts, moments, st.sampled_from(Opening), st.integers(0, 3))


@given(messages, standings)
def test_what_is_included_has_words_of_its_own_in_the_thread_or_by_acceptance(
    said: MessagePosted, standing: Standing
) -> None:
    if rule_on(said, standing) is Ruling.INCLUDE:
        assert said.text.strip()
        assert said.opening is Opening.PLAIN
        assert not said.text.lstrip().startswith("//")
        assert standing.taken or (standing.in_thread and standing.mode is Mode.OPEN)
        assert standing.debriefed_at is None or standing.reopened or said.posted_at <= standing.debriefed_at


answers = texts.filter(str.strip).filter(lambda text: not text.lstrip().startswith("//"))


@given(text=answers, answered=st.booleans())
def test_before_a_debrief_any_text_in_the_thread_counts_however_short(text: str, *, answered: bool) -> None:
    standing = Standing(Mode.OPEN, in_thread=True, answered=answered)
    assert rule_on(message(text), standing) is Ruling.INCLUDE


@given(messages, standings)
def test_a_message_in_the_thread_of_an_open_post_is_never_offered_back(
    said: MessagePosted, standing: Standing
) -> None:
    if standing.in_thread and standing.mode is Mode.OPEN:
        assert rule_on(said, standing) is not Ruling.OFFER


@given(messages, standings)
def test_whoever_has_answered_is_offered_nothing(said: MessagePosted, standing: Standing) -> None:
    if standing.answered:
        assert rule_on(said, standing) is not Ruling.OFFER


@given(st.lists(st.tuples(st.integers(0, 5), texts), min_size=1, max_size=4, unique_by=lambda part: part[0]))
def test_an_answers_text_depends_on_when_it_was_written_not_on_when_it_came(
    written: list[tuple[int, str]],
) -> None:
    times = [NOON + timedelta(seconds=n) for n, _ in written]
    parts = [Part(f"m{n}", at, text, at) for at, (n, text) in zip(times, written, strict=True)]
    assert len({answer_text(order) for order in permutations(parts)}) == 1


@given(texts, texts)
def test_adding_never_makes_an_answer_too_short(first: str, second: str) -> None:
    if long_enough(first):
        assert long_enough(f"{first}\n\n{second}")


@given(st.integers(0, 40))
def test_eight_words_are_enough_and_seven_are_not(number: int) -> None:
    assert long_enough(" ".join(["word"] * number)) is (number >= 8)


@given(texts)
def test_counting_words_never_fails_and_never_exceeds_the_letters(text: str) -> None:
    assert 0 <= count_words(text) <= len(text)


@given(touched=moments, quiet=st.integers(1, 120), closes=moments, gradable=st.booleans())
def test_grading_is_never_due_in_the_past_and_never_later_than_promised(
    touched: datetime, quiet: int, closes: datetime, *, gradable: bool
) -> None:
    due = grade_due_at(touched, timedelta(minutes=quiet), closes, gradable=gradable)
    assert due is not None
    assert due >= touched
    if touched < closes:
        assert due <= closes
    else:
        assert due == touched + timedelta(minutes=quiet)
    if gradable:
        assert due <= touched + timedelta(minutes=quiet)


@given(texts, st.integers(0, 9), st.none() | st.integers(0, 9), st.integers(0, 5))
def test_nothing_is_graded_twice_unchanged_or_more_often_than_three_times(
    text: str, revision: int, debriefed: int | None, gradings: int
) -> None:
    request = on_grade_request(text=text, revision=revision, debriefed_revision=debriefed, gradings=gradings)
    if request is GradeRequest.START:
        assert revision != debriefed
        assert gradings < MOST_GRADINGS
        assert long_enough(text)
    if not text:
        assert request is GradeRequest.NOTHING_YET
