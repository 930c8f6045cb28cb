"""What is missing in a story, in its member's own words, and nothing that isn't there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.story import StoryText
from bot.domain.story_advice import advice
from bot.domain.story_reframing import carried_over, names_ai

WHOLE = StoryText(
    "Night calls",
    "A wrong label at night could have sent nobody to a patient, and nobody had measured that.",
    "I capped it to daytime, and said no to the launch until nurses had read 400 of its labels.",
    "Missed calls fell from 9 to 1 in 400 over three months. Looking back, I would measure the night first.",
)
QUOTED = re.compile("“([^”]*)”")


def changed(**parts: str) -> StoryText:
    told = {"title": WHOLE.title, "situation": WHOLE.situation, "action": WHOLE.action}
    return StoryText(**{**told, "outcome": WHOLE.outcome, **parts})


def test_a_story_that_has_everything_is_asked_nothing() -> None:
    assert advice(WHOLE) == ()


@pytest.mark.parametrize(
    ("parts", "begins", "quotes"),
    [
        ({"situation": "We had a chat window."}, "I see no risk", "We had a chat window."),
        ({"action": "I shipped it in a week."}, "I see no limit", "I shipped it in a week."),
        ({"action": "We capped it."}, "I don't see your own part", "We capped it."),
        ({"outcome": "Sales: 12% since May."}, "I don't see what it prevented", "Sales: 12% since May."),
        ({"outcome": "No patient was missed, since May."}, "I see no number", "No patient was missed"),
        (
            {"outcome": "We prevented 40 calls, until May."},
            "I see no baseline",
            "We prevented 40 calls",
        ),
        ({"outcome": "Misses fell from 9 to 1."}, "How long did it hold?", "Misses fell from 9 to 1."),
        ({"outcome": "Calls fell a lot, from 9 to 1 a week."}, "“a lot” is vague", "Calls fell a lot"),
        ({"outcome": "Misses fell from 9 to 1 a week."}, "What would you do differently?", "Misses fell"),
        ({"situation": "-"}, "The situation is empty", ""),
        ({"action": ""}, "The action is empty", ""),
        ({"outcome": "…"}, "The outcome is empty", ""),
    ],
)
def test_what_is_missing_is_said_with_the_members_words(
    parts: dict[str, str], begins: str, quotes: str
) -> None:
    (said,) = [one for one in advice(changed(**parts)) if one.startswith(begins)]

    assert quotes in said


def test_who_would_have_paid_is_asked_where_nobody_is_named() -> None:
    told = StoryText(
        "Night", "The index could have been wrong.", "I capped it.", "It fell from 9 to 1 since May."
    )

    assert "Who would have paid for it? “The index could have been wrong.” names nobody." in advice(told)


def test_a_year_is_no_number() -> None:
    assert any(
        one.startswith("I see no number") for one in advice(changed(outcome="We avoided it since 2023."))
    )


@given(st.builds(StoryText, st.text(), st.text(), st.text(), st.text()))
def test_whatever_is_quoted_is_the_members_own(story: StoryText) -> None:
    own = " ".join(story.whole.split())
    ours = {"I limited", "I shipped", "we"}
    for said in advice(story):
        inner = said[said.index("“") + 1 : said.rindex("”")] if "“" in said else ""
        pieces = [piece for piece in re.split("[“”]", inner) if piece]
        assert all(
            piece.removesuffix("…") in own
            or piece in ours
            or piece.startswith((" is vague", " tells", " says"))
            for piece in pieces
        )


@given(st.builds(StoryText, st.text(), st.text(), st.text(), st.text()))
def test_carrying_over_adds_nothing(story: StoryText) -> None:
    plain = f"{story.situation}\n{story.action}\n{story.outcome}"
    for one in carried_over(story):
        assert one.says in plain
    assert [one.asks for one in carried_over(story)] == [one.asks for one in carried_over(None)]


def test_a_story_without_ai_is_asked_the_four_questions() -> None:
    till = StoryText(
        "The tills",
        "A new price list was wrong in places and looked right, and customers paid too much.",
        "I held it in two shops until the owners had read every price aloud.",
        "We stopped 212 wrong prices before they reached forty shops.",
    )

    assert names_ai(till) == ""
    risk, bearer, limit, signal = carried_over(till)
    assert risk.says == bearer.says == till.situation
    assert limit.says == till.action
    assert signal.says == ""


def test_a_story_with_a_model_is_told_so() -> None:
    assert names_ai(changed(situation="It rained. The model was wrong.")) == "The model was wrong."
