"""Appeals, reviews, and whoever lends their answers to the grader's evaluation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("answer_id", sa.BigInteger(), nullable=False),
        sa.Column("grade_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("criterion_id", sa.Text(), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("levels", JSONB(), nullable=True),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("ruled_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state in ('open', 'ruled')", name=op.f("ck_reviews_state")),
        sa.CheckConstraint("outcome in ('upheld', 'overturned', 'graded')", name=op.f("ck_reviews_outcome")),
        sa.CheckConstraint(
            "(state = 'ruled') = (outcome is not null and ruled_at is not null)",
            name=op.f("ck_reviews_ruled"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id", "answer_id"],
            ["answers.group_id", "answers.id"],
            name=op.f("fk_reviews_group_id_answer_id"),
        ),
        sa.ForeignKeyConstraint(["grade_id"], ["grades.id"], name=op.f("fk_reviews_grade_id")),
        sa.ForeignKeyConstraint(["ruled_by"], ["persons.id"], name=op.f("fk_reviews_ruled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint(
            "answer_id",
            "grade_id",
            "reason",
            "criterion_id",
            name=op.f("uq_reviews_answer_id_grade_id_reason_criterion_id"),
        ),
    )
    op.create_index(
        "ix_reviews_open", "reviews", ["group_id", "opened_at"], postgresql_where=sa.text("state = 'open'")
    )
    op.create_index(
        "ix_reviews_ruled_by", "reviews", ["ruled_by"], postgresql_where=sa.text("ruled_by is not null")
    )
    op.add_column("revisions", sa.Column("cut", sa.Boolean(), server_default="false", nullable=False))
    op.add_column(
        "memberships", sa.Column("lends_answers", sa.Boolean(), server_default="false", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("memberships", "lends_answers")
    op.drop_column("revisions", "cut")
    op.drop_table("reviews")
