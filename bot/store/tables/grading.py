"""The grader's switch, what it costs, and how it did on answers that are known."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from bot.store.tables.shape import identity, instant, metadata, to

grader_state = Table(
    "grader_state",
    metadata,
    identity(),
    Column("mode", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    instant("changed_at"),
    CheckConstraint("mode in ('normal', 'shadow', 'freeze_ratings', 'offline', 'off')", name="mode"),
)
"""Every change of the switch, only ever added to. The newest row holds; none at all is normal."""

spending = Table(
    "spending",
    metadata,
    to("groups"),
    instant("quarter"),
    Column("calls", Integer, nullable=False),
    Column("micros", BigInteger, nullable=False),
    PrimaryKeyConstraint("group_id", "quarter"),
    Index("ix_spending_quarter", "quarter"),
)
"""Millionths of a dollar, by quarters of an hour: every zone's midnight is the beginning of one."""

canary_runs = Table(
    "canary_runs",
    metadata,
    Column("day", Date, nullable=False),
    Column("canaries", Text, nullable=False),
    Column("grader", Text, nullable=False, server_default=""),
    Column("prompt_hash", Text, nullable=False, server_default=""),
    Column("graded", Integer, nullable=False, server_default="0"),
    Column("ungraded", Integer, nullable=False, server_default="0"),
    Column("agreement", Float),
    Column("attacks", Integer, nullable=False, server_default="0"),
    Column("succeeded", Integer, nullable=False, server_default="0"),
    Column("micros", BigInteger, nullable=False, server_default="0"),
    instant("begun_at"),
    instant("ended_at", nullable=True),
    PrimaryKeyConstraint("day", "canaries"),
)
"""`canaries` is the hash of the set: agreement is compared within one set only."""
