"""Accounts that are one person, and the codes by which they, and channels, are joined."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _links()
    _codes()
    for table in ("identities", "answers"):
        op.add_column(table, sa.Column("own_person_id", sa.BigInteger(), nullable=True))
        op.create_foreign_key(op.f(f"fk_{table}_own_person_id"), table, "persons", ["own_person_id"], ["id"])
        op.create_index(
            f"ix_{table}_own_person",
            table,
            ["own_person_id"],
            postgresql_where=sa.text("own_person_id is not null"),
        )


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("places", JSONB(), nullable=False),
        sa.Column("looks", sa.Integer(), server_default="0", nullable=False),
        _instant("linked_at"),
        _instant("again_at", nullable=True),
        _instant("ended_at", nullable=True),
        sa.CheckConstraint("person_id <> other_id", name=op.f("ck_links_two")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_links_person_id")),
        sa.ForeignKeyConstraint(["other_id"], ["persons.id"], name=op.f("fk_links_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    live = sa.text("ended_at is null")
    op.create_index("uq_links_person", "links", ["person_id"], unique=True, postgresql_where=live)
    op.create_index("uq_links_other", "links", ["other_id"], unique=True, postgresql_where=live)
    op.create_index("ix_links_again", "links", ["again_at"], postgresql_where=sa.text("again_at is not null"))


def _codes() -> None:
    op.create_table(
        "link_codes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("for_group_id", sa.BigInteger(), nullable=True),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        _instant("made_at"),
        _instant("expires_at"),
        _instant("spent_at", nullable=True),
        sa.CheckConstraint("kind in ('person', 'channel')", name=op.f("ck_link_codes_kind")),
        sa.CheckConstraint(
            "(kind = 'channel') = (for_group_id is not null)", name=op.f("ck_link_codes_group")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_link_codes_person_id")),
        sa.ForeignKeyConstraint(["claimed_by"], ["persons.id"], name=op.f("fk_link_codes_claimed_by")),
        sa.ForeignKeyConstraint(["for_group_id"], ["groups.id"], name=op.f("fk_link_codes_for_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_codes")),
        sa.UniqueConstraint("mark", name=op.f("uq_link_codes_mark")),
    )
    op.create_index("ix_link_codes_person_id", "link_codes", ["person_id"])
    op.create_table(
        "link_tries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        _instant("tried_at"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_link_tries_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_tries")),
    )
    op.create_index("ix_link_tries_person", "link_tries", ["person_id", "tried_at"])


def downgrade() -> None:
    # Each account's own rows would stand under the other's name for good.
    op.execute(
        "do $$ begin if exists (select from links where ended_at is null) then raise exception"
        " 'Some accounts are linked. End every link before going back (/debrief unlink).'; end if; end $$"
    )
    for table in ("identities", "answers"):
        op.drop_column(table, "own_person_id")
    for table in ("link_tries", "link_codes", "links"):
        op.drop_table(table)
