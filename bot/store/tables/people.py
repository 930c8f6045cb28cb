"""Persons, their accounts, and their places in groups."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables.shape import identity, instant, metadata, to

persons = Table(
    "persons",
    metadata,
    identity(),
    Column("name", Text, nullable=False, server_default=""),
    Column("zone", Text),
    instant("created_at"),
    Index("ix_persons_nameless", "id", postgresql_where=text("name = ''")),
)

identities = Table(
    "identities",
    metadata,
    identity(),
    to("persons"),
    Column("platform", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("external_ref", Text, nullable=False),
    Column("installation_ref", Text, nullable=False),
    instant("met_at"),
    to("persons", "own_person_id", nullable=True),
    UniqueConstraint("platform", "scope", "external_ref"),
    Index("ix_identities_person_id", "person_id"),
    Index(
        "ix_identities_own_person",
        "own_person_id",
        postgresql_where=text("own_person_id is not null"),
    ),
)
"""`own_person`: whose account it is again once its link ends; null for one that stands for itself."""

memberships = Table(
    "memberships",
    metadata,
    to("groups"),
    to("persons"),
    Column("role", Text, nullable=False, server_default="member"),
    Column("reminders", Boolean, nullable=False, server_default="false"),
    Column("on_board", Boolean, nullable=False, server_default="true"),
    Column("listed", Boolean, nullable=False, server_default="true"),
    Column("lends_answers", Boolean, nullable=False, server_default="false"),
    instant("joined_at"),
    instant("left_at", nullable=True),
    PrimaryKeyConstraint("group_id", "person_id"),
    CheckConstraint("role in ('member', 'organiser')", name="role"),
    Index("ix_memberships_person_id", "person_id"),
)
"""`listed`: has a place on boards. Follows from the other columns and the group's wish about its staff."""
