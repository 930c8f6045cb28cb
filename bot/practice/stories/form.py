"""The form of a story, and what stands in it once it was filled in."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import forms
from bot.domain.happenings import Action
from bot.domain.ids import GroupId
from bot.domain.story import LONGEST_TITLE, Part, Story, StoryText, longest
from bot.domain.text import storable
from bot.errors import UserMustAct
from bot.practice.stories import words

ADD, EDIT = "add", "edit"
YOURS, CHANGE = "Your story", "Change it"
_LABELS = {
    Part.TITLE: "Title: a few words that you know it by",
    Part.SITUATION: "Situation: what could go wrong, for whom, and who had seen it",
    Part.ACTION: "Action: the limit that you set, and who had to agree",
    Part.OUTCOME: "Outcome: what it prevented, from which number, for how long",
}
_TITLE_WORDS = 7


def add_form(group: GroupId, parts: Mapping[str, str] | None = None) -> forms.FieldForm:
    """Empty, or with what was said already."""
    return _form(f"{group}/{ADD}", "A story for your bank", parts or {}, "Keep it")


def edit_form(story: Story, parts: Mapping[str, str] | None = None) -> forms.FieldForm:
    """With the story as it stands, but for the parts that were said."""
    drafts = {**parts_of(story.text), **(parts or {})}
    return _form(f"{story.group}/{EDIT}/{story.id}/{story.revision}", YOURS, drafts, CHANGE)


def changed_meanwhile(story: Story, values: Mapping[str, str]) -> forms.FieldForm:
    """The form once more, with the story as it stands to be read beside it."""
    stands = "\n\n".join(parts_of(story.text).values())
    form = edit_form(story).again(values, words.CHANGED_MEANWHILE)
    return replace(form, about=stands)


def parts_of(text: StoryText) -> dict[str, str]:
    return {
        Part.TITLE: text.title,
        Part.SITUATION: text.situation,
        Part.ACTION: text.action,
        Part.OUTCOME: text.outcome,
    }


def story_text(values: Mapping[str, str]) -> StoryText:
    """Raises UserMustAct for what can't be kept."""
    parts = {part: storable(values.get(part, "")).strip() for part in Part}
    title = " ".join(parts[Part.TITLE].split())
    text = StoryText(title, parts[Part.SITUATION], parts[Part.ACTION], parts[Part.OUTCOME])
    if not any(char.isalnum() for char in text.whole):
        raise UserMustAct(words.EMPTY)
    for part, said in parts_of(text).items():
        if len(said) > longest(part):
            raise UserMustAct(words.too_long(part, len(said)))
    return replace(text, title=text.title or _title_from(text))


def _title_from(text: StoryText) -> str:
    """Its first words, for whoever typed none."""
    said = next(filter(None, (text.situation, text.action, text.outcome))).split()
    return " ".join(said[:_TITLE_WORDS])[:LONGEST_TITLE]


def _form(subject: str, title: str, drafts: Mapping[str, str], sends: str) -> forms.FieldForm:
    fields = (
        forms.Field(
            part,
            label,
            drafts.get(part, ""),
            longest(part),
            tall=part is not Part.TITLE,
        )
        for part, label in _LABELS.items()
    )
    says = f"{words.HOW}\n\n{words.ONLY_YOU}"
    return forms.FieldForm(Action.STORY, subject, title, says, tuple(fields), sends)
