"""Which questions of a round a model put into words, and what its author would have asked instead."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("round_turns", sa.Column("worded_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("round_turns", sa.Column("scripted", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("round_turns", "scripted")
    op.drop_column("round_turns", "worded_by")
