"""Where the bot's own cards have landed, part by part."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.speaking import CardAt, Landing, Site
from bot.store.compiled import Compiled, Driver
from bot.store.tables import landings

_KEY = (landings.c.platform, landings.c.installation_ref, landings.c.place, landings.c.key)
_KNOWN = (landings.c.refs, landings.c.wanted, landings.c.unsure_since, landings.c.looked_to)
_OF = Compiled(select(*_KNOWN).where(*(one == bindparam(one.name) for one in _KEY)), _KNOWN)
_NOTED = (*_KNOWN, landings.c.changed_at)
_NEW = upsert(landings).values({one: bindparam(one.name) for one in (*_KEY, *_NOTED)})
_PUT = Compiled(
    _NEW.on_conflict_do_update(
        index_elements=_KEY, set_={one.name: _NEW.excluded[one.name] for one in _NOTED}
    )
)
_BEGIN = Compiled(_NEW.on_conflict_do_nothing().returning(landings.c.key), [landings.c.key])


class Landings:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def of(self, card: CardAt) -> Landing | None:
        row = await _OF.first(self._driver, _key(card))
        if row is None:
            return None
        refs, wanted, unsure_since, looked_to = row.values()
        return Landing(tuple(refs), wanted, unsure_since, looked_to)

    async def begin(self, card: CardAt, landing: Landing, now: datetime) -> bool:
        """Note a card of which nothing was known. False when something is."""
        values = {**_key(card), **_values(landing, now)}
        return await _BEGIN.first(self._driver, values) is not None

    async def put(self, card: CardAt, landing: Landing, now: datetime) -> None:
        await _PUT.run(self._driver, {**_key(card), **_values(landing, now)})

    async def looked(self, card: CardAt, before: Landing, found: Landing, now: datetime) -> bool:
        """Note what a look has found. False when somebody wrote something else down meanwhile."""
        changed = await self._connection.execute(
            update(landings)
            .where(
                *_is(card),
                landings.c.refs == list(before.refs),
                landings.c.unsure_since == before.unsure_since,
                landings.c.looked_to == before.looked_to,
            )
            .values(**_values(found, now))
        )
        return changed.rowcount > 0

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


def _is(card: CardAt) -> list[ColumnElement[bool]]:
    return [landings.c[name] == value for name, value in _key(card).items()]


def _values(landing: Landing, now: datetime) -> dict[str, object]:
    return {
        "refs": list(landing.refs),
        "wanted": landing.wanted,
        "unsure_since": landing.unsure_since,
        "looked_to": landing.looked_to,
        "changed_at": now,
    }


def _key(card: CardAt) -> dict[str, str]:
    return {
        "platform": card.site.platform,
        "installation_ref": card.site.installation_ref,
        "place": card.place,
        "key": card.key,
    }
