"""Tags by a story's words, and tags as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.story_tags import TRADE_OFFS, Tag, tag_named, tags_by_words, tags_typed


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Every second of latency that we saved cost accuracy.", Tag.ACCURACY_LATENCY),
        (
            "Below the threshold it abstained, and coverage fell to half of all requests.",
            Tag.COVERAGE_CONFIDENCE,
        ),
        ("It was automated, and I gave the last word back to a reviewer.", Tag.AUTOMATION_HUMAN),
        ("I paused the launch.", Tag.RISK_LIMITED),
        ("I said no to the director.", Tag.NO_SAID),
        ("I was wrong, and I missed it for a week.", Tag.FAILURE),
        ("I convinced the sales team.", Tag.INFLUENCE),
        ("Half of the labels came from one clinic.", Tag.DATA),
    ],
)
def test_words_suggest_a_tag(text: str, tag: Tag) -> None:
    assert tag in tags_by_words(text)


@pytest.mark.parametrize("text", ["It was accurate.", "It was faster.", "", "A threshold.", "Nothing of it."])
def test_one_side_alone_is_no_trade_off(text: str) -> None:
    assert not set(tags_by_words(text)) & set(TRADE_OFFS)


@given(st.text())
def test_tags_come_once_and_in_order(text: str) -> None:
    found = tags_by_words(text)
    assert list(found) == [tag for tag in Tag if tag in found]


@pytest.mark.parametrize("tag", list(Tag))
def test_a_tag_is_known_by_its_word_and_its_label(tag: Tag) -> None:
    assert tag_named(tag.value) is tag_named(tag.label.upper()) is tag


@pytest.mark.parametrize(
    ("typed", "tags", "unknown"),
    [
        ("influence, no said", (Tag.NO_SAID, Tag.INFLUENCE), ""),
        ("data influence", (Tag.INFLUENCE, Tag.DATA), ""),
        ("latency", (Tag.ACCURACY_LATENCY,), ""),
        ("data, nonsense", (Tag.DATA,), "nonsense"),
        ("against", (), "against"),
        ("", (), ""),
    ],
)
def test_tags_as_they_are_typed(typed: str, tags: tuple[Tag, ...], unknown: str) -> None:
    assert tags_typed(typed) == (tags, unknown)
