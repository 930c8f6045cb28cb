"""Appeals of mock rounds: a review is of an answer or of a round, and a turn keeps what rulings left."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_OF = "(answer_id is null) = (grade_id is null) and (answer_id is null) = (round_id is not null)"


def upgrade() -> None:
    op.add_column("round_turns", sa.Column("ruled", JSONB(none_as_null=True), nullable=True))
    op.add_column("reviews", sa.Column("round_id", sa.BigInteger(), nullable=True))
    op.alter_column("reviews", "answer_id", nullable=True)
    op.alter_column("reviews", "grade_id", nullable=True)
    op.create_foreign_key(
        op.f("fk_reviews_group_id_round_id"),
        "reviews",
        "rounds",
        ["group_id", "round_id"],
        ["group_id", "id"],
    )
    op.create_check_constraint(op.f("ck_reviews_of"), "reviews", _OF)
    op.create_index(
        "uq_reviews_of_round",
        "reviews",
        ["round_id", "reason", "criterion_id"],
        unique=True,
        postgresql_where=sa.text("round_id is not null"),
    )


def downgrade() -> None:
    # The older code knows reviews of answers alone.
    op.execute("delete from reviews where round_id is not null")
    op.drop_column("reviews", "round_id")
    op.alter_column("reviews", "grade_id", nullable=False)
    op.alter_column("reviews", "answer_id", nullable=False)
    op.drop_column("round_turns", "ruled")
