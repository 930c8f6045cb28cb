"""The schema. Rows are the truth; what is due can be read off them."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Instant = DateTime(timezone=True)


def _id() -> Column[int]:
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def _to(table: str, name: str = "", *, nullable: bool = False) -> Column[int]:
    return Column(name or f"{table[:-1]}_id", BigInteger, ForeignKey(f"{table}.id"), nullable=nullable)


def _of_group() -> Column[int]:
    """For rows whose parent names the group: the key to the parent holds both, and needs no second check."""
    return Column("group_id", BigInteger, nullable=False)


def _instant(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, Instant, nullable=nullable)


groups = Table(
    "groups",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("mode", Text, nullable=False, server_default="open"),
    Column("tracks", ARRAY(Text), nullable=False, server_default="{}"),
    Column("quiet_minutes", SmallInteger, nullable=False, server_default="10"),
    Column("points_on_time", SmallInteger, nullable=False),
    Column("points_late", SmallInteger, nullable=False),
    Column("points_by_band", ARRAY(SmallInteger), nullable=False),
    Column("band_source", Text, nullable=False),
    _instant("created_at"),
    CheckConstraint("mode in ('open', 'sealed')", name="mode"),
    CheckConstraint("quiet_minutes between 1 and 120", name="quiet"),
)

schedules = Table(
    "schedules",
    metadata,
    _to("groups"),
    Column("slot", Text, nullable=False, server_default="daily"),
    Column("at", Time, nullable=False),
    Column("zone", Text, nullable=False),
    Column("weekdays", ARRAY(SmallInteger), nullable=False),
    Column("catch_up_minutes", SmallInteger, nullable=False, server_default="360"),
    Column("holidays_of", Text, nullable=False, server_default=""),
    Column("paused_from", Date),
    Column("paused_until", Date),
    _instant("next_post_at", nullable=True),
    Column("version", Integer, nullable=False, server_default="1"),
    PrimaryKeyConstraint("group_id", "slot"),
    Index("ix_schedules_due", "next_post_at", postgresql_where=text("next_post_at is not null")),
)

rest_days = Table(
    "rest_days",
    metadata,
    _to("groups"),
    Column("day", Date, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("group_id", "day"),
    CheckConstraint("kind in ('holiday', 'skip')", name="kind"),
)

installations = Table(
    "installations",
    metadata,
    _id(),
    Column("platform", Text, nullable=False),
    Column("external_ref", Text, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    _instant("created_at"),
    UniqueConstraint("platform", "external_ref"),
)

channels = Table(
    "channels",
    metadata,
    _id(),
    _to("groups"),
    _to("installations"),
    Column("external_ref", Text, nullable=False),
    _instant("gone_at", nullable=True),
    Column("gone_reason", Text, nullable=False, server_default=""),
    UniqueConstraint("installation_id", "external_ref"),
    Index("ix_channels_group_id", "group_id"),
)

persons = Table(
    "persons",
    metadata,
    _id(),
    Column("name", Text, nullable=False, server_default=""),
    Column("zone", Text),
    _instant("created_at"),
)

identities = Table(
    "identities",
    metadata,
    _id(),
    _to("persons"),
    Column("platform", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("external_ref", Text, nullable=False),
    Column("installation_ref", Text, nullable=False),
    UniqueConstraint("platform", "scope", "external_ref"),
    Index("ix_identities_person_id", "person_id"),
)

memberships = Table(
    "memberships",
    metadata,
    _to("groups"),
    _to("persons"),
    Column("role", Text, nullable=False, server_default="member"),
    Column("reminders", Boolean, nullable=False, server_default="false"),
    _instant("joined_at"),
    _instant("left_at", nullable=True),
    PrimaryKeyConstraint("group_id", "person_id"),
    CheckConstraint("role in ('member', 'organiser')", name="role"),
    Index("ix_memberships_person_id", "person_id"),
)

scenario_versions = Table(
    "scenario_versions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("scenario_id", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    _instant("first_used_at"),
)

posts = Table(
    "posts",
    metadata,
    _id(),
    _to("groups"),
    Column("slot", Text, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("state", Text, nullable=False),
    Column("skip_reason", Text, nullable=False, server_default=""),
    Column("scenario_id", Text),
    Column("scenario_hash", Text, ForeignKey("scenario_versions.hash")),
    Column("mode", Text, nullable=False, server_default="open"),
    Column("repeated", Boolean, nullable=False, server_default="false"),
    _instant("due_at"),
    _instant("deadline_at"),
    _instant("closed_at", nullable=True),
    _instant("lease_until", nullable=True),
    _instant("created_at"),
    UniqueConstraint("group_id", "local_date", "slot"),
    UniqueConstraint("group_id", "id"),
    CheckConstraint("state in ('open', 'closed', 'skipped')", name="state"),
    CheckConstraint("(state = 'skipped') = (scenario_id is null)", name="scenario"),
    Index("ix_posts_deadline", "deadline_at", postgresql_where=text("state = 'open'")),
)

postings = Table(
    "postings",
    metadata,
    _id(),
    _of_group(),
    Column("post_id", BigInteger, nullable=False),
    _to("channels"),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("failure", Text, nullable=False, server_default=""),
    Column("message_ref", Text),
    Column("thread_ref", Text),
    _instant("lease_until", nullable=True),
    _instant("sent_at", nullable=True),
    ForeignKeyConstraint(["group_id", "post_id"], ["posts.group_id", "posts.id"]),
    UniqueConstraint("post_id", "channel_id"),
    CheckConstraint("state in ('pending', 'sending', 'sent', 'failed')", name="state"),
    Index(
        "ix_postings_thread",
        "channel_id",
        "thread_ref",
        postgresql_where=text("thread_ref is not null"),
    ),
    Index("ix_postings_due", "lease_until", postgresql_where=text("state in ('pending', 'sending')")),
)

queue_items = Table(
    "queue_items",
    metadata,
    _to("groups"),
    Column("position", Integer, nullable=False),
    Column("scenario_id", Text, nullable=False),
    _to("persons", "added_by", nullable=True),
    _instant("added_at"),
    PrimaryKeyConstraint("group_id", "scenario_id"),
)

answers = Table(
    "answers",
    metadata,
    _id(),
    _of_group(),
    Column("post_id", BigInteger, nullable=False),
    _to("persons"),
    Column("state", Text, nullable=False, server_default="collecting"),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("arrivals", Integer, nullable=False, server_default="0"),
    _instant("arrived_at", nullable=True),
    Column("timeliness", Text),
    _instant("grade_due_at", nullable=True),
    _instant("lease_until", nullable=True),
    Column("gradings", SmallInteger, nullable=False, server_default="0"),
    _instant("debriefed_at", nullable=True),
    Column("debriefed_revision", Integer),
    Column("reopened", Boolean, nullable=False, server_default="false"),
    Column("tries", SmallInteger, nullable=False, server_default="1"),
    _instant("tried_again_at", nullable=True),
    _instant("taken_until", nullable=True),
    Column("failures", SmallInteger, nullable=False, server_default="0"),
    Column("hidden", Boolean, nullable=False, server_default="false"),
    Column("held", Boolean, nullable=False, server_default="false"),
    _to("answers", "copy_of", nullable=True),
    _instant("created_at"),
    ForeignKeyConstraint(["group_id", "post_id"], ["posts.group_id", "posts.id"]),
    UniqueConstraint("post_id", "person_id"),
    UniqueConstraint("group_id", "id"),
    CheckConstraint("state in ('collecting', 'debriefed', 'withdrawn')", name="state"),
    Index("ix_answers_group_person", "group_id", "person_id"),
    Index("ix_answers_due", "grade_due_at", postgresql_where=text("grade_due_at is not null")),
)

answer_messages = Table(
    "answer_messages",
    metadata,
    _id(),
    _of_group(),
    Column("answer_id", BigInteger, nullable=False),
    _to("channels", nullable=True),
    Column("message_ref", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("included", Boolean, nullable=False),
    Column("marked", Boolean, nullable=False, server_default="false"),
    Column("state", Text, nullable=False, server_default="kept"),
    Column("try_number", SmallInteger, nullable=False),
    _instant("posted_at"),
    _instant("version_at"),
    _instant("written_at"),
    _instant("lease_until", nullable=True),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
    UniqueConstraint("channel_id", "message_ref", postgresql_nulls_not_distinct=True),
    CheckConstraint("state in ('kept', 'note', 'taken out', 'deleted')", name="state"),
    CheckConstraint("included = (state = 'kept')", name="included"),
    Index("ix_answer_messages_answer_id", "answer_id"),
    Index(
        "ix_answer_messages_unmarked",
        "lease_until",
        postgresql_where=text("included <> marked and channel_id is not null and state <> 'deleted'"),
    ),
)

revisions = Table(
    "revisions",
    metadata,
    _of_group(),
    Column("answer_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    _instant("frozen_at"),
    PrimaryKeyConstraint("answer_id", "number"),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
)

grades = Table(
    "grades",
    metadata,
    _id(),
    _of_group(),
    Column("answer_id", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("grader", Text, nullable=False),
    Column("band", Text),
    Column("score", SmallInteger),
    Column("reason", Text),
    Column("findings", JSONB, nullable=False),
    Column("rubric_hash", Text, nullable=False),
    Column("prompt_hash", Text, nullable=False),
    Column("usage", JSONB, nullable=False),
    Column("cost_micros", BigInteger, nullable=False),
    Column("raw_reply", Text, nullable=False),
    _instant("created_at"),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
    UniqueConstraint("answer_id", "revision", "attempt"),
    CheckConstraint("(status = 'graded') = (score is not null and band is not null)", name="graded"),
    CheckConstraint("(status = 'ungraded') = (reason is not null)", name="ungraded"),
)

ledger = Table(
    "ledger",
    metadata,
    _id(),
    _of_group(),
    _to("persons"),
    Column("post_id", BigInteger, nullable=False),
    Column("answer_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("points", Integer, nullable=False),
    _to("grades", nullable=True),
    _instant("occurred_at"),
    UniqueConstraint("group_id", "key"),
    ForeignKeyConstraint(["group_id", "answer_id"], ["answers.group_id", "answers.id"]),
    Index("ix_ledger_group_person", "group_id", "person_id"),
    Index("ix_ledger_answer_id", "answer_id"),
)

events = Table(
    "events",
    metadata,
    _to("installations"),
    Column("event_ref", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("channel_ref", Text),
    Column("message_ref", Text),
    _instant("received_at"),
    PrimaryKeyConstraint("installation_id", "event_ref"),
    Index(
        "ix_events_outdating",
        "installation_id",
        "channel_ref",
        "message_ref",
        postgresql_where=text("kind in ('deleted', 'edited')"),
    ),
    Index("ix_events_received_at", "received_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    _to("groups"),
    _to("persons", nullable=True),
    Column("post_id", BigInteger),
    Column("answer_id", BigInteger),
    _to("grades", nullable=True),
    _to("channels", nullable=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("message_ref", Text),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("failure", Text, nullable=False, server_default=""),
    _instant("due_at"),
    _instant("lease_until", nullable=True),
    _instant("sent_at", nullable=True),
    UniqueConstraint("group_id", "key"),
    CheckConstraint("state in ('pending', 'sending', 'sent', 'waiting', 'failed', 'dropped')", name="state"),
    Index("ix_deliveries_due", "due_at", postgresql_where=text("state in ('pending', 'sending')")),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    _to("groups"),
    _to("persons", "actor_id", nullable=True),
    Column("action", Text, nullable=False),
    Column("details", JSONB, nullable=False),
    _instant("occurred_at"),
    Index("ix_audit_group", "group_id", "occurred_at"),
)
