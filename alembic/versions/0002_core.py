"""Groups, people, schedules, posts, answers, grades, ledger, events, audit."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), server_default="open", nullable=False),
        sa.Column("tracks", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("quiet_minutes", sa.SmallInteger(), server_default="10", nullable=False),
        sa.Column("points_on_time", sa.SmallInteger(), server_default="10", nullable=False),
        sa.Column("points_late", sa.SmallInteger(), server_default="3", nullable=False),
        sa.Column(
            "points_by_band", sa.ARRAY(sa.SmallInteger()), server_default="{0,3,6,8,10}", nullable=False
        ),
        sa.Column("band_source", sa.Text(), server_default="automatic", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mode in ('open', 'sealed')", name=op.f("ck_groups_mode")),
        sa.CheckConstraint("quiet_minutes between 1 and 120", name=op.f("ck_groups_quiet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_table(
        "installations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("external_ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installations")),
        sa.UniqueConstraint("platform", "external_ref", name=op.f("uq_installations_platform_external_ref")),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_table(
        "scenario_versions",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_scenario_versions")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["persons.id"], name=op.f("fk_audit_actor_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_audit_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_group", "audit", ["group_id", "occurred_at"], unique=False)
    op.create_table(
        "channels",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("external_ref", sa.Text(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_channels_group_id")),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_channels_installation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint(
            "installation_id", "external_ref", name=op.f("uq_channels_installation_id_external_ref")
        ),
    )
    op.create_index("ix_channels_group_id", "channels", ["group_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("event_ref", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel_ref", sa.Text(), nullable=True),
        sa.Column("message_ref", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_events_installation_id")
        ),
        sa.PrimaryKeyConstraint("installation_id", "event_ref", name=op.f("pk_events")),
    )
    op.create_index(
        "ix_events_outdating",
        "events",
        ["installation_id", "channel_ref", "message_ref"],
        unique=False,
        postgresql_where=sa.text("kind in ('deleted', 'edited')"),
    )
    op.create_index("ix_events_received_at", "events", ["received_at"], unique=False)
    op.create_table(
        "identities",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("external_ref", sa.Text(), nullable=False),
        sa.Column("installation_ref", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_identities_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint(
            "platform", "scope", "external_ref", name=op.f("uq_identities_platform_scope_external_ref")
        ),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), server_default="member", nullable=False),
        sa.Column("reminders", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role in ('member', 'organiser')", name=op.f("ck_memberships_role")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_memberships_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_memberships_person_id")),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_memberships")),
    )
    op.create_index("ix_memberships_person_id", "memberships", ["person_id"], unique=False)
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("skip_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=True),
        sa.Column("scenario_hash", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), server_default="open", nullable=False),
        sa.Column("repeated", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(state = 'skipped') = (scenario_id is null)", name=op.f("ck_posts_scenario")),
        sa.CheckConstraint("state in ('open', 'closed', 'skipped')", name=op.f("ck_posts_state")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_posts_group_id")),
        sa.ForeignKeyConstraint(
            ["scenario_hash"], ["scenario_versions.hash"], name=op.f("fk_posts_scenario_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("group_id", "id", name=op.f("uq_posts_group_id_id")),
        sa.UniqueConstraint("group_id", "local_date", "slot", name=op.f("uq_posts_group_id_local_date_slot")),
    )
    op.create_index(
        "ix_posts_deadline",
        "posts",
        ["deadline_at"],
        unique=False,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "queue_items",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["persons.id"], name=op.f("fk_queue_items_added_by")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_queue_items_group_id")),
        sa.PrimaryKeyConstraint("group_id", "scenario_id", name=op.f("pk_queue_items")),
    )
    op.create_table(
        "rest_days",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind in ('holiday', 'skip')", name=op.f("ck_rest_days_kind")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_rest_days_group_id")),
        sa.PrimaryKeyConstraint("group_id", "day", name=op.f("pk_rest_days")),
    )
    op.create_table(
        "schedules",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Text(), server_default="daily", nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("weekdays", sa.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("catch_up_minutes", sa.SmallInteger(), server_default="360", nullable=False),
        sa.Column("holidays_of", sa.Text(), server_default="", nullable=False),
        sa.Column("paused_from", sa.Date(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("next_post_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_schedules_group_id")),
        sa.PrimaryKeyConstraint("group_id", "slot", name=op.f("pk_schedules")),
    )
    op.create_index(
        "ix_schedules_due",
        "schedules",
        ["next_post_at"],
        unique=False,
        postgresql_where=sa.text("next_post_at is not null"),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="collecting", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("arrivals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("timeliness", sa.Text(), nullable=True),
        sa.Column("grade_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gradings", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("debriefed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("debriefed_revision", sa.Integer(), nullable=True),
        sa.Column("reopened", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("tried_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("held", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("copy_of", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state in ('collecting', 'debriefed', 'withdrawn')", name=op.f("ck_answers_state")
        ),
        sa.ForeignKeyConstraint(["copy_of"], ["answers.id"], name=op.f("fk_answers_copy_of")),
        sa.ForeignKeyConstraint(
            ["group_id", "post_id"], ["posts.group_id", "posts.id"], name=op.f("fk_answers_group_id_post_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_answers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("group_id", "id", name=op.f("uq_answers_group_id_id")),
        sa.UniqueConstraint("post_id", "person_id", name=op.f("uq_answers_post_id_person_id")),
    )
    op.create_index(
        "ix_answers_due",
        "answers",
        ["grade_due_at"],
        unique=False,
        postgresql_where=sa.text("grade_due_at is not null"),
    )
    op.create_index("ix_answers_group_person", "answers", ["group_id", "person_id"], unique=False)
    op.create_table(
        "postings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failure", sa.Text(), server_default="", nullable=False),
        sa.Column("message_ref", sa.Text(), nullable=True),
        sa.Column("thread_ref", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'sending', 'sent', 'failed')", name=op.f("ck_postings_state")
        ),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_postings_channel_id")),
        sa.ForeignKeyConstraint(
            ["group_id", "post_id"], ["posts.group_id", "posts.id"], name=op.f("fk_postings_group_id_post_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        sa.UniqueConstraint("post_id", "channel_id", name=op.f("uq_postings_post_id_channel_id")),
    )
    op.create_index(
        "ix_postings_due",
        "postings",
        ["lease_until"],
        unique=False,
        postgresql_where=sa.text("state in ('pending', 'sending')"),
    )
    op.create_index(
        "ix_postings_thread",
        "postings",
        ["channel_id", "thread_ref"],
        unique=False,
        postgresql_where=sa.text("thread_ref is not null"),
    )
    op.create_table(
        "answer_messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_ref", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.Column("marked", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("state", sa.Text(), server_default="kept", nullable=False),
        sa.Column("try_number", sa.SmallInteger(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("included = (state = 'kept')", name=op.f("ck_answer_messages_included")),
        sa.CheckConstraint(
            "state in ('kept', 'note', 'taken out', 'deleted')", name=op.f("ck_answer_messages_state")
        ),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_answer_messages_channel_id")),
        sa.ForeignKeyConstraint(
            ["group_id", "answer_id"],
            ["answers.group_id", "answers.id"],
            name=op.f("fk_answer_messages_group_id_answer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_messages")),
        sa.UniqueConstraint(
            "channel_id",
            "message_ref",
            name=op.f("uq_answer_messages_channel_id_message_ref"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_answer_messages_answer_id", "answer_messages", ["answer_id"], unique=False)
    op.create_index(
        "ix_answer_messages_unmarked",
        "answer_messages",
        ["lease_until"],
        unique=False,
        postgresql_where=sa.text("included <> marked and channel_id is not null and state <> 'deleted'"),
    )
    op.create_table(
        "grades",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("grader", sa.Text(), nullable=False),
        sa.Column("band", sa.Text(), nullable=True),
        sa.Column("score", sa.SmallInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("findings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("rubric_hash", sa.Text(), nullable=False),
        sa.Column("prompt_hash", sa.Text(), nullable=False),
        sa.Column("usage", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cost_micros", sa.BigInteger(), nullable=False),
        sa.Column("raw_reply", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(status = 'graded') = (score is not null and band is not null)", name=op.f("ck_grades_graded")
        ),
        sa.CheckConstraint("(status = 'ungraded') = (reason is not null)", name=op.f("ck_grades_ungraded")),
        sa.ForeignKeyConstraint(
            ["group_id", "answer_id"],
            ["answers.group_id", "answers.id"],
            name=op.f("fk_grades_group_id_answer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grades")),
        sa.UniqueConstraint(
            "answer_id", "revision", "attempt", name=op.f("uq_grades_answer_id_revision_attempt")
        ),
    )
    op.create_table(
        "revisions",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id", "answer_id"],
            ["answers.group_id", "answers.id"],
            name=op.f("fk_revisions_group_id_answer_id"),
        ),
        sa.PrimaryKeyConstraint("answer_id", "number", name=op.f("pk_revisions")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("answer_id", sa.BigInteger(), nullable=True),
        sa.Column("grade_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("message_ref", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default="pending", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failure", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('pending', 'sending', 'sent', 'waiting', 'failed', 'dropped')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_deliveries_channel_id")),
        sa.ForeignKeyConstraint(["grade_id"], ["grades.id"], name=op.f("fk_deliveries_grade_id")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_deliveries_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_deliveries_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("group_id", "key", name=op.f("uq_deliveries_group_id_key")),
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state in ('pending', 'sending')"),
    )
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("grade_id", sa.BigInteger(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["grade_id"], ["grades.id"], name=op.f("fk_ledger_grade_id")),
        sa.ForeignKeyConstraint(
            ["group_id", "answer_id"],
            ["answers.group_id", "answers.id"],
            name=op.f("fk_ledger_group_id_answer_id"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ledger_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("group_id", "key", name=op.f("uq_ledger_group_id_key")),
    )
    op.create_index("ix_ledger_answer_id", "ledger", ["answer_id"], unique=False)
    op.create_index("ix_ledger_group_person", "ledger", ["group_id", "person_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_ledger_group_person", table_name="ledger")
    op.drop_index("ix_ledger_answer_id", table_name="ledger")
    op.drop_table("ledger")
    op.drop_index(
        "ix_deliveries_due",
        table_name="deliveries",
        postgresql_where=sa.text("state in ('pending', 'sending')"),
    )
    op.drop_table("deliveries")
    op.drop_table("revisions")
    op.drop_table("grades")
    op.drop_index(
        "ix_answer_messages_unmarked",
        table_name="answer_messages",
        postgresql_where=sa.text("included <> marked and channel_id is not null and state <> 'deleted'"),
    )
    op.drop_index("ix_answer_messages_answer_id", table_name="answer_messages")
    op.drop_table("answer_messages")
    op.drop_index("ix_postings_thread", table_name="postings")
    op.drop_index(
        "ix_postings_due", table_name="postings", postgresql_where=sa.text("state in ('pending', 'sending')")
    )
    op.drop_table("postings")
    op.drop_index("ix_answers_group_person", table_name="answers")
    op.drop_index(
        "ix_answers_due", table_name="answers", postgresql_where=sa.text("grade_due_at is not null")
    )
    op.drop_table("answers")
    op.drop_index(
        "ix_schedules_due", table_name="schedules", postgresql_where=sa.text("next_post_at is not null")
    )
    op.drop_table("schedules")
    op.drop_table("rest_days")
    op.drop_table("queue_items")
    op.drop_index("ix_posts_deadline", table_name="posts", postgresql_where=sa.text("state = 'open'"))
    op.drop_table("posts")
    op.drop_index("ix_memberships_person_id", table_name="memberships")
    op.drop_table("memberships")
    op.drop_index("ix_identities_person_id", table_name="identities")
    op.drop_table("identities")
    op.drop_index("ix_events_received_at", table_name="events")
    op.drop_index(
        "ix_events_outdating", table_name="events", postgresql_where=sa.text("kind in ('deleted', 'edited')")
    )
    op.drop_table("events")
    op.drop_index("ix_channels_group_id", table_name="channels")
    op.drop_table("channels")
    op.drop_index("ix_audit_group", table_name="audit")
    op.drop_table("audit")
    op.drop_table("scenario_versions")
    op.drop_table("persons")
    op.drop_table("installations")
    op.drop_table("groups")
