"""A post's appearances in channels: pending, sending, sent."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Channel
from bot.domain.ids import ChannelId, GroupId, PostId, PostingId
from bot.domain.post import Posting
from bot.ports import Published
from bot.store.groups import CHANNEL_COLUMNS, channel_of
from bot.store.posts import post_of
from bot.store.tables import channels, installations, postings, posts

_WRITE = text(
    "insert into postings (group_id, post_id, channel_id, lease_until)"
    " select * , cast(:lease as timestamptz) from unnest(cast(:groups as bigint[]),"
    " cast(:posts as bigint[]), cast(:channels as bigint[]))"
    " on conflict (post_id, channel_id) do nothing returning id"
)


class Postings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def write(
        self, new_posts: Sequence[tuple[GroupId, PostId]], into: Sequence[Channel], lease: datetime
    ) -> list[PostingId]:
        """One posting for each new post and channel of its group, leased to the nudge that's given now."""
        by_group: dict[GroupId, list[ChannelId]] = {}
        for channel in into:
            by_group.setdefault(channel.group, []).append(channel.id)
        rows = [(group, post, channel) for group, post in new_posts for channel in by_group.get(group, [])]
        written = await self._connection.execute(
            _WRITE,
            {
                "groups": [r[0] for r in rows],
                "posts": [r[1] for r in rows],
                "channels": [r[2] for r in rows],
                "lease": lease,
            },
        )
        return [PostingId(found) for found in written.scalars()]

    async def begin(
        self, posting: PostingId, now: datetime, lease: Callable[[int], timedelta]
    ) -> Posting | None:
        """Take a posting up for sending; None when it's sent, or somebody else has it in hand."""
        rows = await self._connection.execute(
            select(postings.c.attempt)
            .where(postings.c.id == posting, postings.c.state == "pending")
            .with_for_update(skip_locked=True)
        )
        attempts = rows.scalar_one_or_none()
        if attempts is None:
            return None
        await self._connection.execute(
            update(postings)
            .where(postings.c.id == posting)
            .values(state="sending", attempt=attempts + 1, lease_until=now + lease(attempts))
        )
        (taken,) = await self._load(postings.c.id == posting)
        return taken

    async def unsettled(self, channel: Channel) -> list[Posting]:
        """Postings that may have landed in the channel without our knowing yet. Newest first."""
        return await self._load(
            postings.c.group_id == channel.group,
            postings.c.channel_id == channel.id,
            postings.c.state.in_(["pending", "sending"]),
            postings.c.attempt > 0,
        )

    async def _load(self, *which: ColumnElement[bool]) -> list[Posting]:
        rows = await self._connection.execute(
            select(posts, postings.c.id, postings.c.attempt, *CHANNEL_COLUMNS)
            .select_from(postings)
            .join(posts, posts.c.id == postings.c.post_id)
            .join(channels, channels.c.id == postings.c.channel_id)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(*which)
            .order_by(postings.c.id.desc())
        )
        return [
            Posting(
                id=PostingId(row[postings.c.id]),
                post=post_of(row),
                channel=channel_of(row),
                attempt=row[postings.c.attempt],
                tried_before=row[postings.c.attempt] > 1,
            )
            for row in rows.mappings()
        ]

    async def sent(self, posting: Posting, landed: Published, now: datetime) -> bool:
        """Note where it landed. A fact needs no fence: whoever learns it first writes it."""
        changed = await self._connection.execute(
            update(postings)
            .where(
                postings.c.group_id == posting.post.group,
                postings.c.id == posting.id,
                postings.c.state.in_(["pending", "sending"]),
            )
            .values(
                state="sent",
                message_ref=landed.message_ref,
                thread_ref=landed.thread_ref,
                sent_at=now,
                lease_until=None,
            )
        )
        return changed.rowcount > 0

    async def put_off(self, posting: Posting, until: datetime) -> bool:
        """Try again later. It may have landed all the same: the next attempt looks first."""
        return await self._settle(posting, state="pending", lease_until=until)

    async def failed(self, posting: Posting, failure: str) -> bool:
        return await self._settle(posting, state="failed", failure=failure, lease_until=None)

    async def places(self, group: GroupId, post: PostId) -> list[tuple[Channel, str]]:
        """Where a post's threads are."""
        rows = await self._connection.execute(
            select(*CHANNEL_COLUMNS, postings.c.thread_ref)
            .select_from(postings)
            .join(channels, channels.c.id == postings.c.channel_id)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(
                postings.c.group_id == group, postings.c.post_id == post, postings.c.thread_ref.is_not(None)
            )
            .order_by(channels.c.id)
        )
        return [(channel_of(row), row[postings.c.thread_ref]) for row in rows.mappings()]

    async def _settle(self, posting: Posting, **values: object) -> bool:
        changed = await self._connection.execute(
            update(postings)
            .where(
                postings.c.group_id == posting.post.group,
                postings.c.id == posting.id,
                postings.c.state == "sending",
                postings.c.attempt == posting.attempt,
            )
            .values(**values)
        )
        return changed.rowcount > 0
