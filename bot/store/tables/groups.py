"""A group, its days, and the ways to reach it."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from bot.store.tables.shape import identity, instant, metadata, to

groups = Table(
    "groups",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("mode", Text, nullable=False, server_default="open"),
    Column("tracks", ARRAY(Text), nullable=False, server_default="{}"),
    Column("quiet_minutes", SmallInteger, nullable=False, server_default="10"),
    Column("points_on_time", SmallInteger, nullable=False),
    Column("points_late", SmallInteger, nullable=False),
    Column("points_by_band", ARRAY(SmallInteger), nullable=False),
    Column("band_source", Text, nullable=False),
    Column("staff_on_board", Boolean, nullable=False, server_default="true"),
    Column("day_budget_micros", BigInteger),
    instant("created_at"),
    CheckConstraint("mode in ('open', 'sealed')", name="mode"),
    CheckConstraint("quiet_minutes between 1 and 120", name="quiet"),
)

schedules = Table(
    "schedules",
    metadata,
    to("groups"),
    Column("slot", Text, nullable=False, server_default="daily"),
    Column("at", Time, nullable=False),
    Column("zone", Text, nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("catch_up_minutes", SmallInteger, nullable=False, server_default="360"),
    Column("holidays_of", Text, nullable=False, server_default=""),
    Column("paused_from", Date),
    Column("paused_until", Date),
    instant("next_post_at", nullable=True),
    Column("version", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("group_id", "slot"),
    Index("ix_schedules_due", "next_post_at", postgresql_where=text("next_post_at is not null")),
)

rest_days = Table(
    "rest_days",
    metadata,
    to("groups"),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("group_id", "day"),
    CheckConstraint("kind in ('holiday', 'skip')", name="kind"),
)

installations = Table(
    "installations",
    metadata,
    identity(),
    Column("platform", Text, nullable=False),
    Column("external_ref", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    instant("created_at"),
    instant("lost_at", nullable=True),
    Column("lost_reason", Text, nullable=False, server_default=""),
    instant("installed_at", nullable=True),
    instant("heard_at", nullable=True),
    UniqueConstraint("platform", "external_ref"),
)
"""`installed_at`: for the last time. `heard_at`: when events were last known to come in."""

missed_times = Table(
    "missed_times",
    metadata,
    identity(),
    to("installations"),
    instant("since"),
    instant("until"),
    Column("read", ARRAY(Text), nullable=False, server_default="{}"),
    UniqueConstraint("installation_id", "since"),
)
"""When nothing was heard of an installation, until all that was said there then has been read."""

channels = Table(
    "channels",
    metadata,
    identity(),
    to("groups"),
    to("installations"),
    Column("external_ref", Text, nullable=False),
    instant("opened_at", nullable=True),
    instant("gone_at", nullable=True),
    Column("gone_reason", Text, nullable=False, server_default=""),
    UniqueConstraint("installation_id", "external_ref"),
    Index("ix_channels_group_id", "group_id"),
)
"""`opened_at`: when an organiser last took it for the group."""

queue_items = Table(
    "queue_items",
    metadata,
    to("groups"),
    Column("position", Integer, nullable=False),
    Column("scenario_id", Text, nullable=False),
    to("persons", "added_by", nullable=True),
    instant("added_at"),
    PrimaryKeyConstraint("group_id", "scenario_id"),
)
