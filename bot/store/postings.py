"""A post's appearances in channels: pending, sending, sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Channel
from bot.domain.ids import ChannelId, GroupId, PostId, PostingId
from bot.domain.post import Posting
from bot.domain.text import storable
from bot.ports import Published
from bot.store.compiled import Compiled, Driver, Found
from bot.store.groups import CHANNEL_COLUMNS, channel_of
from bot.store.planning import OpenChannel
from bot.store.posts import POST_COLUMNS, post_of
from bot.store.tables import channels, installations, postings, posts

_WRITE = text(
    "insert into postings (group_id, post_id, channel_id, lease_until)"
    " select * , cast(:lease as timestamptz) from unnest(cast(:groups as bigint[]),"
    " cast(:posts as bigint[]), cast(:channels as bigint[]))"
    " on conflict (post_id, channel_id) do update"
    " set state = 'pending', failure = '', lease_until = excluded.lease_until"
    " where postings.state = 'failed' returning id"
)

_FREE = Compiled(
    select(postings.c.attempt)
    .where(postings.c.id == bindparam("posting"), postings.c.state == "pending")
    .with_for_update(skip_locked=True),
    [postings.c.attempt],
)
_TAKEN = (
    update(postings)
    .where(postings.c.id == bindparam("posting"))
    .values(state="sending", attempt=bindparam("new_attempt"), lease_until=bindparam("until"))
    .returning(postings.c.id, postings.c.attempt, postings.c.post_id, postings.c.channel_id)
    .cte("taken")
)
_TAKEN_COLUMNS = (*POST_COLUMNS, *CHANNEL_COLUMNS)
_TAKE = Compiled(
    select(*_TAKEN_COLUMNS)
    .select_from(_TAKEN)
    .join(posts, posts.c.id == _TAKEN.c.post_id)
    .join(channels, channels.c.id == _TAKEN.c.channel_id)
    .join(installations, installations.c.id == channels.c.installation_id),
    _TAKEN_COLUMNS,
)
_SENT = Compiled(
    update(postings)
    .where(
        postings.c.group_id == bindparam("group"),
        postings.c.id == bindparam("posting"),
        or_(postings.c.state == "pending", postings.c.state == "sending"),
    )
    .values(
        state="sent",
        message_ref=bindparam("message"),
        thread_ref=bindparam("thread"),
        sent_at=bindparam("now"),
        lease_until=bindparam("nobody"),
        failure="",
    )
    .returning(postings.c.unheard_since),
    [postings.c.unheard_since],
)


@dataclass(frozen=True, slots=True)
class Landed:
    """What whoever writes a landing down learns of it."""

    unheard_since: datetime | None
    """Something may have been said in its thread from then on, and was turned away."""


class Postings:
    def __init__(self, connection: AsyncConnection, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver

    async def write(
        self, new_posts: Sequence[tuple[GroupId, PostId]], into: Sequence[OpenChannel], lease: datetime
    ) -> list[PostingId]:
        """One posting for each new post and channel of its group, leased to the nudge that's given now.

        One that failed there before goes on: it may have landed in part, and the next attempt looks first.
        """
        by_group: dict[GroupId, list[ChannelId]] = {}
        for group, channel in into:
            by_group.setdefault(group, []).append(channel)
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
        free = await _FREE.first(self._driver, {"posting": posting})
        if free is None:
            return None
        attempts = free[postings.c.attempt]
        taken = {"posting": posting, "new_attempt": attempts + 1, "until": now + lease(attempts)}
        (row,) = await _TAKE.run(self._driver, taken)
        return _posting_of(row, posting, attempts + 1)

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
        found = rows.mappings()
        return [_posting_of(row, PostingId(row[postings.c.id]), row[postings.c.attempt]) for row in found]

    async def unheard(self, posting: Posting, since: datetime) -> bool:
        """Something was said that may stand in its thread. False when it's known where that is, or isn't."""
        changed = await self._connection.execute(
            update(postings)
            .where(
                postings.c.group_id == posting.post.group,
                postings.c.id == posting.id,
                postings.c.state.in_(["pending", "sending"]),
            )
            .values(unheard_since=func.least(func.coalesce(postings.c.unheard_since, since), since))
        )
        return changed.rowcount > 0

    async def sent(self, posting: Posting, landed: Published, now: datetime) -> Landed | None:
        """Note where it landed. A fact needs no fence: who learns it first writes it; None for all others."""
        row = await _SENT.first(
            self._driver,
            {
                "group": posting.post.group,
                "posting": posting.id,
                "message": landed.message_ref,
                "thread": landed.thread_ref,
                "now": now,
                "nobody": None,
            },
        )
        return None if row is None else Landed(row[postings.c.unheard_since])

    async def put_off(self, posting: Posting, until: datetime, refusal: str | None = None) -> bool:
        """Try again later. It may have landed all the same: the next attempt looks first.

        A refusal is kept: where nothing else comes of it, that is why.
        """
        refused = {} if refusal is None else {"failure": storable(refusal)}
        # Still `sending`: a second nudge finds it in hand. Taken up too early it would be told a later time.
        return await self._settle(posting, state="sending", lease_until=until, **refused)

    async def refusal(self, posting: Posting) -> str:
        """What kept it from being posted when it was last refused; empty when it never was."""
        found = await self._connection.execute(
            select(postings.c.failure).where(
                postings.c.group_id == posting.post.group, postings.c.id == posting.id
            )
        )
        return str(found.scalar_one())

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


def _posting_of(row: Found, posting: PostingId, attempt: int) -> Posting:
    return Posting(
        id=posting,
        post=post_of(row),
        channel=channel_of(row),
        attempt=attempt,
        tried_before=attempt > 1,
    )
