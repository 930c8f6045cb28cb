"""Scenarios of a group's own, as somebody wrote them and as they were read."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import instant, metadata, to

pack_scenarios = Table(
    "pack_scenarios",
    metadata,
    to("groups"),
    Column("scenario_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("difficulty", Integer, nullable=False),
    Column("track", Text, nullable=False),
    Column("system", Integer, nullable=False),
    Column("tests", JSONB, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    to("persons", "added_by", nullable=True),
    instant("added_at"),
    PrimaryKeyConstraint("group_id", "scenario_id"),
)
"""`text` is the file word for word, `digest` its hash; `body` is what is posted, read from it.

`tests` is each competency with its share of the rubric: with `difficulty`, `track` and `system` all that
choosing needs, so that no body is read for those that aren't chosen.
"""
