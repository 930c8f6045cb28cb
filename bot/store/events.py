"""Inbound events: ids only, each let in once."""

from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.happenings import MessageAt
from bot.domain.ids import InstallationId
from bot.store.tables import events

_ADMIT = text(
    "insert into events (installation_id, event_ref, kind, channel_ref, message_ref, received_at)"
    " values (:installation, :event, :kind, :channel, :message, :now)"
    " on conflict do nothing returning 1"
)


class Events:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def admit(
        self, installation: InstallationId, event: str, kind: str, at: MessageAt | None, now: datetime
    ) -> bool:
        """False for an event that was let in before."""
        row = await self._connection.execute(
            _ADMIT,
            {
                "installation": installation,
                "event": event,
                "kind": kind,
                "channel": at.channel_ref if at else None,
                "message": at.message_ref if at else None,
                "now": now,
            },
        )
        return row.first() is not None

    async def deleted_before(self, installation: InstallationId, at: MessageAt) -> bool:
        """Whether the message's deletion came in first."""
        found = await self._connection.execute(
            select(1).where(
                events.c.installation_id == installation,
                events.c.channel_ref == at.channel_ref,
                events.c.message_ref == at.message_ref,
                events.c.kind == "deleted",
            )
        )
        return found.first() is not None

    async def prune(self, before: datetime) -> int:
        """Forget events too old to be delivered again."""
        gone = await self._connection.execute(delete(events).where(events.c.received_at < before))
        return gone.rowcount
