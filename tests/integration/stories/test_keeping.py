"""Keeping stories, changing them and letting them go: no words of anybody's are lost."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.cards import Note, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import Action
from bot.domain.story import LONGEST_FIELD, LONGEST_TITLE, MOST_STORIES, StoryText
from bot.domain.text import storable
from bot.practice.stories import words
from bot.practice.stories.form import parts_of
from tests.conversation.stage import Member, Stage
from tests.integration.stories.telling import (
    NIGHT,
    TILLS,
    forged,
    form,
    keeps,
    kept,
    lines,
    presses,
    sends,
    takes,
    types,
)
from tests.integration.typed_in_chat import counts


async def test_the_form_says_who_sees_it_and_what_it_asks_for(ana: Member) -> None:
    asked = await form(ana)

    assert words.ONLY_YOU in asked.says
    assert [one.name for one in asked.fields] == ["title", "situation", "action", "outcome"]


async def test_a_story_is_kept_as_it_was_written_and_advised_on(ana: Member) -> None:
    card = await keeps(ana)

    (story,) = await kept(ana)
    assert story.text == NIGHT
    assert words.NOTHING_MISSING in lines(card)
    assert "Kept: story 1, “Night calls”" in lines(card)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*[st.text(max_size=60)] * 4))
async def test_any_text_comes_back_unchanged(ana: Member, parts: tuple[str, str, str, str]) -> None:
    text = StoryText(*parts)
    if not any(char.isalnum() for char in storable(text.whole)):
        return
    for story in await kept(ana):
        await presses(ana, Action.DROP_STORY, f"{story.group}/{story.id}")
    await keeps(ana, text)

    (story,) = await kept(ana)
    asked = await presses(ana, Action.STORY, f"{story.group}/edit/{story.id}")
    assert isinstance(asked, FieldForm)
    assert [one.draft for one in asked.fields[1:]] == [storable(part).strip() for part in parts[1:]]
    typed = " ".join(storable(text.title).split())
    assert asked.fields[0].draft == typed or not typed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": "x" * (LONGEST_TITLE + 1)}, "Your title has 81 letters, and 80 are the most."),
        (
            {"situation": "y" * (LONGEST_FIELD + 1)},
            "Your situation has 2,001 letters, and 2,000",
        ),
        ({"title": " ", "situation": "-", "action": "…", "outcome": ""}, "There is no story in it yet"),
    ],
)
async def test_what_cant_be_kept_comes_back_with_its_words(
    ana: Member, changed: dict[str, str], says: str
) -> None:
    values = {**parts_of(NIGHT), **changed}
    card = await sends(ana, await form(ana), values)

    assert isinstance(card, FieldForm)
    assert says in card.trouble
    assert {one.name: one.draft for one in card.fields} == values
    assert await kept(ana) == []


async def test_the_same_story_is_kept_once(ana: Member) -> None:
    asked = await form(ana)
    sent = ana.stage.platform.fills_fields(ana.account, asked, parts_of(NIGHT))
    first, second = await takes(ana, sent), await takes(ana, sent)
    third = await keeps(ana, StoryText("Another title", *list(parts_of(NIGHT).values())[1:]))

    assert isinstance(first, SheetCard)
    assert second == words.TWICE
    assert isinstance(third, FieldForm)
    assert "it's story 1, “Night calls”" in third.trouble
    assert [story.text for story in await kept(ana)] == [NIGHT]


async def test_twenty_are_the_most_also_when_two_come_at_once(ana: Member) -> None:
    def number(place: int) -> StoryText:
        return StoryText(f"Story {place}", f"A risk of kind {place}.", "I limited it.", "It fell.")

    for place in range(MOST_STORIES - 1):
        await keeps(ana, number(place))
    asked = await form(ana)
    cards = await asyncio.gather(*(sends(ana, asked, parts_of(number(100 + place))) for place in range(3)))

    refused = [card for card in cards if isinstance(card, FieldForm)]
    assert len(await kept(ana)) == MOST_STORIES
    assert [card.trouble for card in refused] == [words.FULL] * 2
    assert all(card.fields[0].draft.startswith("Story 10") for card in refused)


async def test_an_edit_keeps_the_newest_wording_only(stage: Stage, ana: Member) -> None:
    await keeps(ana)
    asked = await form(ana, "story edit 1")
    card = await sends(ana, asked, {"outcome": "It held."})

    (story,) = await kept(ana)
    assert story.text == StoryText(NIGHT.title, NIGHT.situation, NIGHT.action, "It held.")
    assert "Changed: story 1" in lines(card)
    assert await counts(stage.house, "stories") == [1]


async def test_two_edits_at_once_lose_no_words(ana: Member) -> None:
    await keeps(ana)
    one, other = await form(ana, "story edit 1"), await form(ana, "story edit 1")
    await sends(ana, one, {"action": "I held it."})
    late = await sends(ana, other, {"outcome": "It held."})

    assert isinstance(late, FieldForm)
    assert late.trouble == words.CHANGED_MEANWHILE
    assert "I held it." in late.about
    assert late.fields[3].draft == "It held."
    await sends(ana, late, {})
    (story,) = await kept(ana)
    assert (story.text.action, story.text.outcome) == (NIGHT.action, "It held.")


async def test_an_edit_of_one_that_went_meanwhile_can_be_kept_as_new(ana: Member) -> None:
    await keeps(ana)
    asked = await form(ana, "story edit 1")
    (story,) = await kept(ana)
    await presses(ana, Action.DROP_STORY, f"{story.group}/{story.id}")

    card = await sends(ana, asked, {"outcome": "It held."})
    assert isinstance(card, FieldForm)
    assert card.trouble == words.GONE_WHILE_WRITTEN
    await sends(ana, card, {})
    assert [story.text.outcome for story in await kept(ana)] == ["It held."]


async def test_removing_asks_first_and_hands_the_text_back(ana: Member) -> None:
    await keeps(ana)
    await keeps(ana, TILLS)
    asked = await types(ana, "story remove 1")

    assert "Nothing was changed yet." in lines(asked)
    assert isinstance(asked, SheetCard)
    assert len(await kept(ana)) == 2
    gone = await presses(ana, asked.buttons[0].action, asked.buttons[0].subject)
    assert NIGHT.outcome in lines(gone)
    again = await presses(ana, asked.buttons[0].action, asked.buttons[0].subject)
    assert again == Note(words.GONE)
    assert [story.text for story in await kept(ana)] == [TILLS]


@pytest.mark.parametrize(
    "subject", ["", "0/add", "999/add", "x/add", "1; drop", "9" * 30 + "/add", "1/edit/x/1"]
)
async def test_a_forged_form_keeps_nothing_and_loses_no_words(ana: Member, subject: str) -> None:
    card = await takes(ana, forged(ana, subject))

    assert isinstance(card, FieldForm)
    assert card.trouble == words.NO_GROUP
    assert [one.draft for one in card.fields] == list(parts_of(NIGHT).values())


async def test_nobody_reads_changes_or_removes_anothers(stage: Stage, ana: Member) -> None:
    await keeps(ana)
    (story,) = await kept(ana)
    ben = stage.member("Ben")
    await ben.says("I would stop it, name an owner, and read every log of last week before going on.")
    subject = f"{story.group}/{story.id}"
    for action, what in [
        (Action.DROP_STORY, subject),
        *((Action.STORY, f"{story.group}/{did}/{story.id}/1") for did in ("edit", "show", "drop")),
    ]:
        assert await presses(ben, action, what) == Note(words.GONE)
    card = await takes(ben, forged(ben, f"{story.group}/edit/{story.id}/1"))

    assert isinstance(card, FieldForm)
    assert card.trouble == words.GONE_WHILE_WRITTEN
    assert [one.text for one in await kept(ana)] == [NIGHT]
    assert await kept(ben) == []
