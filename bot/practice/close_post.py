"""Closes a post at its deadline; sealed answers are revealed then."""

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.ids import PostId
from bot.domain.mode import Mode
from bot.ports import Nudge
from bot.practice.core import Core


async def close_post(core: Core, post_id: PostId) -> None:
    """Close it once. Answers still come in afterwards, as late ones."""
    now = core.clock.now()
    async with core.store.work() as work:
        post = await work.posts.named(post_id)
        if post is None or post.deadline_at > now or not await work.posts.close(post.group, post.id, now):
            return
        if post.mode is not Mode.SEALED:
            return
        owed = [
            Owed(
                group=post.group,
                kind=DeliveryKind.REVEAL,
                key=f"{DeliveryKind.REVEAL}:{post.id}:{channel.id}",
                due_at=now,
                post=post.id,
                channel=channel.id,
            )
            for channel, _ in await work.postings.places(post.group, post.id)
        ]
        await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(owed, now + core.timings.lease))
