"""When a member's interview is, and on which days they rest."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("interview", sa.Date(), nullable=False),
        sa.Column("rest", sa.ARRAY(sa.SmallInteger()), nullable=False, server_default="{}"),
        sa.Column("own_person_id", sa.BigInteger(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_plans_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_plans_person_id")),
        sa.ForeignKeyConstraint(["own_person_id"], ["persons.id"], name=op.f("fk_plans_own_person_id")),
        sa.PrimaryKeyConstraint("group_id", "person_id", name=op.f("pk_plans")),
        sa.CheckConstraint("cardinality(rest) < 7", name=op.f("ck_plans_rest")),
    )
    op.create_index(op.f("ix_plans_person_id"), "plans", ["person_id"])
    op.create_index(
        "ix_plans_own_person",
        "plans",
        ["own_person_id"],
        postgresql_where=sa.text("own_person_id is not null"),
    )


def downgrade() -> None:
    op.drop_table("plans")
