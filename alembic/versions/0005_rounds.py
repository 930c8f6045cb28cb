"""Mock rounds."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LIVE = "state in ('asking', 'answering', 'nudging', 'nudged', 'talking', 'considering')"
LATER = "state in ('judging', 'packing', 'packing bare', 'unread', 'packing late', 'parting')"
ENDED = "state in ('concluded', 'over')"


def upgrade() -> None:
    _rounds()
    op.create_table(
        "round_turns",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id", "round_id"],
            ["rounds.group_id", "rounds.id"],
            name=op.f("fk_round_turns_group_id_round_id"),
        ),
        sa.PrimaryKeyConstraint("round_id", "number", name=op.f("pk_round_turns")),
        sa.UniqueConstraint("round_id", "question_id", name=op.f("uq_round_turns_round_id_question_id")),
    )
    _messages()


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("event_ref", sa.Text(), nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.Column("scenario_hash", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("turn", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"{LIVE} or {LATER} or {ENDED}", name=op.f("ck_rounds_state")),
        sa.CheckConstraint(
            "ending in ('finished', 'stopped', 'silence', 'shut out')", name=op.f("ck_rounds_ending")
        ),
        sa.CheckConstraint(f"(due_at is null) = ({ENDED})", name=op.f("ck_rounds_due")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_rounds_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_rounds_person_id")),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_rounds_installation_id")
        ),
        sa.ForeignKeyConstraint(
            ["scenario_hash"], ["scenario_versions.hash"], name=op.f("fk_rounds_scenario_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("group_id", "id", name=op.f("uq_rounds_group_id_id")),
        sa.UniqueConstraint("installation_id", "event_ref", name=op.f("uq_rounds_installation_id_event_ref")),
    )
    op.create_index("ix_rounds_person_id", "rounds", ["person_id"])
    op.create_index("uq_rounds_live", "rounds", ["person_id"], unique=True, postgresql_where=sa.text(LIVE))
    op.create_index("ix_rounds_due", "rounds", ["due_at"], postgresql_where=sa.text("due_at is not null"))


def _messages() -> None:
    op.create_table(
        "round_messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.SmallInteger(), nullable=False),
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_ref", sa.Text(), nullable=False),
        sa.Column("message_ref", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("later_texts", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("state", sa.Text(), server_default="kept", nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state in ('kept', 'note', 'deleted')", name=op.f("ck_round_messages_state")),
        sa.CheckConstraint(
            "state = 'kept' or (text = '' and later_texts = '{}')", name=op.f("ck_round_messages_blank")
        ),
        sa.ForeignKeyConstraint(
            ["group_id", "round_id"],
            ["rounds.group_id", "rounds.id"],
            name=op.f("fk_round_messages_group_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_round_messages_installation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_messages")),
        sa.UniqueConstraint(
            "installation_id",
            "channel_ref",
            "message_ref",
            name=op.f("uq_round_messages_installation_id_channel_ref_message_ref"),
        ),
    )
    op.create_index("ix_round_messages_round_id", "round_messages", ["round_id"])


def downgrade() -> None:
    op.drop_table("round_messages")
    op.drop_table("round_turns")
    op.drop_table("rounds")
