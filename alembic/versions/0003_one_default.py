"""Take out what nobody reads, and leave the defaults of points to the code."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DEFAULTS = {
    "points_on_time": "10",
    "points_late": "3",
    "points_by_band": "{0,3,6,8,10}",
    "band_source": "automatic",
}


def upgrade() -> None:
    for column in DEFAULTS:
        op.alter_column("groups", column, server_default=None)
    op.drop_column("answers", "asked")
    op.drop_column("installations", "removed_at")


def downgrade() -> None:
    op.add_column("installations", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("answers", sa.Column("asked", sa.Boolean(), server_default="false", nullable=False))
    for column, default in DEFAULTS.items():
        op.alter_column("groups", column, server_default=default)
