"""In which thread a message stands, and what waits for somebody's next click."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ("answer_messages", "deliveries")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("thread_ref", sa.Text(), nullable=True))
    op.create_index(
        "ix_deliveries_waiting",
        "deliveries",
        ["person_id"],
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_waiting", "deliveries")
    for table in TABLES:
        op.drop_column(table, "thread_ref")
