"""Company loops, and the rounds that belong to each."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ENDED = "state in ('concluded', 'over')"
_STATES = (
    f"{_ENDED} or state in ('playing', 'telling', 'offered', 'resting', 'offering', 'nudging', 'nudged',"
    " 'deliberating', 'offering more', 'more offered', 'packing', 'parting')"
)


def upgrade() -> None:
    op.create_table(
        "loops",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        *(sa.Column(f"{one}_id", sa.BigInteger(), nullable=False) for one in _OF),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("event_ref", sa.Text(), nullable=False),
        sa.Column("format", JSONB(), nullable=False),
        sa.Column("pace", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("place", sa.SmallInteger(), server_default="1", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in _OPEN_INSTANTS),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in _INSTANTS),
        *(_foreign(one) for one in _OF),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loops")),
        sa.UniqueConstraint("group_id", "id", name=op.f("uq_loops_group_id_id")),
        sa.UniqueConstraint("installation_id", "event_ref", name=op.f("uq_loops_installation_id_event_ref")),
        sa.CheckConstraint(_STATES, name=op.f("ck_loops_state")),
        sa.CheckConstraint("pace in ('today', 'days')", name=op.f("ck_loops_pace")),
        sa.CheckConstraint("ending in ('stopped', 'silence', 'left')", name=op.f("ck_loops_ending")),
        sa.CheckConstraint(f"(due_at is null) = ({_ENDED})", name=op.f("ck_loops_due")),
    )
    op.create_index("ix_loops_person_id", "loops", ["person_id"])
    due = sa.text("due_at is not null")
    op.create_index("uq_loops_open", "loops", ["person_id"], unique=True, postgresql_where=due)
    op.create_index("ix_loops_due", "loops", ["due_at"], postgresql_where=due)
    _rounds_of_loops()


_OF = ("group", "person", "installation")
_OPEN_INSTANTS = ("due_at", "lease_until", "taken_until", "ended_at")
_INSTANTS = ("entered_at", "started_at")


def _foreign(one: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([f"{one}_id"], [f"{one}s.id"], name=op.f(f"fk_loops_{one}_id"))


def _rounds_of_loops() -> None:
    op.add_column("rounds", sa.Column("loop_id", sa.BigInteger(), nullable=True))
    op.add_column("rounds", sa.Column("place", sa.SmallInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_rounds_group_id_loop_id"), "rounds", "loops", ["group_id", "loop_id"], ["group_id", "id"]
    )
    op.create_check_constraint(op.f("ck_rounds_loop"), "rounds", "(loop_id is null) = (place is null)")
    op.create_index(
        "ix_rounds_loop_id", "rounds", ["loop_id"], postgresql_where=sa.text("loop_id is not null")
    )


def downgrade() -> None:
    op.drop_column("rounds", "place")
    op.drop_column("rounds", "loop_id")
    op.drop_table("loops")
