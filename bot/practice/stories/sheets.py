"""Stories to look at: the bank, one of them whole, and what makes one hold."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from bot.domain.card_parts import Button, Section
from bot.domain.cards import SheetCard
from bot.domain.happenings import Action
from bot.domain.story import MOST_STORIES, Part, Story, StoryText
from bot.domain.story_advice import advice, is_english
from bot.domain.story_cues import quoted
from bot.domain.story_reframing import carried_over, names_ai
from bot.domain.story_tags import TRADE_OFFS, Tag
from bot.practice.stories import words
from bot.practice.stories.form import EDIT, parts_of

DROP, SHOW = "drop", "show"
MORE = "`/debrief story add` keeps another, `/debrief story 1` shows one, `/debrief story help` has the rest."
TO_TYPE = (
    "`/debrief story add` keeps one, `/debrief story 2` shows it",
    "`/debrief story edit 2` changes it, `/debrief story remove 2` lets it go",
    "`/debrief story tag 2 influence` tags it; the tags are " + ", ".join(f"`{tag}`" for tag in Tag),
    "Where no form opens: `story add` Title: … Situation: … Action: … Outcome: …",
)
NEXT = "What an interviewer would ask next"


def bank_sheet(stories: Sequence[Story], zone: tzinfo) -> SheetCard:
    """All of them by their numbers, and which of the three trade-offs none tells of."""
    if not stories:
        return SheetCard("Your stories", (Section("", (words.NONE_YET,)),))
    lines = tuple(_line(number, story, zone) for number, story in enumerate(stories, start=1))
    return SheetCard(
        f"Your stories: {len(stories)} of {MOST_STORIES}",
        (Section("", lines), Section("Have one for each of these", tuple(_covered(stories)))),
        MORE,
    )


def story_sheet(number: int, story: Story, zone: tzinfo, says: str = "") -> SheetCard:
    """One whole, with what its words leave open."""
    parts = (Section(part.capitalize(), (said or "(nothing yet)",)) for part, said in _told(story.text))
    return SheetCard(
        f"{number}. {story.text.title}",
        (
            *((Section("", (says,)),) if says else ()),
            *parts,
            Section("Tags", (_tags(story),)),
            *_last_told(story, zone),
            *_open(story.text),
        ),
        f"`/debrief story edit {number}` changes it, `/debrief story reframe {number}` asks what carries it "
        "over to AI work.",
        (edit_button(story), Button(Action.STORY, "Remove it", f"{story.group}/{DROP}/{story.id}")),
    )


def kept_sheet(number: int, story: Story, did: str) -> SheetCard:
    """Right after it was kept: how it was understood, in short."""
    return SheetCard(
        f"{did}: story {number}, {quoted(story.text.title)}",
        (Section("Tags", (_tags(story),)), *_open(story.text)),
        f"`/debrief story {number}` shows it whole; `/debrief story tag {number} WORD, WORD` sets its tags.",
        (edit_button(story),),
    )


def remove_sheet(number: int, story: Story) -> SheetCard:
    """Before it goes."""
    line = f"{number}. {quoted(story.text.title)}: {_tags(story)}"
    return SheetCard(
        "Remove this story?",
        (Section("", (line,)),),
        "Nothing was changed yet. Removed, it's gone for good; you get its text once more, to copy.",
        (
            Button(Action.DROP_STORY, "Remove it", f"{story.group}/{story.id}"),
            Button(Action.STORY, "Show it whole", f"{story.group}/{SHOW}/{story.id}"),
        ),
    )


def removed_sheet(story: Story) -> SheetCard:
    parts = (Section(part.capitalize(), (said,)) for part, said in parts_of(story.text).items() if said)
    return SheetCard("Removed", tuple(parts), "That was its text, to copy. I don't have it any more.")


def reframed_sheet(number: int | None, story: Story | None) -> SheetCard:
    """The four questions that carry a story over, with what the story says to each in its own words."""
    named = names_ai(story.text) if story else ""
    about = (Section("", (f"It names a model already: {quoted(named)}. The questions hold all the same.",)),)
    asked = (
        Section(f"{place}. {one.asks}", (f"Carries over as: {one.carries}.", *_said(story, one.says)))
        for place, one in enumerate(carried_over(story.text if story else None), start=1)
    )
    title = f"Carry over {quoted(story.text.title)}" if story else "Carry a story over to AI work"
    edit = f"`/debrief story edit {number}` writes your answers in." if story else ""
    return SheetCard(
        title,
        (*(about if named else ()), *asked),
        f"I add nothing: what happened, only you know. {edit}".strip(),
        (edit_button(story),) if story else (),
    )


def help_sheet() -> SheetCard:
    return SheetCard(
        "A story that holds",
        (
            Section("Situation", ("A risk that was there and that nobody had seen yet, and who would pay.",)),
            Section("Action", ("The limit that you set: “I limited” weighs more than “I shipped”.",)),
            Section("Outcome", ("The cost that it prevented: a number, its baseline, how long it held.",)),
            Section("Have one for each of these", tuple(tag.label for tag in TRADE_OFFS)),
            Section("No AI in it?", ("`/debrief story reframe` asks four questions that carry it over.",)),
            Section("What to type", TO_TYPE),
        ),
        words.ONLY_YOU,
    )


def edit_button(story: Story) -> Button:
    return Button(Action.STORY, "Change it", f"{story.group}/{EDIT}/{story.id}/{story.revision}")


def _line(number: int, story: Story, zone: tzinfo) -> str:
    told = f" · told {_day(story.told_at, zone)}{_verdict(story)}" if story.told_at else " · not told yet"
    return f"{number}. {quoted(story.text.title)}: {_tags(story)}{told}"


def _tags(story: Story) -> str:
    named = ", ".join(tag.label for tag in story.tags) or "no tags"
    return f"{named} (by its words)" if story.own_tags is None and story.tags else named


def _covered(stories: Sequence[Story]) -> Iterator[str]:
    for tag in TRADE_OFFS:
        having = [str(number) for number, story in enumerate(stories, start=1) if tag in story.tags]
        yield f"{tag.label}: {', '.join(having) or 'none yet'}"


def _told(text: StoryText) -> Iterator[tuple[str, str]]:
    return ((part, said) for part, said in parts_of(text).items() if part != Part.TITLE)


def _last_told(story: Story, zone: tzinfo) -> tuple[Section, ...]:
    if story.told_at is None:
        return ()
    return (Section("Last told", (f"{_day(story.told_at, zone)}, in a mock round{_verdict(story)}",)),)


def _verdict(story: Story) -> str:
    return f", {story.told_band}" if story.told_band else ""


def _open(text: StoryText) -> tuple[Section, ...]:
    if not is_english(text):
        return (Section("", (words.NOT_ENGLISH,)),)
    found = advice(text)
    if not found:
        return (Section("", (words.NOTHING_MISSING, words.BY_WORDS)),)
    return (Section(NEXT, found), Section("", (words.BY_WORDS,)))


def _said(story: Story | None, sentence: str) -> tuple[str, ...]:
    if story is None or not is_english(story.text):
        return ()
    return (f"Perhaps here: {quoted(sentence)}" if sentence else "Your story doesn't say yet.",)


def _day(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%a %-d %b %Y}"
