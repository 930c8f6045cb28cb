"""Everything that the rules must know of a message, in one question to the database.

The way in: it finds the group by the channel, so it is given none.
"""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Channel, Group
from bot.domain.happenings import Account, MessageAt, Source
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.store.groups import CHANNEL_COLUMNS, channel_of, group_of
from bot.store.posts import post_of
from bot.store.tables import (
    channels,
    events,
    groups,
    identities,
    installations,
    memberships,
    postings,
    posts,
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A message's surroundings."""

    channel: Channel
    group: Group
    post: Post | None
    """The post in whose thread it stands."""
    person: PersonId | None
    is_member: bool
    deleted_before: bool
    """The message's deletion came in first."""


_DELETED_BEFORE = exists().where(
    events.c.installation_id == installations.c.id,
    events.c.channel_ref == bindparam("channel"),
    events.c.message_ref == bindparam("message"),
    events.c.kind == "deleted",
)

_AUTHOR = and_(
    identities.c.platform == bindparam("platform"),
    identities.c.scope == bindparam("scope"),
    identities.c.external_ref == bindparam("author"),
)

_SCENE = (
    select(
        *CHANNEL_COLUMNS,
        groups,
        posts,
        identities.c.person_id,
        memberships.c.person_id,
        _DELETED_BEFORE.label("deleted_before"),
    )
    .select_from(installations)
    .join(channels, channels.c.installation_id == installations.c.id)
    .join(groups, groups.c.id == channels.c.group_id)
    .outerjoin(
        postings,
        and_(postings.c.channel_id == channels.c.id, postings.c.thread_ref == bindparam("thread")),
    )
    .outerjoin(posts, posts.c.id == postings.c.post_id)
    .outerjoin(identities, _AUTHOR)
    .outerjoin(
        memberships,
        and_(
            memberships.c.group_id == groups.c.id,
            memberships.c.person_id == identities.c.person_id,
            memberships.c.left_at.is_(None),
        ),
    )
    .where(
        installations.c.platform == bindparam("platform"),
        installations.c.external_ref == bindparam("installation"),
        channels.c.external_ref == bindparam("channel"),
    )
)


class Inbound:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def scene(self, source: Source, at: MessageAt, author: Account) -> Scene | None:
        """None when the channel belongs to no group."""
        rows = await self._connection.execute(
            _SCENE,
            {
                "platform": source.platform,
                "installation": source.installation_ref,
                "channel": at.channel_ref,
                "message": at.message_ref,
                "thread": at.thread_ref,
                "scope": author.scope,
                "author": author.ref,
            },
        )
        row = rows.mappings().first()
        if row is None:
            return None
        person = row[identities.c.person_id]
        return Scene(
            channel=channel_of(row),
            group=group_of(row),
            post=post_of(row) if row[posts.c.id] is not None else None,
            person=None if person is None else PersonId(person),
            is_member=row[memberships.c.person_id] is not None,
            deleted_before=row["deleted_before"],
        )
