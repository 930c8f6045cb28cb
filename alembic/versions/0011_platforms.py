"""What speaking on a platform takes: keys to workspaces, turns to call, and where cards have landed."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _credentials()
    op.create_index("ix_persons_nameless", "persons", ["id"], postgresql_where=sa.text("name = ''"))
    op.create_table(
        "paces",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("installation_ref", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "installation_ref", "method", "place", name=op.f("pk_paces")),
    )
    op.create_index("ix_paces_free_at", "paces", ["free_at"])
    op.create_table(
        "landings",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("installation_ref", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("refs", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("wanted", sa.SmallInteger(), nullable=False),
        sa.Column("unsure_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("looked_to", sa.Text(), server_default="", nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "installation_ref", "place", "key", name=op.f("pk_landings")),
    )
    op.create_index("ix_landings_changed_at", "landings", ["changed_at"])
    op.create_table(
        "refusals",
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_refusals_installation_id")
        ),
        sa.PrimaryKeyConstraint("installation_id", "what", name=op.f("pk_refusals")),
    )
    op.add_column("channels", sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))


def _credentials() -> None:
    op.create_table(
        "credentials",
        sa.Column("installation_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["installation_id"], ["installations.id"], name=op.f("fk_credentials_installation_id")
        ),
        sa.PrimaryKeyConstraint("installation_id", name=op.f("pk_credentials")),
    )
    op.create_index(
        "ix_credentials_expiring",
        "credentials",
        ["expires_at"],
        postgresql_where=sa.text("expires_at is not null"),
    )
    op.create_table(
        "spent_states",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_spent_states")),
    )


def downgrade() -> None:
    op.drop_index("ix_persons_nameless", "persons")
    op.drop_column("channels", "opened_at")
    for table in ("refusals", "landings", "paces", "spent_states", "credentials"):
        op.drop_table(table)
