"""Points, append-only."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, Table, Text, UniqueConstraint

from bot.store.tables.shape import identity, instant, metadata, of_group, to

ledger = Table(
    "ledger",
    metadata,
    identity(),
    of_group(),
    to("persons"),
    Column("post_id", BigInteger, nullable=False),
    Column("answer_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("points", Integer, nullable=False),
    to("grades", nullable=True),
    instant("occurred_at"),
    UniqueConstraint("group_id", "key"),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
    Index("ix_ledger_group_person", "group_id", "person_id"),
    Index("ix_ledger_answer_id", "answer_id"),
)
