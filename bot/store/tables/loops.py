"""Company loops: where each stands. Their rounds name them."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, to

_ENDED = "state in ('concluded', 'over')"

loops = Table(
    "loops",
    metadata,
    identity(),
    to("groups"),
    to("persons"),
    to("installations"),
    Column("scope", Text, nullable=False),
    Column("event_ref", Text, nullable=False),
    Column("format", JSONB, nullable=False),
    Column("pace", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("ending", Text),
    Column("place", SmallInteger, nullable=False, server_default="1"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    instant("due_at", nullable=True),
    instant("lease_until", nullable=True),
    instant("taken_until", nullable=True),
    instant("entered_at"),
    instant("started_at"),
    instant("ended_at", nullable=True),
    UniqueConstraint("group_id", "id"),
    UniqueConstraint("installation_id", "event_ref"),
    CheckConstraint(
        f"{_ENDED} or state in ('playing', 'telling', 'offered', 'resting', 'offering', 'nudging', 'nudged',"
        " 'deliberating', 'offering more', 'more offered', 'packing', 'parting')",
        name="state",
    ),
    CheckConstraint("pace in ('today', 'days')", name="pace"),
    CheckConstraint("ending in ('stopped', 'silence', 'left')", name="ending"),
    CheckConstraint(f"(due_at is null) = ({_ENDED})", name="due"),
    Index("ix_loops_person_id", "person_id"),
    Index("uq_loops_open", "person_id", unique=True, postgresql_where=text("due_at is not null")),
    Index("ix_loops_due", "due_at", postgresql_where=text("due_at is not null")),
)
"""`format`: the loop's file as it was when it began. Its place is that of the round that is played, or was
played last.
"""
