"""The samples on the page of stories: what is said there of each is what Debrief says."""

import re
from pathlib import Path

from bot.domain.story import StoryText
from bot.domain.story_advice import advice
from bot.domain.story_reframing import names_ai
from bot.domain.story_tags import tags_by_words

PAGE = Path(__file__).parents[3] / "docs/how-to/keep-stories.md"
_SAMPLE = re.compile(
    r"\*Situation:\* (.+?) \*Action:\* (.+?) \*Outcome:\* (.+?)(?: \(Tags by its words: (.+)\.\))?$"
)


def samples() -> list[tuple[StoryText, str]]:
    found = map(_SAMPLE.search, PAGE.read_text(encoding="utf-8").splitlines())
    return [(StoryText("", one[1], one[2], one[3]), one[4] or "") for one in found if one]


def test_there_is_one_with_a_model_and_one_without_before_and_after() -> None:
    (model, tags), (before, _), (after, _) = samples()

    assert ", ".join(tag.label for tag in tags_by_words(model.whole)) == tags
    assert names_ai(model)
    assert not names_ai(before)
    assert not names_ai(after)
    assert advice(model) == advice(after) == ()
    asked = [
        *("I see no risk", "Who would have paid", "I see no limit", "I don't see your own part"),
        *(
            "I don't see what it prevented",
            "I see no number",
            "“much better” is vague",
            "What would you do",
        ),
    ]
    assert [said.startswith(begins) for said, begins in zip(advice(before), asked, strict=True)] == [True] * 8
