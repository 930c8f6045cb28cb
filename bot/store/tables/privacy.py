"""Who was forgotten: the persons to go over once more, and the accounts that a list outside has to name."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text, text

from bot.store.tables.shape import identity, instant, metadata

forgettings = Table(
    "forgettings",
    metadata,
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True),
    instant("again_at", nullable=True),
    Index("ix_forgettings_due", "again_at", postgresql_where=text("again_at is not null")),
)
"""Without a moment of its own: that and the list's moments would tell which account it was."""

forgotten_accounts = Table(
    "forgotten_accounts",
    metadata,
    identity(),
    Column("mark", Text, nullable=False),
    instant("forgotten_at"),
)
"""What is owed to the list outside of the database; a row goes once it stands there."""
