"""Installations that were lost, time in which nothing was heard, and rounds whose questions are over."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("installations", sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("installations", sa.Column("lost_reason", sa.Text(), server_default="", nullable=False))
    op.add_column("installations", sa.Column("installed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("installations", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "missed_times",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_missed_times_installation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_times")),
        sa.UniqueConstraint("installation_id", "since", name=op.f("uq_missed_times_installation_id_since")),
    )
    op.add_column("postings", sa.Column("unheard_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("installation_id", sa.BigInteger(), nullable=True))
    op.add_column("deliveries", sa.Column("round_id", sa.BigInteger(), nullable=True))
    op.add_column("deliveries", sa.Column("turn", sa.SmallInteger(), nullable=True))
    op.add_column("deliveries", sa.Column("since", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_deliveries_installation_id"), "deliveries", "installations", ["installation_id"], ["id"]
    )
    op.create_foreign_key(op.f("fk_deliveries_round_id"), "deliveries", "rounds", ["round_id"], ["id"])


def downgrade() -> None:
    op.execute(
        "delete from deliveries"
        " where installation_id is not null or round_id is not null or since is not null"
    )
    for name in ("since", "turn", "round_id", "installation_id"):
        op.drop_column("deliveries", name)
    op.drop_column("postings", "unheard_since")
    op.drop_table("missed_times")
    for name in ("heard_at", "installed_at", "lost_reason", "lost_at"):
        op.drop_column("installations", name)
