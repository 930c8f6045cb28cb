"""Pins, scenarios that a group never wants, themed weeks; and of which theme a post was."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table("pins", sa.Column("day", sa.Date(), nullable=False), _scenario(), key=("day",))
    op.create_unique_constraint(op.f("uq_pins_group_id_scenario_id"), "pins", ["group_id", "scenario_id"])
    _table("unwanted_scenarios", _scenario(), key=("scenario_id",))
    _table(
        "themed_weeks",
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
    )
    op.create_check_constraint(op.f("ck_themed_weeks_days"), "themed_weeks", "first_day <= last_day")
    op.add_column("posts", sa.Column("theme", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("posts", "theme")
    for name in ("themed_weeks", "unwanted_scenarios", "pins"):
        op.drop_table(name)


def _scenario() -> sa.Column[Any]:
    return sa.Column("scenario_id", sa.Text(), nullable=False)


def _table(name: str, *columns: sa.Column[Any], key: tuple[str, ...] = ()) -> None:
    op.create_table(
        name,
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f(f"fk_{name}_group_id")),
        sa.PrimaryKeyConstraint("group_id", *key, name=op.f(f"pk_{name}")),
    )
