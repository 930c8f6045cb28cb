"""A grader that is a model: its switch, its cost, whose turn it is, grades that wait for something."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MODES = "mode in ('normal', 'shadow', 'freeze_ratings', 'offline', 'off')"
WAITS = "waits_for in ('', 'grader', 'reply', 'budget', 'switch', 'deadline')"
UNIQUE = "uq_grades_answer_id_revision_attempt"
TURNS = (
    ("ix_answers_turn", ["group_id", "grade_due_at"], "grade_due_at is not null"),
    ("ix_answers_served", ["group_id", "taken_at"], "taken_at is not null"),
    ("ix_answers_in_hand", ["group_id"], "taken_until is not null and waits_for = ''"),
    ("ix_answers_waiting", ["group_id", "taken_until"], "waits_for <> ''"),
)


def upgrade() -> None:
    _grades()
    _answers()
    op.add_column("groups", sa.Column("day_budget_micros", sa.BigInteger(), nullable=True))
    op.create_table(
        "grader_state",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(MODES, name=op.f("ck_grader_state_mode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grader_state")),
    )
    op.create_table(
        "spending",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("quarter", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_spending_group_id")),
        sa.PrimaryKeyConstraint("group_id", "quarter", name=op.f("pk_spending")),
    )
    op.create_index("ix_spending_quarter", "spending", ["quarter"])
    op.create_table(
        "canary_runs",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("canaries", sa.Text(), nullable=False),
        sa.Column("grader", sa.Text(), server_default="", nullable=False),
        sa.Column("prompt_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("graded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ungraded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("agreement", sa.Float(), nullable=True),
        sa.Column("attacks", sa.Integer(), server_default="0", nullable=False),
        sa.Column("succeeded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("micros", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("day", "canaries", name=op.f("pk_canary_runs")),
    )


def _grades() -> None:
    op.add_column("grades", sa.Column("held", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("grades", sa.Column("frozen", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("grades", sa.Column("content_key", sa.Text(), server_default="", nullable=False))
    op.drop_constraint("ck_grades_graded", "grades")
    op.create_check_constraint(
        op.f("ck_grades_graded"),
        "grades",
        "(status <> 'ungraded') = (score is not null and band is not null)",
    )
    op.create_check_constraint(
        op.f("ck_grades_status"),
        "grades",
        "status in ('graded', 'ungraded', 'provisional', 'shadow', 'superseded')",
    )
    op.drop_constraint(UNIQUE, "grades")
    op.create_unique_constraint(
        op.f(f"{UNIQUE}_status"), "grades", ["answer_id", "revision", "attempt", "status"]
    )
    for name, columns, where in (
        ("ix_grades_content", ["group_id", "content_key"], "content_key <> ''"),
        ("ix_grades_by_model", ["created_at"], "kind = 'model'"),
        ("ix_grades_frozen", ["id"], "frozen"),
    ):
        op.create_index(name, "grades", columns, postgresql_where=sa.text(where))


def _answers() -> None:
    op.add_column("answers", sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("answers", sa.Column("waits_for", sa.Text(), server_default="", nullable=False))
    op.add_column("answers", sa.Column("dropped", sa.SmallInteger(), server_default="0", nullable=False))
    op.create_check_constraint(op.f("ck_answers_waits_for"), "answers", WAITS)
    for name, columns, where in TURNS:
        op.create_index(name, "answers", columns, postgresql_where=sa.text(where))


def downgrade() -> None:
    op.drop_table("canary_runs")
    op.drop_table("spending")
    op.drop_table("grader_state")
    op.drop_column("groups", "day_budget_micros")
    for name, _, _ in TURNS:
        op.drop_index(name, "answers")
    op.drop_constraint("ck_answers_waits_for", "answers")
    op.drop_column("answers", "waits_for")
    op.drop_column("answers", "taken_at")
    op.drop_column("answers", "dropped")
    for name in ("ix_grades_frozen", "ix_grades_by_model", "ix_grades_content"):
        op.drop_index(name, "grades")
    op.drop_constraint("ck_grades_status", "grades")
    op.drop_constraint("ck_grades_graded", "grades")
    op.execute("delete from deliveries where kind in ('promise', 'provisional')")
    op.execute("delete from grades where status in ('provisional', 'shadow')")
    op.execute("update grades set status = 'graded' where status = 'superseded'")
    op.create_check_constraint(
        op.f("ck_grades_graded"), "grades", "(status = 'graded') = (score is not null and band is not null)"
    )
    op.drop_constraint(f"{UNIQUE}_status", "grades")
    op.create_unique_constraint(op.f(UNIQUE), "grades", ["answer_id", "revision", "attempt"])
    op.drop_column("grades", "content_key")
    op.drop_column("grades", "frozen")
    op.drop_column("grades", "held")
