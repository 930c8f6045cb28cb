"""What can be typed about stories: by number, in one message, and where no form opens."""

import pytest

from bot.domain.cards import Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.grade import Band
from bot.domain.story import StoryText
from bot.domain.story_tags import Tag
from bot.practice.stories import words
from bot.practice.stories.form import parts_of
from tests.conversation.stage import Member
from tests.integration.stories.telling import NIGHT, TILLS, keeps, kept, lines, types

TYPED = f"Title: {TILLS.title} Situation: {TILLS.situation} Action: {TILLS.action}\nOutcome: {TILLS.outcome}"


async def test_an_empty_bank_says_how_to_begin(ana: Member) -> None:
    assert words.NONE_YET in lines(await types(ana, "stories"))
    assert lines(await types(ana, "story")) == lines(await types(ana, "stories"))


async def test_the_list_has_numbers_tags_and_what_is_missing(ana: Member) -> None:
    await keeps(ana)
    await keeps(ana, TILLS)
    await types(ana, "story tag 2 accuracy-latency, coverage-confidence")

    said = lines(await types(ana, "stories"))
    assert "Your stories: 2 of 20" in said
    assert "1. “Night calls”: " in said
    assert "2. “The tills”: accuracy against latency, coverage against confidence · not told yet" in said
    assert "automation against human: none yet" in said


async def test_the_list_says_when_one_was_told_and_how_it_went(ana: Member) -> None:
    await keeps(ana)
    (story,) = await kept(ana)
    async with ana.stage.house.core.store.work() as work:
        await work.stories.note_told(story, ana.stage.clock.now(), Band.LEAN_YES)

    told = f"told {ana.stage.clock.now():%a %-d %b %Y}, lean yes"
    assert told in lines(await types(ana, "stories"))
    assert "in a mock round, lean yes" in lines(await types(ana, "story 1"))


async def test_one_is_shown_whole(ana: Member) -> None:
    await keeps(ana)

    said = lines(await types(ana, "story 1"))
    assert all(part in said for part in parts_of(NIGHT).values())


async def test_a_story_is_typed_in_one_message(ana: Member) -> None:
    card = await types(ana, f"story add {TYPED}")

    assert "Kept: story 1" in lines(card)
    assert [story.text for story in await kept(ana)] == [TILLS]
    await types(ana, "story edit 1 Outcome: It stayed in one.")
    (story,) = await kept(ana)
    assert story.text == StoryText(TILLS.title, TILLS.situation, TILLS.action, "It stayed in one.")


async def test_what_was_typed_without_names_stands_in_the_form(ana: Member) -> None:
    card = await types(ana, "story add I once  held a launch")

    assert isinstance(card, FieldForm)
    assert card.fields[1].draft == "I once  held a launch"


async def test_where_no_form_opens_the_parts_are_asked_for(ana: Member) -> None:
    asked = await types(ana, "story add", in_message=True)
    assert isinstance(asked, Note)
    assert "`@Debrief story add` Title: … Situation: …" in asked.text

    assert "Kept: story 1" in lines(await types(ana, f"story add {TYPED}", in_message=True))
    again = await types(ana, f"story add {TYPED}", in_message=True)
    assert isinstance(again, Note)
    assert "word for word" in again.text
    changing = await types(ana, "story edit 1", in_message=True)
    assert isinstance(changing, Note)
    assert "story edit 1" in changing.text


async def test_a_refused_message_comes_back_in_a_form(ana: Member) -> None:
    await types(ana, f"story add {TYPED}")
    card = await types(ana, f"story add {TYPED}")

    assert isinstance(card, FieldForm)
    assert "word for word" in card.trouble
    assert [one.draft for one in card.fields] == list(parts_of(TILLS).values())


async def test_tags_are_set_taken_away_and_left_to_the_words(ana: Member) -> None:
    await keeps(ana)
    (before,) = await kept(ana)
    await types(ana, "story tag 1 failure of mine, data")
    assert [story.tags for story in await kept(ana)] == [(Tag.FAILURE, Tag.DATA)]
    await types(ana, "story tag 1 none")
    assert [story.tags for story in await kept(ana)] == [()]
    await types(ana, "story tag 1 auto")
    assert await kept(ana) == [before]
    refused = await types(ana, "story tag 1 influense")
    assert isinstance(refused, Note)
    assert "Did you mean `influence`?" in refused.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("story 0", "There is no such story."),
        ("story 9", "Your stories are 1 to 1."),
        ("story remove x", "There is no such story."),
        ("story edit", "I can't read that."),
        ("story ad", "Did you mean `add`?"),
        ("story one two", "I can't read that."),
    ],
)
async def test_what_cant_be_read_changes_nothing_and_says_what_to_type(
    ana: Member, text: str, says: str
) -> None:
    await keeps(ana)
    card = await types(ana, text)

    assert isinstance(card, Note)
    assert says in card.text
    assert "Nothing was changed." in card.text
    assert "`/debrief " in card.text
    assert [story.text for story in await kept(ana)] == [NIGHT]


async def test_carrying_over_asks_four_questions_with_the_members_words(ana: Member) -> None:
    await keeps(ana, TILLS)
    card = await types(ana, "story reframe 1")

    assert isinstance(card, SheetCard)
    assert [section.heading[:2] for section in card.sections] == ["1.", "2.", "3.", "4."]
    assert f"Perhaps here: “{TILLS.action}”" in lines(card)
    assert "Your story doesn't say yet." in lines(card)
    assert "What could be wrong sometimes" in lines(await types(ana, "story reframe"))


async def test_help_names_the_trade_offs_and_every_tag(ana: Member) -> None:
    said = lines(await types(ana, "story help"))
    assert all(f"`{tag}`" in said for tag in Tag)


async def test_a_story_in_another_language_is_kept_and_asked_nothing(ana: Member) -> None:
    german = StoryText(
        "Nachts",
        "Das Modell sortierte nachts die Anrufe, und niemand hatte gemessen, wie oft es sich irrte.",
        "Ich habe es auf den Tag begrenzt.",
        "Drei Monate lang blieb niemand liegen.",
    )
    said = lines(await keeps(ana, german))

    assert words.NOT_ENGLISH in said
    assert "missing" not in said
    assert "doesn't say yet" not in lines(await types(ana, "story reframe 1"))
    assert [story.text for story in await kept(ana)] == [german]
