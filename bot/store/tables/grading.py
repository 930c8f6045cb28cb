"""The grader's switch, and what it costs."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
)

from bot.store.tables.shape import instant, metadata, to

grader_state = Table(
    "grader_state",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("mode", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    instant("changed_at"),
    CheckConstraint("id = 1", name="one"),
    CheckConstraint("mode in ('normal', 'shadow', 'freeze_ratings', 'offline', 'off')", name="mode"),
)

spending = Table(
    "spending",
    metadata,
    to("groups"),
    Column("day", Date, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("micros", BigInteger, nullable=False),
    PrimaryKeyConstraint("group_id", "day"),
)
"""Millionths of a dollar, by the group's local day."""
