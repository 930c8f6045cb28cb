"""The weekly post: when a group has it, and what was shown in it."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Time,
    UniqueConstraint,
    text,
)

from bot.store.tables.shape import identity, instant, metadata, of_group, to

weekly_schedules = Table(
    "weekly_schedules",
    metadata,
    Column("group_id", BigInteger, ForeignKey("groups.id"), primary_key=True),
    Column("weekday", SmallInteger, nullable=False),
    Column("at", Time, nullable=False),
    instant("next_at", nullable=True),
    Index("ix_weekly_schedules_due", "next_at", postgresql_where=text("next_at is not null")),
)

weekly_boards = Table(
    "weekly_boards",
    metadata,
    identity(),
    to("groups"),
    Column("week", Date, nullable=False),
    instant("made_at"),
    UniqueConstraint("group_id", "week"),
)

weekly_board_rows = Table(
    "weekly_board_rows",
    metadata,
    of_group(),
    to("weekly_boards"),
    to("persons"),
    Column("rank", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    PrimaryKeyConstraint("weekly_board_id", "person_id"),
)
"""As posted. A posted board is never rewritten: the next one notes what changed."""
