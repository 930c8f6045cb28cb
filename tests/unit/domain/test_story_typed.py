"""A story typed in one message, and the one that a round brings up."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import GroupId, PersonId, StoryId
from bot.domain.story import Part, Story, StoryText
from bot.domain.story_recall import bring_up, fitting, told_in
from bot.domain.story_typed import typed_parts

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
plain = st.text(st.characters(codec="utf-8", exclude_characters=":\uff1a")).map(str.strip)


def a_story(number: int, text: str, told: datetime | None = None) -> Story:
    whole = StoryText(f"Story {number}", text, "I limited it.", "It fell.")
    return Story(StoryId(number), GroupId(1), PersonId(1), whole, 1, NOW, NOW, told_at=told)


@given(st.tuples(plain, plain, plain, plain))
def test_any_text_behind_its_names_comes_back_unchanged(parts: tuple[str, str, str, str]) -> None:
    typed = "\n".join(f"{part.capitalize()}: {said}" for part, said in zip(Part, parts, strict=True))

    assert typed_parts(typed) == dict(zip(Part, parts, strict=True))


def test_only_named_parts_are_taken_and_a_name_counts_once() -> None:
    typed = "situation: the outcome: unclear, or ACTION: late action: I held it"

    assert typed_parts(typed) == {
        Part.SITUATION: "the outcome: unclear, or",
        Part.ACTION: "late action: I held it",
    }
    assert typed_parts("I held it.") == {}


def test_without_stories_nothing_is_brought_up() -> None:
    assert bring_up([]) == ""


def test_the_one_that_was_told_longest_ago_is_brought_up() -> None:
    stories = [a_story(1, "x", NOW), a_story(2, "x", NOW - timedelta(days=9)), a_story(3, "x", NOW)]

    assert bring_up(stories) == "You keep “Story 2” in your story bank; tell another one if it's fresher."
    assert fitting([*stories, a_story(4, "x")]) == a_story(4, "x")


def test_the_one_that_was_told_is_known_by_its_words() -> None:
    night = a_story(
        1, "At night a wrong label could have sent nobody to a patient who waited for an ambulance."
    )
    tills = a_story(
        2, "A price list looked right while customers in forty shops were paying too much for bread."
    )
    said = (
        "So customers in forty shops were paying too much, since the price list looked right, and the bread…"
    )

    assert told_in([night, tills], said) == tills
    assert told_in([night, tills], "I once shipped a colour picker, and everybody was happy with it.") is None
    assert told_in([], said) is None
