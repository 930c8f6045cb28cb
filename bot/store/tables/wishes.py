"""What organisers asked for beside the queue. Who did, and when, is in the audit log."""

from sqlalchemy import CheckConstraint, Column, Date, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from bot.store.tables.shape import metadata, to

pins = Table(
    "pins",
    metadata,
    to("groups"),
    Column("day", Date, nullable=False),
    Column("scenario_id", Text, nullable=False),
    PrimaryKeyConstraint("group_id", "day"),
    UniqueConstraint("group_id", "scenario_id"),
)
"""Which scenario comes on which local date."""

unwanted_scenarios = Table(
    "unwanted_scenarios",
    metadata,
    to("groups"),
    Column("scenario_id", Text, nullable=False),
    PrimaryKeyConstraint("group_id", "scenario_id"),
)
"""What rotation never takes for a group."""

themed_weeks = Table(
    "themed_weeks",
    metadata,
    to("groups"),
    Column("theme", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    PrimaryKeyConstraint("group_id"),
    CheckConstraint("first_day <= last_day", name="days"),
)
"""A group's latest; the one before it is over."""
