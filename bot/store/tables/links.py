"""Accounts that are one person, and the codes by which they, and channels, are joined."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, to

links = Table(
    "links",
    metadata,
    identity(),
    to("persons"),
    to("persons", "other_id"),
    Column("places", JSONB, nullable=False),
    Column("looks", Integer, nullable=False, server_default="0"),
    instant("linked_at"),
    instant("again_at", nullable=True),
    instant("ended_at", nullable=True),
    CheckConstraint("person_id <> other_id", name="two"),
    Index("uq_links_person", "person_id", unique=True, postgresql_where=text("ended_at is null")),
    Index("uq_links_other", "other_id", unique=True, postgresql_where=text("ended_at is null")),
    Index("ix_links_again", "again_at", postgresql_where=text("again_at is not null")),
)
"""`person` holds what both have while it lasts; `other` is who the second account was and is again after.

`places`: the memberships of both as they were, and what was made of them.
"""

link_codes = Table(
    "link_codes",
    metadata,
    identity(),
    Column("mark", Text, nullable=False),
    Column("kind", Text, nullable=False),
    to("persons"),
    Column("for_group_id", BigInteger, ForeignKey("groups.id")),
    to("persons", "claimed_by", nullable=True),
    instant("made_at"),
    instant("expires_at"),
    instant("spent_at", nullable=True),
    UniqueConstraint("mark"),
    CheckConstraint("kind in ('person', 'channel')", name="kind"),
    CheckConstraint("(kind = 'channel') = (for_group_id is not null)", name="group"),
    Index("ix_link_codes_person_id", "person_id"),
)
"""The hash of a code, gone within the hour."""

link_tries = Table(
    "link_tries",
    metadata,
    identity(),
    to("persons"),
    instant("tried_at"),
    Index("ix_link_tries_person", "person_id", "tried_at"),
)
"""Codes that opened nothing, gone within the day."""
