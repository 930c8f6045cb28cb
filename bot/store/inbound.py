"""Everything that the rules must know of a message, in one question to the database.

The way in: it finds the group by the channel, so it is given none.
"""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select

from bot.domain.answer import Answer
from bot.domain.group import Channel, Group
from bot.domain.happenings import Account, MessageAt, Source
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.store.answers import ANSWER_COLUMNS, answer_of
from bot.store.compiled import Compiled, Driver
from bot.store.groups import CHANNEL_COLUMNS, GROUP_COLUMNS, channel_of, group_of
from bot.store.posts import POST_COLUMNS, post_of
from bot.store.tables import (
    answers,
    channels,
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
    answer: Answer | None
    """The author's answer to that post, not locked."""


_AUTHOR = and_(
    identities.c.platform == bindparam("platform"),
    identities.c.scope == bindparam("scope"),
    identities.c.external_ref == bindparam("author"),
)

_COLUMNS = (
    *CHANNEL_COLUMNS,
    *GROUP_COLUMNS,
    *POST_COLUMNS,
    identities.c.person_id,
    memberships.c.person_id,
    *ANSWER_COLUMNS,
)

_SCENE = Compiled(
    select(*_COLUMNS)
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
    .outerjoin(answers, and_(answers.c.post_id == posts.c.id, answers.c.person_id == identities.c.person_id))
    .where(
        installations.c.platform == bindparam("platform"),
        installations.c.external_ref == bindparam("installation"),
        channels.c.external_ref == bindparam("channel"),
    ),
    _COLUMNS,
)


class Inbound:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    async def scene(self, source: Source, at: MessageAt, author: Account) -> Scene | None:
        """None when the channel belongs to no group."""
        row = await _SCENE.first(
            self._driver,
            {
                "platform": source.platform,
                "installation": source.installation_ref,
                "channel": at.channel_ref,
                "thread": at.thread_ref,
                "scope": author.scope,
                "author": author.ref,
            },
        )
        if row is None:
            return None
        person = row[identities.c.person_id]
        return Scene(
            channel=channel_of(row),
            group=group_of(row),
            post=post_of(row) if row[posts.c.id] is not None else None,
            person=None if person is None else PersonId(person),
            is_member=row[memberships.c.person_id] is not None,
            answer=answer_of(row) if row[answers.c.id] is not None else None,
        )
