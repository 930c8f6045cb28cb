"""When members have their interviews, and on which days they rest. The plan itself is laid out anew."""

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    Date,
    Index,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    text,
)

from bot.store.tables.shape import instant, metadata, to

plans = Table(
    "plans",
    metadata,
    to("groups"),
    to("persons"),
    Column("interview", Date, nullable=False),
    Column("rest", ARRAY(SmallInteger), nullable=False, server_default="{}"),
    to("persons", "own_person_id", nullable=True),
    instant("set_at"),
    PrimaryKeyConstraint("group_id", "person_id"),
    CheckConstraint("cardinality(rest) < 7", name="rest"),
    Index("ix_plans_person_id", "person_id"),
    Index("ix_plans_own_person", "own_person_id", postgresql_where=text("own_person_id is not null")),
)
"""`own_person`: whose account set it, where a link has made it somebody else's for now."""
