"""What came in, what is owed, and who changed what."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, to

events = Table(
    "events",
    metadata,
    to("installations"),
    Column("event_ref", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel_ref", Text),
    Column("message_ref", Text),
    instant("received_at"),
    PrimaryKeyConstraint("installation_id", "event_ref"),
    Index(
        "ix_events_outdating",
        "installation_id",
        "channel_ref",
        "message_ref",
        postgresql_where=text("kind in ('deleted', 'edited')"),
    ),
    Index("ix_events_received_at", "received_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    identity(),
    to("groups"),
    to("persons", nullable=True),
    Column("post_id", BigInteger),
    Column("answer_id", BigInteger),
    to("grades", nullable=True),
    to("channels", nullable=True),
    to("weekly_boards", nullable=True),
    to("own_questions", nullable=True),
    to("installations", nullable=True),
    to("rounds", nullable=True),
    Column("turn", SmallInteger),
    instant("since", nullable=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("message_ref", Text),
    Column("thread_ref", Text),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("failure", Text, nullable=False, server_default=""),
    instant("due_at"),
    instant("lease_until", nullable=True),
    instant("sent_at", nullable=True),
    UniqueConstraint("group_id", "key"),
    CheckConstraint("state in ('pending', 'sending', 'sent', 'waiting', 'failed', 'dropped')", name="state"),
    Index("ix_deliveries_due", "due_at", postgresql_where=text("state in ('pending', 'sending')")),
    Index("ix_deliveries_waiting", "person_id", postgresql_where=text("state = 'waiting'")),
)
"""`since`: when what it tells of began, where `due_at` says when that ended.

`thread_ref`: in which thread the message stands that it's about, if in any.
"""

audit = Table(
    "audit",
    metadata,
    identity(),
    to("groups"),
    to("persons", "actor_id", nullable=True),
    Column("action", Text, nullable=False),
    Column("details", JSONB, nullable=False),
    instant("occurred_at"),
    Index("ix_audit_group", "group_id", "occurred_at"),
)
