"""A channel that can't be reached any more: noted once, and each organiser is told once, in words."""

from datetime import datetime

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.group import Channel, Role
from bot.domain.happenings import ChannelClosed
from bot.domain.ids import DeliveryId
from bot.ports import Nudge
from bot.practice.core import Core
from bot.store.work import Work


async def note_channel_gone(
    work: Work, channel: Channel, reason: str, seen_at: datetime, now: datetime
) -> list[DeliveryId]:
    """Mark the channel and owe word to the organisers; returns what is newly owed.

    Nothing when it was opened again since it was seen to be gone.
    """
    if not await work.groups.channel_gone(channel, reason, seen_at, now):
        return []
    organisers = await work.people.members(channel.group, role=Role.ORGANISER)
    return await work.deliveries.owe(
        [
            Owed(
                group=channel.group,
                kind=DeliveryKind.CHANNEL_GONE,
                key=f"gone:{channel.id}:{now:%Y%m%d%H%M}:{organiser.person}",
                due_at=now,
                person=organiser.person,
                channel=channel.id,
            )
            for organiser in organisers
        ]
    )


async def close_channel(core: Core, closed: ChannelClosed) -> None:
    """The platform says that a channel is gone. Posts and answers stay; posting there stops."""
    now = core.clock.now()
    source = closed.source
    async with core.store.work() as work:
        channel = await work.groups.channel_at(source.platform, source.installation_ref, closed.channel_ref)
        if channel is None:
            return
        if await work.events.admit(channel.installation, source.event_ref, "channel closed", None, now):
            reason = "The channel was deleted, or I was removed from it."
            owed = await note_channel_gone(work, channel, reason, closed.closed_at, now)
            await work.nudge(Nudge.SEND_DELIVERY, *owed)
