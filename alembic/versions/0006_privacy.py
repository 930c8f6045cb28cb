"""Forgetting a person, and the list that outlives a restored backup."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forgettings",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_forgettings_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_forgettings")),
    )
    op.create_index(
        "ix_forgettings_due",
        "forgettings",
        ["again_at"],
        postgresql_where=sa.text("again_at is not null"),
    )
    op.create_table(
        "forgotten_accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_accounts")),
    )
    op.add_column("identities", sa.Column("met_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("update identities i set met_at = p.created_at from persons p where p.id = i.person_id")
    op.alter_column("identities", "met_at", nullable=False)


def downgrade() -> None:
    op.drop_column("identities", "met_at")
    op.drop_table("forgotten_accounts")
    op.drop_table("forgettings")
