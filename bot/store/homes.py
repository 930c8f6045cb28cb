"""Installations in whose name accounts are spoken to, where one account may be in several of them.

The way in: an account's own memberships lead to its groups, so these are given none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.happenings import Account
from bot.domain.ids import GroupId, InstallationId, PersonId, PostId

_SERVING = (
    "select i.external_ref from identities me"
    " join memberships m on m.person_id = me.person_id"
    " join channels c on c.group_id = m.group_id"
    " join installations i on i.id = c.installation_id and i.platform = me.platform"
    " where me.platform = :platform and me.scope = :scope and me.external_ref = :account"
)
_BEST = (
    "i.lost_at is not null, c.gone_at is not null, (i.external_ref = me.installation_ref) desc, c.id limit 1"
)
_ANY = text(f"{_SERVING} and m.left_at is null and i.lost_at is null order by {_BEST}")
# Whoever left still has their cards: what they may do with them is asked as in the group's own channel.
_OF = text(
    f"{_SERVING} and m.group_id ="  # noqa: S608  constants
    " coalesce(cast(:group as bigint), (select group_id from posts where id = cast(:post as bigint)))"
    f" order by (c.external_ref = :channel) desc, {_BEST}"
)
# Accounts of one workspace are reached through that one; those without a scope through any server they share.
_RENEW = (
    "update identities me set installation_ref = (select i.external_ref from memberships m"
    " join channels c on c.group_id = m.group_id and c.gone_at is null"
    " join installations i on i.id = c.installation_id and i.lost_at is null"
    " where m.person_id = me.person_id and m.left_at is null and i.platform = me.platform"
    " order by c.id limit 1)"
    " where me.scope = '' and {whose} and exists (select from memberships m"
    " join channels c on c.group_id = m.group_id and c.gone_at is null"
    " join installations i on i.id = c.installation_id and i.lost_at is null"
    " where m.person_id = me.person_id and m.left_at is null and i.platform = me.platform)"
    " and not exists (select from memberships m"
    " join channels c on c.group_id = m.group_id"
    " join installations i on i.id = c.installation_id and i.lost_at is null"
    " where m.person_id = me.person_id and m.left_at is null and i.platform = me.platform"
    " and i.external_ref = me.installation_ref)"
)
_RENEW_ONE = text(_RENEW.format(whose="me.person_id = :person"))
_RENEW_ALL = text(
    _RENEW.format(
        whose="(me.platform, me.installation_ref) ="
        " (select platform, external_ref from installations where id = :installation)"
    )
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What somebody acts on, as far as it says whose it is."""

    group: GroupId | None = None
    post: PostId | None = None
    channel_ref: str = ""


class Homes:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, account: Account, subject: Subject) -> str | None:
        """The installation that serves the subject's group; None where the account was never in it."""
        more = {"group": subject.group, "post": subject.post, "channel": subject.channel_ref}
        return await self._found(_OF, account, more)

    async def serving(self, account: Account) -> str | None:
        """One that serves a group of the account's; that by which it was met, if it's among them."""
        return await self._found(_ANY, account, {})

    async def renew(self, person: PersonId) -> None:
        """Whoever was met where none of their groups is, is reached through one that serves a group."""
        await self._connection.execute(_RENEW_ONE, {"person": person})

    async def leave(self, installation: InstallationId) -> None:
        """The same for all who were met in an installation that is lost."""
        await self._connection.execute(_RENEW_ALL, {"installation": installation})

    async def _found(self, statement: TextClause, account: Account, more: Mapping[str, object]) -> str | None:
        named = {"platform": account.platform, "scope": account.scope, "account": account.ref}
        row = await self._connection.execute(statement, {**named, **more})
        found: str | None = row.scalar_one_or_none()
        return found
