"""A grader that is a model: its switch, its cost, grades that are kept, held or provisional."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MODES = "mode in ('normal', 'shadow', 'freeze_ratings', 'offline', 'off')"


def upgrade() -> None:
    op.add_column("grades", sa.Column("held", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("grades", sa.Column("content_key", sa.Text(), server_default="", nullable=False))
    op.drop_constraint("ck_grades_graded", "grades")
    op.create_check_constraint(
        op.f("ck_grades_graded"),
        "grades",
        "(status <> 'ungraded') = (score is not null and band is not null)",
    )
    op.create_check_constraint(
        op.f("ck_grades_status"), "grades", "status in ('graded', 'ungraded', 'provisional', 'shadow')"
    )
    op.create_index(
        "ix_grades_content",
        "grades",
        ["group_id", "content_key"],
        postgresql_where=sa.text("content_key <> ''"),
    )
    op.add_column("groups", sa.Column("day_budget_micros", sa.BigInteger(), nullable=True))
    op.create_table(
        "grader_state",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_grader_state_one")),
        sa.CheckConstraint(MODES, name=op.f("ck_grader_state_mode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grader_state")),
    )
    op.create_table(
        "spending",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_spending_group_id")),
        sa.PrimaryKeyConstraint("group_id", "day", name=op.f("pk_spending")),
    )


def downgrade() -> None:
    op.drop_table("spending")
    op.drop_table("grader_state")
    op.drop_column("groups", "day_budget_micros")
    op.drop_index("ix_grades_content", "grades")
    op.drop_constraint("ck_grades_status", "grades")
    op.drop_constraint("ck_grades_graded", "grades")
    op.execute("delete from grades where status in ('provisional', 'shadow')")
    op.create_check_constraint(
        op.f("ck_grades_graded"), "grades", "(status = 'graded') = (score is not null and band is not null)"
    )
    op.drop_column("grades", "content_key")
    op.drop_column("grades", "held")
