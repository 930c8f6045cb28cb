"""Keeps stories, changes them, and lets them go: each in one transaction, for its member alone."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, InstallationId, PersonId, StoryId
from bot.domain.story import MOST_STORIES, Story, StoryText
from bot.errors import Stale, UserMustAct
from bot.practice.stories import words
from bot.store.stories import NewStory
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Shelf:
    """A member's stories in a group, within one transaction."""

    work: Work
    group: GroupId
    person: PersonId
    now: datetime

    async def keep(self, text: StoryText, installation: InstallationId) -> tuple[int, Story]:
        """A new one, with its number. Raises UserMustAct when there are too many, or it's there already."""
        await self.work.stories.take_turn(self.group, self.person)
        stories = await self.work.stories.of(self.group, self.person)
        for number, story in enumerate(stories, start=1):
            if story.text.tells_the_same(text):
                raise UserMustAct(words.kept_already(number, story.text.title))
        if len(stories) >= MOST_STORIES:
            raise UserMustAct(words.FULL)
        kept = await self.work.stories.keep(NewStory(self.group, self.person, installation, text), self.now)
        return await self.numbered(kept)

    async def rewrite(self, story: Story, text: StoryText) -> tuple[int, Story]:
        """The newest wording alone is kept. Raises Stale when it was changed since `story` was read."""
        if text != story.text and not await self.work.stories.rewrite(story, text, self.now):
            raise Stale(words.CHANGED_MEANWHILE)
        return await self.numbered(story.id)

    async def numbered(self, story: StoryId) -> tuple[int, Story]:
        """Raises UserMustAct for one that isn't there, or isn't theirs."""
        for number, one in enumerate(await self.work.stories.of(self.group, self.person), start=1):
            if one.id == story:
                return number, one
        raise UserMustAct(words.GONE)
