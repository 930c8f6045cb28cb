"""Where the bot's own cards have landed, part by part."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.speaking import CardAt, Landing, Site
from bot.store.tables import landings


class Landings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, card: CardAt) -> Landing | None:
        rows = await self._connection.execute(
            select(landings.c.refs, landings.c.wanted, landings.c.unsure_since).where(
                *(landings.c[name] == value for name, value in _key(card).items())
            )
        )
        row = rows.one_or_none()
        return None if row is None else Landing(tuple(row.refs), row.wanted, row.unsure_since)

    async def put(self, card: CardAt, landing: Landing, now: datetime) -> None:
        values = {
            "refs": list(landing.refs),
            "wanted": landing.wanted,
            "unsure_since": landing.unsure_since,
            "changed_at": now,
        }
        new = upsert(landings).values(**_key(card), **values)
        await self._connection.execute(
            new.on_conflict_do_update(index_elements=list(_key(card)), set_=values)
        )

    async def prune(self, place_prefix: str, before: datetime) -> int:
        gone = await self._connection.execute(
            delete(landings).where(landings.c.place.startswith(place_prefix), landings.c.changed_at < before)
        )
        return gone.rowcount

    async def drop(self, site: Site) -> int:
        gone = await self._connection.execute(
            delete(landings).where(
                landings.c.platform == site.platform,
                landings.c.installation_ref == site.installation_ref,
            )
        )
        return gone.rowcount


def _key(card: CardAt) -> dict[str, str]:
    return {
        "platform": card.site.platform,
        "installation_ref": card.site.installation_ref,
        "place": card.place,
        "key": card.key,
    }
