"""`stories` and `story`: a member's own stories for behavioural rounds."""

import re

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.commanding import place_in
from bot.domain.forms import FieldForm
from bot.domain.ids import InstallationId
from bot.domain.story import Part, Story
from bot.domain.story_tags import Tag, tags_typed
from bot.domain.story_typed import typed_parts
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked
from bot.practice.stories import words
from bot.practice.stories.form import add_form, edit_form, parts_of, story_text
from bot.practice.stories.keep import Shelf
from bot.practice.stories.sent import opened
from bot.practice.stories.sheets import (
    bank_sheet,
    help_sheet,
    kept_sheet,
    reframed_sheet,
    remove_sheet,
    story_sheet,
)
from bot.store.work import Work

FORMS = ("", "NUMBER", "add", "edit NUMBER", "tag NUMBER WORDS", "remove NUMBER", "reframe [NUMBER]", "help")
EXAMPLES = ("story add", "story 2", "story edit 2", "story tag 2 influence, no said", "story reframe 2")
WORDS = ("add", "edit", "tag", "remove", "reframe", "help")
NONE, BY_WORDS = ("none", "no tags"), ("auto", "by words")
TAGGED = "Its tags are set."


async def stories(it: Asked) -> Card:
    """The list, and which of the three trade-offs is missing in it."""
    async with it.core.store.work() as work:
        found = await work.stories.of(it.group.id, it.member.person)
    return bank_sheet(found, zone_named(it.here.zone))


async def story(it: Asked) -> Card:
    """One of them, or something done with it."""
    match it.plain:
        case ():
            return await stories(it)
        case ("help", *_):
            return help_sheet()
        case ("add", *_):
            return await _add(it)
        case ("reframe",):
            return reframed_sheet(None, None)
        case ("edit" | "tag" | "remove" | "reframe" as what, named, *_):
            return await _with(it, what, *await _chosen(it, named))
        case (named,) if named not in WORDS:
            number, found = await _chosen(it, named)
            return story_sheet(number, found, zone_named(it.here.zone))
    raise UserMustAct(f"I can't read that.{_meant(it.plain[0])} Nothing was changed. Type {_examples()}.")


async def _chosen(it: Asked, named: str) -> tuple[int, Story]:
    async with it.core.store.work() as work:
        found = await work.stories.of(it.group.id, it.member.person)
    place = place_in(named.removeprefix("#"), len(found))
    if place is None:
        kept = f"Your stories are 1 to {len(found)}." if found else "You keep none here yet."
        raise UserMustAct(
            f"There is no such story.{_meant(named)} {kept} Nothing was changed. Type {_examples()}."
        )
    return place + 1, found[place]


async def _with(it: Asked, what: str, number: int, found: Story) -> Card:
    match what:
        case "edit":
            return await _edit(it, number, found)
        case "tag":
            return await _tag(it, number, found)
        case "remove":
            return remove_sheet(number, found)
        case _:
            return reframed_sheet(number, found)


async def _add(it: Asked) -> Card:
    parts = typed_parts(_behind(it.given.text, 2))
    if not parts:
        return _form(it, add_form(it.group.id, {Part.SITUATION: _behind(it.given.text, 2)}), "add")
    await it.once()
    try:
        text = story_text(parts)
        async with it.core.store.work() as work:
            shelf, installation = await _opened(it, work)
            return kept_sheet(*await shelf.keep(text, installation), "Kept")
    except UserMustAct as refused:
        return _refused(it, add_form(it.group.id, parts), refused)


async def _edit(it: Asked, number: int, found: Story) -> Card:
    parts = typed_parts(_behind(it.given.text, 3))
    if not parts:
        return _form(it, edit_form(found), f"edit {number}")
    await it.once()
    try:
        text = story_text({**parts_of(found.text), **parts})
        async with it.core.store.work() as work:
            shelf, _ = await _opened(it, work)
            return kept_sheet(*await shelf.rewrite(found, text), "Changed")
    except UserMustAct as refused:
        return _refused(it, edit_form(found, parts), refused)


async def _tag(it: Asked, number: int, found: Story) -> Card:
    tags = _tags(" ".join(word.raw for word in it.words[2:]))
    await it.once()
    async with it.core.store.work() as work:
        if not await work.stories.tag(found, tags):
            raise UserMustAct(words.GONE)
        after = await work.stories.get(found.group, found.person, found.id)
    return story_sheet(number, after or found, zone_named(it.here.zone), TAGGED)


def _tags(said: str) -> tuple[Tag, ...] | None:
    """None: its words are to tell."""
    if said.casefold() in BY_WORDS:
        return None
    if said.casefold() in NONE:
        return ()
    tags, unknown = tags_typed(said)
    if unknown or not tags:
        close = nearest(unknown[:40], tuple(Tag))
        meant = f"Did you mean `{close}`? " if close else ""
        raise UserMustAct(
            f"I know no tag of that name. {meant}Nothing was changed. Type some of "
            f"{', '.join(Tag)} behind `/debrief story tag 2`; `none`; or `auto`, for what its words suggest."
        )
    return tags


async def _opened(it: Asked, work: Work) -> tuple[Shelf, InstallationId]:
    found = await opened(it.core, work, it.given.source, it.given.account, it.group.id)
    if found is None:
        raise UserMustAct(words.NO_GROUP)
    return found


def _form(it: Asked, form: FieldForm, how: str) -> Card:
    return Note(words.TYPE_IT.format(how=how)) if it.given.in_message else form


def _refused(it: Asked, form: FieldForm, refused: UserMustAct) -> Card:
    """Where no form opens, what was typed stands in its message still."""
    if it.given.in_message:
        return Note(refused.message)
    return form.again({field.name: field.draft for field in form.fields}, refused.message)


def _behind(text: str, count: int) -> str:
    """As it was typed, without the command's own words."""
    found = re.match(rf"\s*(?:\S+\s*){{{count}}}", text)
    return text[found.end() :] if found else ""


def _meant(word: str) -> str:
    close = nearest(word[:40], WORDS)
    return f" Did you mean `{close}`?" if close and close != word else ""


def _examples() -> str:
    return ", ".join(f"`/debrief {example}`" for example in EXAMPLES[:3])
