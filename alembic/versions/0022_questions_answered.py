"""How many of a round's questions got an answer: what history and ratings need to hold its verdict, too."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# Verdicts of rounds from before were given as they were found, and are not made worse afterwards: what was
# said in them counts as all that was asked.
_FROM_BEFORE = (
    "update rounds set answered = said.turns, questions = said.turns"
    " from (select m.group_id, m.round_id, count(distinct m.turn) as turns from round_messages m"
    " where m.state = 'kept' group by 1, 2) said"
    " where said.group_id = rounds.group_id and said.round_id = rounds.id and rounds.state in"
    " ('packing', 'packing bare', 'unread', 'packing late', 'concluded', 'over')"
)


def upgrade() -> None:
    for name in ("answered", "questions"):
        op.add_column("rounds", sa.Column(name, sa.SmallInteger(), nullable=False, server_default="0"))
    op.execute(_FROM_BEFORE)
    op.create_check_constraint(op.f("ck_rounds_answered"), "rounds", "answered between 0 and questions")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_rounds_answered"), "rounds")
    for name in ("questions", "answered"):
        op.drop_column("rounds", name)
