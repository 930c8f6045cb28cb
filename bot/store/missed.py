"""What a reading of missed time is held against: threads and rounds to read, and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Channel, Reached
from bot.domain.happenings import Account
from bot.domain.ids import GroupId, InstallationId, PersonId, PostId
from bot.domain.round import LIVE, RoundId
from bot.store.groups import CHANNEL_COLUMNS, channel_of
from bot.store.tables import (
    answer_messages,
    answers,
    channels,
    events,
    identities,
    installations,
    memberships,
    postings,
    posts,
    round_messages,
    rounds,
)

CAUGHT = "caught up:"
"""Begins the reference of an event that was made of a reading."""


@dataclass(frozen=True, slots=True)
class OpenThread:
    """A post's thread in which something may have been written unheard."""

    channel: Channel
    post: PostId
    thread_ref: str
    due_at: datetime
    deadline_at: datetime


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A mock round whose member may have written unheard."""

    group: GroupId
    round: RoundId
    person: PersonId
    started_at: datetime
    reached: Reached


@dataclass(frozen=True, slots=True)
class Known:
    """A message that is part of something."""

    text: str
    posted_at: datetime
    thread_ref: str | None = None
    """In which it stands, if in any: what was handed in may stand anywhere in the channel."""


class Missed:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def channels(self, installation: InstallationId) -> list[Channel]:
        """The installation's living channels, of whichever group. The way in: it's given none."""
        rows = await self._connection.execute(
            select(*CHANNEL_COLUMNS)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(channels.c.installation_id == installation, channels.c.gone_at.is_(None))
            .order_by(channels.c.id)
        )
        return [channel_of(row) for row in rows.mappings()]

    async def threads(self, installation: InstallationId, open_after: datetime) -> list[OpenThread]:
        """Threads of posts that took answers after a moment."""
        rows = await self._connection.execute(
            select(*CHANNEL_COLUMNS, posts.c.id, postings.c.thread_ref, posts.c.due_at, posts.c.deadline_at)
            .select_from(postings)
            .join(posts, posts.c.id == postings.c.post_id)
            .join(channels, channels.c.id == postings.c.channel_id)
            .join(installations, installations.c.id == channels.c.installation_id)
            .where(
                channels.c.installation_id == installation,
                channels.c.gone_at.is_(None),
                postings.c.thread_ref.is_not(None),
                posts.c.deadline_at > open_after,
                posts.c.state != "skipped",
            )
            .order_by(posts.c.due_at.desc(), postings.c.id)
        )
        return [
            OpenThread(
                channel_of(row),
                PostId(row[posts.c.id]),
                row[postings.c.thread_ref],
                row[posts.c.due_at],
                row[posts.c.deadline_at],
            )
            for row in rows.mappings()
        ]

    async def kept_in(self, thread: OpenThread) -> dict[str, Known]:
        """Messages of answers that stand in the thread's channel, by their refs."""
        rows = await self._connection.execute(
            select(
                answer_messages.c.message_ref,
                answer_messages.c.text,
                answer_messages.c.posted_at,
                answer_messages.c.thread_ref,
            )
            .join(answers, answers.c.id == answer_messages.c.answer_id)
            .where(
                answers.c.group_id == thread.channel.group,
                answers.c.post_id == thread.post,
                answer_messages.c.channel_id == thread.channel.id,
                answer_messages.c.state == "kept",
            )
        )
        return {row.message_ref: Known(row.text, row.posted_at, row.thread_ref) for row in rows}

    async def rounds(self, installation: InstallationId) -> list[OpenRound]:
        """Live rounds, with the account by which their member is reached."""
        rows = await self._connection.execute(
            select(rounds, identities.c.platform, identities.c.external_ref, installations.c.external_ref)
            .join(installations, installations.c.id == rounds.c.installation_id)
            .join(
                identities,
                (identities.c.person_id == rounds.c.person_id)
                & (identities.c.scope == rounds.c.scope)
                & (identities.c.platform == installations.c.platform),
            )
            .where(rounds.c.installation_id == installation, rounds.c.state.in_(sorted(LIVE)))
            .order_by(rounds.c.id, identities.c.id)
        )
        found: dict[RoundId, OpenRound] = {}
        for row in rows.mappings():
            account = Account(row[identities.c.platform], row[rounds.c.scope], row[identities.c.external_ref])
            it = OpenRound(
                GroupId(row[rounds.c.group_id]),
                RoundId(row[rounds.c.id]),
                PersonId(row[rounds.c.person_id]),
                row[rounds.c.started_at],
                Reached(account, row[installations.c.external_ref]),
            )
            found.setdefault(it.round, it)
        return list(found.values())

    async def kept_of(self, it: OpenRound) -> dict[tuple[str, str], Known]:
        """A round's words, by channel and message."""
        rows = await self._connection.execute(
            select(
                round_messages.c.channel_ref,
                round_messages.c.message_ref,
                round_messages.c.text,
                round_messages.c.posted_at,
            ).where(
                round_messages.c.group_id == it.group,
                round_messages.c.round_id == it.round,
                round_messages.c.state == "kept",
            )
        )
        return {(row.channel_ref, row.message_ref): Known(row.text, row.posted_at) for row in rows}

    async def heard(self, installation: InstallationId, channel_ref: str, refs: Sequence[str]) -> set[str]:
        """Which of these messages we were told of."""
        rows = await self._connection.execute(
            select(events.c.message_ref)
            .where(
                events.c.installation_id == installation,
                events.c.channel_ref == channel_ref,
                events.c.kind.in_(["posted", "edited"]),
                events.c.message_ref.in_(refs),
            )
            .distinct()
        )
        return set(rows.scalars())

    async def edited_since(
        self, installation: InstallationId, channel_ref: str, since: datetime, message_ref: str | None = None
    ) -> bool:
        """Whether the platform told of an edit there, of that message or of any."""
        found = await self._connection.execute(
            select(events.c.event_ref)
            .where(
                events.c.installation_id == installation,
                events.c.channel_ref == channel_ref,
                events.c.kind == "edited",
                events.c.received_at >= since,
                ~events.c.event_ref.startswith(CAUGHT),
                events.c.message_ref == message_ref if message_ref is not None else true(),
            )
            .limit(1)
        )
        return found.first() is not None

    async def members(self, channel: Channel) -> list[PersonId]:
        """Members of the channel's group who are reached through its installation."""
        rows = await self._connection.execute(
            select(memberships.c.person_id)
            .join(identities, identities.c.person_id == memberships.c.person_id)
            .where(
                memberships.c.group_id == channel.group,
                memberships.c.left_at.is_(None),
                identities.c.platform == channel.platform,
                identities.c.installation_ref == channel.installation_ref,
            )
            .group_by(memberships.c.person_id)
            .order_by(func.min(identities.c.id))
        )
        return [PersonId(found) for found in rows.scalars()]
