"""Stories that members keep for behavioural rounds."""

from sqlalchemy import ARRAY, Column, Index, Integer, Table, Text

from bot.store.tables.shape import identity, instant, metadata, to

stories = Table(
    "stories",
    metadata,
    identity(),
    to("groups"),
    to("persons"),
    to("installations"),
    Column("title", Text, nullable=False),
    Column("situation", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("tags", ARRAY(Text), nullable=True),
    Column("revision", Integer, nullable=False, server_default="1"),
    instant("kept_at"),
    instant("changed_at"),
    instant("told_at", nullable=True),
    Column("told_band", Text, nullable=True),
    Index("ix_stories_group_id_person_id", "group_id", "person_id"),
    Index("ix_stories_person_id", "person_id"),
)
"""The newest wording alone. `tags` is null while the member has set none."""
