"""Takes the form of a story: keeps a new one, or changes one. No words are lost, whatever is refused."""

import re
from dataclasses import dataclass, replace

from bot.domain.cards import Card
from bot.domain.forms import FieldForm
from bot.domain.happenings import Account, FieldsSent, Source
from bot.domain.ids import GroupId, InstallationId, StoryId
from bot.domain.story import StoryText
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.stories import words
from bot.practice.stories.form import ADD, CHANGE, EDIT, YOURS, add_form, changed_meanwhile, story_text
from bot.practice.stories.keep import Shelf
from bot.practice.stories.sheets import kept_sheet
from bot.store.work import Work

KEPT = "story"
"""The kind of the event that brings one."""
_SUBJECT = re.compile(
    rf"(?P<group>[0-9]{{1,18}})/(?:{ADD}|{EDIT}/(?P<story>[0-9]{{1,18}})/(?P<revision>[0-9]{{1,9}}))"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a form is about. Without a story: a new one."""

    group: GroupId
    story: StoryId | None
    revision: int


async def story_sent(core: Core, sent: FieldsSent) -> Card:
    """What can't be kept comes back in its form with a sentence about why."""
    named = _named(sent.subject)
    if named is None:
        return _same_form(sent, named).again(sent.values, words.NO_GROUP)
    try:
        text = story_text(sent.values)
        async with core.store.work() as work:
            found = await opened(core, work, sent.source, sent.account, named.group)
            if found is None:
                return _same_form(sent, named).again(sent.values, words.NO_GROUP)
            shelf, installation = found
            if named.story is not None:
                return await _changed(shelf, sent, named, text)
            if not await work.events.admit(installation, sent.source.event_ref, KEPT, None, shelf.now):
                return words.TWICE
            return kept_sheet(*await shelf.keep(text, installation), "Kept")
    except UserMustAct as refused:
        return _same_form(sent, named).again(sent.values, refused.message)


async def opened(
    core: Core, work: Work, source: Source, account: Account, group: GroupId
) -> tuple[Shelf, InstallationId] | None:
    """The stories of whoever asks. None in a group that they aren't in."""
    installation = await work.groups.installation(source.platform, source.installation_ref)
    person = await work.people.known(account)
    member = await work.people.member(group, person) if person else None
    if installation is None or person is None or member is None:
        return None
    return Shelf(work, group, person, core.clock.now()), installation


async def _changed(shelf: Shelf, sent: FieldsSent, named: _Named, text: StoryText) -> Card:
    stories, story = shelf.work.stories, named.story
    found = await stories.get(shelf.group, shelf.person, story) if story is not None else None
    if found is None:
        return add_form(shelf.group).again(sent.values, words.GONE_WHILE_WRITTEN)
    if found.text != text and found.revision != named.revision:
        return changed_meanwhile(found, sent.values)
    return kept_sheet(*await shelf.rewrite(found, text), "Changed")


def _same_form(sent: FieldsSent, named: _Named | None) -> FieldForm:
    """As it was. What it's about may be forged: the sender's own words alone stand in it."""
    form = add_form(named.group if named else GroupId(0))
    if named is None or named.story is None:
        return form
    return replace(form, subject=sent.subject, title=YOURS, sends=CHANGE)


def _named(subject: str) -> _Named | None:
    found = _SUBJECT.fullmatch(subject)
    if found is None:
        return None
    story = StoryId(int(found["story"])) if found["story"] else None
    return _Named(GroupId(int(found["group"])), story, int(found["revision"] or 0))
