"""What waits for a person's ruling, and what was ruled."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, of_group, to

reviews = Table(
    "reviews",
    metadata,
    identity(),
    of_group(),
    Column("answer_id", BigInteger),
    to("grades", nullable=True),
    Column("round_id", BigInteger),
    Column("reason", Text, nullable=False),
    Column("criterion_id", Text, nullable=False, server_default=""),
    Column("said", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False, server_default="open"),
    instant("opened_at"),
    instant("ruled_at", nullable=True),
    Column("outcome", Text, nullable=True),
    Column("levels", JSONB, nullable=True),
    Column("because", Text, nullable=False, server_default=""),
    to("persons", "ruled_by", nullable=True),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
    ForeignKeyConstraint(["group_id", "round_id"], ["rounds.group_id", "rounds.id"]),
    UniqueConstraint("answer_id", "grade_id", "reason", "criterion_id"),
    CheckConstraint("state in ('open', 'ruled')", name="state"),
    CheckConstraint("outcome in ('upheld', 'overturned', 'graded')", name="outcome"),
    CheckConstraint("(state = 'ruled') = (outcome is not null and ruled_at is not null)", name="ruled"),
    CheckConstraint(
        "(answer_id is null) = (grade_id is null) and (answer_id is null) = (round_id is not null)", name="of"
    ),
    Index(
        "uq_reviews_of_round",
        *("round_id", "reason", "criterion_id"),
        unique=True,
        postgresql_where=text("round_id is not null"),
    ),
    Index("ix_reviews_open", "group_id", "opened_at", postgresql_where=text("state = 'open'")),
    Index("ix_reviews_ruled_by", "ruled_by", postgresql_where=text("ruled_by is not null")),
)
"""Each is about an answer's grade, or about the verdict of a mock round.

`levels` are a person's own, by criterion; `said` is the member's reason, `because` the ruling's.
"""
