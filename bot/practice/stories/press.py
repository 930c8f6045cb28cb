"""The buttons under stories: each shows its presser something of theirs, or lets one go."""

import re

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.happenings import ButtonPressed
from bot.domain.ids import GroupId, StoryId
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.stories import words
from bot.practice.stories.form import ADD, EDIT, add_form, edit_form
from bot.practice.stories.keep import Shelf
from bot.practice.stories.sent import opened
from bot.practice.stories.sheets import DROP, SHOW, remove_sheet, removed_sheet, story_sheet
from bot.store.work import Work

_ID = re.compile("[0-9]{1,18}")


async def press_story(core: Core, pressed: ButtonPressed) -> Card:
    """A form to write one or to change it, one whole, or the question whether it is to go."""
    group, what, number, *_ = [*pressed.subject.split("/"), "", "", ""]
    if not _ID.fullmatch(group):
        return Note(words.GONE)
    try:
        async with core.store.work() as work:
            shelf = await _shelf(core, work, pressed, GroupId(int(group)))
            if what == ADD:
                return add_form(shelf.group)
            return await _of_story(shelf, what, number)
    except UserMustAct as refused:
        return Note(refused.message)


async def drop_story(core: Core, pressed: ButtonPressed) -> Card:
    """For good. Its text goes back to its member first."""
    group, _, number = pressed.subject.partition("/")
    if not (_ID.fullmatch(group) and _ID.fullmatch(number)):
        return Note(words.GONE)
    try:
        async with core.store.work() as work:
            shelf = await _shelf(core, work, pressed, GroupId(int(group)))
            _, story = await shelf.numbered(StoryId(int(number)))
            await work.stories.drop(story)
    except UserMustAct as refused:
        return Note(refused.message)
    return removed_sheet(story)


async def _shelf(core: Core, work: Work, pressed: ButtonPressed, group: GroupId) -> Shelf:
    found = await opened(core, work, pressed.source, pressed.account, group)
    if found is None:
        raise UserMustAct(words.GONE)
    return found[0]


async def _of_story(shelf: Shelf, what: str, named: str) -> Card:
    if not _ID.fullmatch(named):
        raise UserMustAct(words.GONE)
    number, story = await shelf.numbered(StoryId(int(named)))
    match what:
        case _ if what == EDIT:
            return edit_form(story)
        case _ if what == DROP:
            return remove_sheet(number, story)
        case _ if what == SHOW:
            zone = await shelf.work.people.zone_of(shelf.group, shelf.person)
            return story_sheet(number, story, zone_named(zone))
        case _:
            raise UserMustAct(words.GONE)
