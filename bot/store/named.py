"""Everything that the rules must know of a post that a button or a form names, in one question.

The way in: it finds the group by the post, so it is given none.
"""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select

from bot.domain.group import Group
from bot.domain.happenings import Account, Source
from bot.domain.ids import InstallationId, PersonId, PostId
from bot.domain.post import Post
from bot.store.compiled import Compiled, Driver
from bot.store.groups import GROUP_COLUMNS, group_of
from bot.store.posts import POST_COLUMNS, post_of
from bot.store.tables import channels, groups, identities, installations, memberships, posts, schedules


@dataclass(frozen=True, slots=True)
class Named:
    """A post, and who names it."""

    post: Post
    group: Group
    installation: InstallationId
    zone: str | None
    """In which the group's times are told."""
    person: PersonId | None
    is_member: bool


_COLUMNS = (
    *POST_COLUMNS,
    *GROUP_COLUMNS,
    installations.c.id,
    schedules.c.zone,
    identities.c.person_id,
    memberships.c.person_id,
)
_SERVES = (
    select(channels.c.id)
    .where(channels.c.group_id == posts.c.group_id, channels.c.installation_id == installations.c.id)
    .exists()
)
_SCHEDULE = and_(schedules.c.group_id == posts.c.group_id, schedules.c.slot == posts.c.slot)
_ACCOUNT = and_(
    identities.c.platform == bindparam("account_platform"),
    identities.c.scope == bindparam("scope"),
    identities.c.external_ref == bindparam("account"),
)
_MEMBERSHIP = and_(
    memberships.c.group_id == posts.c.group_id,
    memberships.c.person_id == identities.c.person_id,
    memberships.c.left_at.is_(None),
)
_NAMED = Compiled(
    select(*_COLUMNS)
    .select_from(posts)
    .join(groups, groups.c.id == posts.c.group_id)
    .join(installations, _SERVES)
    .outerjoin(schedules, _SCHEDULE)
    .outerjoin(identities, _ACCOUNT)
    .outerjoin(memberships, _MEMBERSHIP)
    .where(
        posts.c.id == bindparam("post"),
        posts.c.state != "skipped",
        installations.c.platform == bindparam("platform"),
        installations.c.external_ref == bindparam("installation"),
    ),
    _COLUMNS,
)


class NamedPosts:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    async def by(self, source: Source, account: Account, post: PostId) -> Named | None:
        """None for a post that's unknown, or of a group that this installation doesn't serve."""
        row = await _NAMED.first(
            self._driver,
            {
                "platform": source.platform,
                "installation": source.installation_ref,
                "post": post,
                "account_platform": account.platform,
                "scope": account.scope,
                "account": account.ref,
            },
        )
        if row is None:
            return None
        person = row[identities.c.person_id]
        return Named(
            post=post_of(row),
            group=group_of(row),
            installation=InstallationId(row[installations.c.id]),
            zone=row[schedules.c.zone],
            person=None if person is None else PersonId(person),
            is_member=row[memberships.c.person_id] is not None,
        )
