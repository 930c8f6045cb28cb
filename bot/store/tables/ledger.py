"""Points, answers, scores and streak credits: append-only, and what is summed up from there."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.tables.shape import identity, instant, metadata, of_group, to

seasons = Table(
    "seasons",
    metadata,
    identity(),
    to("groups"),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    instant("opened_at"),
    instant("closed_at", nullable=True),
    UniqueConstraint("group_id", "number"),
    Index("uq_seasons_open", "group_id", unique=True, postgresql_where=text("closed_at is null")),
)

ledger = Table(
    "ledger",
    metadata,
    identity(),
    of_group(),
    to("persons"),
    Column("post_id", BigInteger, nullable=False),
    Column("answer_id", BigInteger),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("points", Integer, nullable=False),
    Column("answers", SmallInteger, nullable=False),
    Column("scored", SmallInteger, nullable=False),
    Column("score", Integer, nullable=False),
    Column("credit", SmallInteger, nullable=False),
    to("grades", nullable=True),
    Column("week", Date, nullable=False),
    Column("season_id", BigInteger),
    instant("occurred_at"),
    UniqueConstraint("group_id", "key"),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
    Index("ix_ledger_group_person", "group_id", "person_id"),
    Index("ix_ledger_answer_id", "answer_id"),
    Index(
        "ix_ledger_credits",
        "group_id",
        "post_id",
        postgresql_include=["person_id", "credit"],
        postgresql_where=text("credit <> 0"),
    ),
)

standings = Table(
    "standings",
    metadata,
    to("groups"),
    Column("period", Text, nullable=False),
    to("persons"),
    Column("points", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("scored", Integer, nullable=False),
    Column("score", Integer, nullable=False),
    Column("shown", Boolean, nullable=False),
    PrimaryKeyConstraint("group_id", "period", "person_id"),
    Index(
        "ix_standings_rank",
        "group_id",
        "period",
        text("points desc"),
        "person_id",
        postgresql_where=text("shown"),
    ),
    postgresql_with={"fillfactor": 80},
)
"""A cache: sums over the ledger by week, season and for ever. `debrief db standings` rebuilds it."""
