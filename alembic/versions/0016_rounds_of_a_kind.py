"""Rounds of several kinds, questions back, and the words of a member that a question goes back to."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("kind", sa.Text(), nullable=False, server_default="case"))
    op.add_column("rounds", sa.Column("asides", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("round_turns", sa.Column("quote", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("round_turns", "quote")
    op.drop_column("rounds", "asides")
    op.drop_column("rounds", "kind")
