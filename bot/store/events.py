"""Inbound events: ids only, each let in once."""

from datetime import datetime

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.happenings import MessageAt
from bot.domain.ids import InstallationId
from bot.store.compiled import Compiled, Driver
from bot.store.tables import events

# A message and its deletion may come in at once, each blind to the other: the message's own lock puts
# them in turn, and whatever is read after this statement sees what the other one wrote.
_ADMIT = Compiled(
    text(
        "with turn as materialized (select pg_advisory_xact_lock(hashtextextended("
        " concat_ws('/', cast(:installation as text), cast(:channel as text),"
        " cast(coalesce(:message, :event) as text)), 0)))"
        " insert into events (installation_id, event_ref, kind, channel_ref, message_ref, received_at)"
        " select :installation, :event, :kind, :channel, :message, :now from turn"
        " on conflict do nothing returning event_ref"
    ),
    [events.c.event_ref],
)


class Events:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def admit(
        self, installation: InstallationId, event: str, kind: str, at: MessageAt | None, now: datetime
    ) -> bool:
        """False for an event that was let in before."""
        row = await _ADMIT.first(
            self._driver,
            {
                "installation": installation,
                "event": event,
                "kind": kind,
                "channel": at.channel_ref if at else None,
                "message": at.message_ref if at else None,
                "now": now,
            },
        )
        return row is not None

    async def prune(self, before: datetime) -> int:
        """Forget events too old to be delivered again."""
        gone = await self._connection.execute(delete(events).where(events.c.received_at < before))
        return gone.rowcount
