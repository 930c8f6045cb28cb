"""Questions that members brought themselves, with their answers and what the grader said."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, to

own_questions = Table(
    "own_questions",
    metadata,
    identity(),
    to("groups"),
    to("persons"),
    to("installations"),
    Column("event_ref", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("failures", Integer, nullable=False, server_default="0"),
    instant("due_at", nullable=True),
    instant("lease_until", nullable=True),
    instant("taken_until", nullable=True),
    Column("outcome", JSONB, nullable=True),
    Column("content_key", Text, nullable=False, server_default=""),
    instant("asked_at"),
    instant("graded_at", nullable=True),
    UniqueConstraint("installation_id", "event_ref"),
    Index("ix_own_questions_due", "due_at", postgresql_where=text("due_at is not null")),
    Index("ix_own_questions_person_id", "person_id"),
)
