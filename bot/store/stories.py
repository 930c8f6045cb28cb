"""Stories that members keep: the newest wording of each, changed behind a fence of revisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import Band
from bot.domain.ids import GroupId, InstallationId, PersonId, StoryId
from bot.domain.story import Story, StoryText
from bot.domain.story_tags import Tag
from bot.store.rows import AnyRow
from bot.store.storable import storable
from bot.store.tables import memberships, stories

_READ = tuple(column for column in stories.c if column.name != "installation_id")


@dataclass(frozen=True, slots=True)
class NewStory:
    group: GroupId
    person: PersonId
    installation: InstallationId
    """Through which it came: an account that is linked no more takes its stories along."""
    text: StoryText


class Stories:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take_turn(self, group: GroupId, person: PersonId) -> None:
        """Until the transaction ends the person keeps nothing else here: what is counted now holds."""
        await self._connection.execute(
            select(memberships.c.person_id)
            .where(memberships.c.group_id == group, memberships.c.person_id == person)
            .with_for_update()
        )

    async def of(self, group: GroupId, person: PersonId) -> list[Story]:
        """All of a member's, the oldest first: their numbers count from there."""
        rows = await self._connection.execute(
            select(*_READ).where(*_whose(group, person)).order_by(stories.c.id)
        )
        return [_story_of(row) for row in rows]

    async def get(self, group: GroupId, person: PersonId, story: StoryId) -> Story | None:
        rows = await self._connection.execute(select(*_READ).where(*_whose(group, person, story)))
        row = rows.one_or_none()
        return None if row is None else _story_of(row)

    async def keep(self, new: NewStory, now: datetime) -> StoryId:
        row = await self._connection.execute(
            insert(stories)
            .values(
                group_id=new.group,
                person_id=new.person,
                installation_id=new.installation,
                kept_at=now,
                changed_at=now,
                **_columns(new.text),
            )
            .returning(stories.c.id)
        )
        return StoryId(row.scalar_one())

    async def rewrite(self, it: Story, text: StoryText, now: datetime) -> bool:
        """False when it was changed or removed since it was read."""
        return await self._changed(
            *_whose(it.group, it.person, it.id),
            stories.c.revision == it.revision,
            revision=stories.c.revision + 1,
            changed_at=now,
            **_columns(text),
        )

    async def tag(self, it: Story, tags: Sequence[Tag] | None) -> bool:
        """None leaves them to the story's words again. False when it is gone."""
        return await self._changed(
            *_whose(it.group, it.person, it.id), tags=None if tags is None else [*tags]
        )

    async def note_told(self, it: Story, at: datetime, band: Band | None) -> bool:
        """A later telling stands; one that is noted again changes nothing."""
        later = stories.c.told_at.is_(None) | (stories.c.told_at <= at)
        return await self._changed(*_whose(it.group, it.person, it.id), later, told_at=at, told_band=band)

    async def drop(self, it: Story) -> bool:
        gone = await self._connection.execute(delete(stories).where(*_whose(it.group, it.person, it.id)))
        return gone.rowcount > 0

    async def _changed(self, *which: ColumnElement[bool], **values: object) -> bool:
        changed = await self._connection.execute(update(stories).where(*which).values(**values))
        return changed.rowcount > 0


def _whose(group: GroupId, person: PersonId, story: StoryId | None = None) -> list[ColumnElement[bool]]:
    which = [stories.c.group_id == group, stories.c.person_id == person]
    return which if story is None else [*which, stories.c.id == story]


def _columns(text: StoryText) -> dict[str, str]:
    return {
        "title": storable(text.title),
        "situation": storable(text.situation),
        "action": storable(text.action),
        "outcome": storable(text.outcome),
    }


def _story_of(row: AnyRow) -> Story:
    known = {tag.value for tag in Tag}
    return Story(
        id=StoryId(row.id),
        group=GroupId(row.group_id),
        person=PersonId(row.person_id),
        text=StoryText(row.title, row.situation, row.action, row.outcome),
        revision=row.revision,
        kept_at=row.kept_at,
        changed_at=row.changed_at,
        # a later version may know other tags
        own_tags=None if row.tags is None else tuple(Tag(tag) for tag in row.tags if tag in known),
        told_at=row.told_at,
        told_band=None if row.told_band is None else Band(row.told_band),
    )
