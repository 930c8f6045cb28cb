"""Scenarios of a group's own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pack_scenarios",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("scenario_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("system", sa.Integer(), nullable=False),
        sa.Column("tests", JSONB(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", JSONB(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_pack_scenarios_group_id")),
        sa.ForeignKeyConstraint(["added_by"], ["persons.id"], name=op.f("fk_pack_scenarios_added_by")),
        sa.PrimaryKeyConstraint("group_id", "scenario_id", name=op.f("pk_pack_scenarios")),
    )


def downgrade() -> None:
    op.drop_table("pack_scenarios")
