"""What was posted, where it stands, and the scenario it carried."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, of_group, to

scenario_versions = Table(
    "scenario_versions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("scenario_id", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    instant("first_used_at"),
)

posts = Table(
    "posts",
    metadata,
    identity(),
    to("groups"),
    Column("slot", Text, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("skip_reason", Text, nullable=False, server_default=""),
    Column("scenario_id", Text),
    Column("scenario_hash", Text, ForeignKey("scenario_versions.hash")),
    Column("mode", Text, nullable=False, server_default="open"),
    Column("repeated", Boolean, nullable=False, server_default="false"),
    Column("theme", Text, nullable=False, server_default=""),
    Column("season_id", BigInteger),  # read in the same statement: a foreign key would lock every season
    instant("due_at"),
    instant("deadline_at"),
    instant("closed_at", nullable=True),
    instant("lease_until", nullable=True),
    instant("created_at"),
    UniqueConstraint("group_id", "local_date", "slot"),
    UniqueConstraint("group_id", "id"),
    CheckConstraint("state in ('open', 'closed', 'skipped')", name="state"),
    CheckConstraint("(state = 'skipped') = (scenario_id is null)", name="scenario"),
    Index("ix_posts_deadline", "deadline_at", postgresql_where=text("state = 'open'")),
)

postings = Table(
    "postings",
    metadata,
    identity(),
    of_group(),
    Column("post_id", BigInteger, nullable=False),
    to("channels"),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("failure", Text, nullable=False, server_default=""),
    Column("message_ref", Text),
    Column("thread_ref", Text),
    instant("lease_until", nullable=True),
    instant("sent_at", nullable=True),
    instant("unheard_since", nullable=True),
    ForeignKeyConstraint(["group_id", "post_id"], ["posts.group_id", "posts.id"]),
    UniqueConstraint("post_id", "channel_id"),
    CheckConstraint("state in ('pending', 'sending', 'sent', 'failed')", name="state"),
    Index(
        "ix_postings_thread",
        "channel_id",
        "thread_ref",
        postgresql_where=text("thread_ref is not null"),
    ),
    Index("ix_postings_due", "lease_until", postgresql_where=text("state in ('pending', 'sending')")),
)
