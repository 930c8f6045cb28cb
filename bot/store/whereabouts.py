"""Where members would have to be found, on platforms that tell nobody who leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.happenings import Account
from bot.domain.ids import GroupId

_PAGE = text("select id from identities where platform = :platform and id > :after order by id limit :most")
_SEATS = text(
    "select distinct i.id, i.platform, i.scope, i.external_ref, m.group_id,"
    " w.external_ref as installation_ref from identities i"
    " join memberships m on m.person_id = i.person_id and m.left_at is null"
    " join channels c on c.group_id = m.group_id and c.gone_at is null"
    " join installations w on w.id = c.installation_id and w.platform = i.platform and w.lost_at is null"
    # Whoever has an account in another chat of the group may read it there.
    " where i.id = any(:page) and not exists (select from identities o"
    "  join channels oc on oc.group_id = m.group_id and oc.gone_at is null"
    "  join installations ow on ow.id = oc.installation_id and ow.platform = o.platform"
    "  where o.person_id = i.person_id and o.platform <> i.platform)"
    " order by i.id, m.group_id, w.external_ref"
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a group, and an installation in which it has a channel."""

    account: Account
    group: GroupId
    installation_ref: str


@dataclass(frozen=True, slots=True)
class Page:
    seats: Sequence[Seat]
    reached: int
    """From where the next page goes on; 0 after the last one."""


class Whereabouts:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def page(self, platform: str, after: int, most: int) -> Page:
        """Of so many accounts of a platform, all installations there of each of their groups."""
        values = {"platform": platform, "after": after, "most": most}
        ids = list((await self._connection.execute(_PAGE, values)).scalars())
        rows = await self._connection.execute(_SEATS, {"page": ids})
        seats = [
            Seat(Account(r.platform, r.scope, r.external_ref), r.group_id, r.installation_ref) for r in rows
        ]
        return Page(seats, ids[-1] if len(ids) == most else 0)
