"""Mock rounds: where each stands, what was asked in it, and what its member said."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
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
from sqlalchemy.dialects.postgresql import JSONB

from bot.store.tables.shape import identity, instant, metadata, of_group, to

_LIVE = "state in ('asking', 'answering', 'nudging', 'nudged', 'talking', 'considering')"

rounds = Table(
    "rounds",
    metadata,
    identity(),
    to("groups"),
    to("persons"),
    to("installations"),
    Column("scope", Text, nullable=False),
    Column("event_ref", Text, nullable=False),
    Column("scenario_id", Text, nullable=False),
    Column("scenario_hash", Text, ForeignKey("scenario_versions.hash"), nullable=False),
    Column("kind", Text, nullable=False, server_default="case"),
    Column("state", Text, nullable=False),
    Column("ending", Text),
    Column("turn", SmallInteger, nullable=False, server_default="1"),
    Column("loop_id", BigInteger),
    Column("place", SmallInteger),
    Column("asides", SmallInteger, nullable=False, server_default="0"),
    Column("answered", SmallInteger, nullable=False, server_default="0"),
    Column("questions", SmallInteger, nullable=False, server_default="0"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    instant("due_at", nullable=True),
    instant("lease_until", nullable=True),
    instant("taken_until", nullable=True),
    instant("entered_at"),
    instant("started_at"),
    instant("ended_at", nullable=True),
    UniqueConstraint("group_id", "id"),
    ForeignKeyConstraint(["group_id", "loop_id"], ["loops.group_id", "loops.id"]),
    UniqueConstraint("installation_id", "event_ref"),
    CheckConstraint(
        f"{_LIVE} or state in ('judging', 'packing', 'packing bare', 'unread', 'packing late', 'parting',"
        " 'concluded', 'over')",
        name="state",
    ),
    CheckConstraint("ending in ('finished', 'stopped', 'silence', 'shut out')", name="ending"),
    CheckConstraint("(due_at is null) = (state in ('concluded', 'over'))", name="due"),
    CheckConstraint("(loop_id is null) = (place is null)", name="loop"),
    CheckConstraint("answered between 0 and questions", name="answered"),
    Index("ix_rounds_person_id", "person_id"),
    Index("ix_rounds_loop_id", "loop_id", postgresql_where=text("loop_id is not null")),
    Index("uq_rounds_live", "person_id", unique=True, postgresql_where=text(_LIVE)),
    Index("ix_rounds_due", "due_at", postgresql_where=text("due_at is not null")),
)
"""`scope` and the installation say by which account its member is reached; `place` is that in its loop.

`answered` of `questions`: counted when all of it is read, since questions without an answer hold its verdict.
"""

round_turns = Table(
    "round_turns",
    metadata,
    of_group(),
    Column("round_id", BigInteger, nullable=False),
    Column("number", SmallInteger, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("ask", Text, nullable=False),
    Column("quote", Text, nullable=False, server_default=""),
    Column("worded_by", Text, nullable=False, server_default=""),
    Column("scripted", Text, nullable=False, server_default=""),
    instant("asked_at", nullable=True),
    instant("ended_at", nullable=True),
    Column("outcome", JSONB(none_as_null=True)),
    Column("ruled", JSONB(none_as_null=True)),
    PrimaryKeyConstraint("round_id", "number"),
    ForeignKeyConstraint(["group_id", "round_id"], ["rounds.group_id", "rounds.id"]),
    UniqueConstraint("round_id", "question_id"),
)
"""`outcome`: what a grader said of all that had been said by then. Written once; quotes may be blanked.

`ruled`: the same as people's rulings left it. Each ruling stands in its review; this is what they come to.

`quote`: the member's own words in the question. They leave it when their message is deleted.

`worded_by`: the model that put it into words after what was said; `scripted` is what its author asks, and
stands in for those words once something that was said is deleted. Both empty for an author's own question.
"""

round_messages = Table(
    "round_messages",
    metadata,
    identity(),
    of_group(),
    Column("round_id", BigInteger, nullable=False),
    Column("turn", SmallInteger, nullable=False),
    to("installations"),
    Column("channel_ref", Text, nullable=False),
    Column("message_ref", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("later_texts", ARRAY(Text), nullable=False, server_default="{}"),
    Column("state", Text, nullable=False, server_default="kept"),
    instant("posted_at"),
    instant("version_at"),
    ForeignKeyConstraint(["group_id", "round_id"], ["rounds.group_id", "rounds.id"]),
    UniqueConstraint("installation_id", "channel_ref", "message_ref"),
    CheckConstraint("state in ('kept', 'note', 'deleted')", name="state"),
    CheckConstraint("state = 'kept' or (text = '' and later_texts = '{}')", name="blank"),
    Index("ix_round_messages_round_id", "round_id"),
)
"""`later_texts`: what the last edit made of a message once its turn had ended. It changes nothing."""
