"""What speaking on a platform takes: keys to workspaces, turns to call, and where cards have landed."""

from sqlalchemy import (
    ARRAY,
    Column,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)

from bot.store.tables.shape import instant, metadata, to

credentials = Table(
    "credentials",
    metadata,
    to("installations"),
    Column("sealed", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    instant("expires_at", nullable=True),
    instant("lease_until", nullable=True),
    instant("changed_at"),
    PrimaryKeyConstraint("installation_id"),
    Index("ix_credentials_expiring", "expires_at", postgresql_where=text("expires_at is not null")),
)
"""`version` counts the times it was replaced: who renews one knows whether somebody else did meanwhile."""

spent_states = Table(
    "spent_states",
    metadata,
    Column("mark", Text, primary_key=True),
    instant("expires_at"),
)
"""Proofs that an install began here, each of them good once; a row may go when its proof has expired."""

paces = Table(
    "paces",
    metadata,
    Column("platform", Text, nullable=False),
    Column("installation_ref", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("place", Text, nullable=False),
    instant("free_at"),
    instant("told_until"),
    PrimaryKeyConstraint("platform", "installation_ref", "method", "place"),
    Index("ix_paces_free_at", "free_at"),
)
"""When the next call may be made, and until when those who couldn't wait were sent away."""

refusals = Table(
    "refusals",
    metadata,
    to("installations"),
    Column("what", Text, nullable=False),
    Column("says", Text, nullable=False),
    instant("noted_at"),
    PrimaryKeyConstraint("installation_id", "what"),
)
"""What a platform doesn't let us do, in words for organisers, who are told when it is noted."""

landings = Table(
    "landings",
    metadata,
    Column("platform", Text, nullable=False),
    Column("installation_ref", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("refs", ARRAY(Text), nullable=False),
    Column("wanted", SmallInteger, nullable=False),
    instant("unsure_since", nullable=True),
    Column("looked_to", Text, nullable=False, server_default=""),
    instant("changed_at"),
    PrimaryKeyConstraint("platform", "installation_ref", "place", "key"),
    Index("ix_landings_changed_at", "changed_at"),
)
"""A card's parts in order, '' for one that isn't there. From `unsure_since` on, more may have landed:
it was looked for as far as `looked_to`."""
