"""Seasons, standings and the weekly post; the ledger counts answers, scores and streak credits too."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FILL = (
    (
        "insert into seasons (group_id, number, name, opened_at)"
        " select id, 1, 'Season 1', created_at from groups"
    ),
    "update posts p set season_id = s.id from seasons s where s.group_id = p.group_id",
    "update answers set credited = true where timeliness = 'on time'",
    "update memberships set listed = left_at is null",
    (
        "update ledger l set week = date_trunc('week', p.local_date)::date, season_id = p.season_id"
        " from posts p where p.group_id = l.group_id and p.id = l.post_id"
    ),
    "update ledger set answers = 1, credit = (points > 0)::int where kind = 'arrival'",
    (
        "update ledger l set scored = 1, score = g.score from grades g"
        " where g.id = l.grade_id and l.kind = 'band'"
    ),
    (
        "update ledger l set answers = case l.kind when 'withdrawal' then -e.answers else 0 end,"
        " credit = case l.kind when 'withdrawal' then -e.credit else 0 end, scored = -e.scored,"
        " score = -e.score"
        " from (select t.id, sum(b.answers) answers, sum(b.credit) credit, sum(b.scored) scored,"
        " sum(b.score) score from ledger t join ledger b on b.answer_id = t.answer_id and b.id < t.id"
        " and b.kind in ('arrival', 'band') where t.kind in ('withdrawal', 'copy') group by t.id) e"
        " where e.id = l.id and l.id = (select min(f.id) from ledger f where f.answer_id = l.answer_id"
        " and f.kind in ('withdrawal', 'copy'))"
    ),
    (
        "insert into standings (group_id, period, person_id, points, answers, scored, score, shown)"
        " select l.group_id, n.period, l.person_id, sum(l.points), sum(l.answers), sum(l.scored),"
        " sum(l.score),"
        " m.left_at is null from ledger l"
        " join memberships m on m.group_id = l.group_id and m.person_id = l.person_id"
        " cross join lateral (values ('week ' || l.week), ('season ' || l.season_id), ('all')) n(period)"
        " where n.period is not null"
        " group by l.group_id, n.period, l.person_id, m.left_at"
    ),
    "insert into weekly_schedules (group_id, weekday, at, next_at) select id, 4, '17:00', null from groups",
)
"""What was written before is read off as far as it was kept."""


def upgrade() -> None:
    op.create_table(
        "seasons",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_seasons_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seasons")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_seasons_group_id_number")),
    )
    op.create_index(
        "uq_seasons_open", "seasons", ["group_id"], unique=True, postgresql_where=sa.text("closed_at is null")
    )
    op.create_table(
        "standings",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_standings_group_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_standings_person_id")),
        sa.PrimaryKeyConstraint("group_id", "period", "person_id", name=op.f("pk_standings")),
        postgresql_with={"fillfactor": 80},
    )
    op.create_index(
        "ix_standings_rank",
        "standings",
        ["group_id", "period", sa.literal_column("points desc"), "person_id"],
        unique=False,
        postgresql_where=sa.text("shown"),
    )
    op.create_table(
        "weekly_boards",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_weekly_boards_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_boards")),
        sa.UniqueConstraint("group_id", "week", name=op.f("uq_weekly_boards_group_id_week")),
    )
    op.create_table(
        "weekly_schedules",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_weekly_schedules_group_id")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_weekly_schedules")),
    )
    op.create_index(
        "ix_weekly_schedules_due",
        "weekly_schedules",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("next_at is not null"),
    )
    op.create_table(
        "weekly_board_rows",
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("weekly_board_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_weekly_board_rows_person_id")),
        sa.ForeignKeyConstraint(
            ["weekly_board_id"], ["weekly_boards.id"], name=op.f("fk_weekly_board_rows_weekly_board_id")
        ),
        sa.PrimaryKeyConstraint("weekly_board_id", "person_id", name=op.f("pk_weekly_board_rows")),
    )
    op.add_column(
        "answer_messages", sa.Column("changed", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column("answers", sa.Column("credited", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("deliveries", sa.Column("weekly_board_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_deliveries_weekly_board_id"), "deliveries", "weekly_boards", ["weekly_board_id"], ["id"]
    )
    op.add_column("groups", sa.Column("staff_on_board", sa.Boolean(), server_default="true", nullable=False))
    op.add_column("ledger", sa.Column("answers", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("ledger", sa.Column("scored", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("ledger", sa.Column("score", sa.Integer(), server_default="0", nullable=False))
    op.add_column("ledger", sa.Column("credit", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("ledger", sa.Column("week", sa.Date(), nullable=True))
    op.add_column("ledger", sa.Column("season_id", sa.BigInteger(), nullable=True))
    op.alter_column("ledger", "answer_id", existing_type=sa.BIGINT(), nullable=True)
    op.add_column("memberships", sa.Column("on_board", sa.Boolean(), server_default="true", nullable=False))
    op.add_column("memberships", sa.Column("listed", sa.Boolean(), server_default="true", nullable=False))
    op.add_column("posts", sa.Column("season_id", sa.BigInteger(), nullable=True))
    _fill()
    op.create_index(
        "ix_ledger_credits",
        "ledger",
        ["group_id", "post_id"],
        postgresql_include=["person_id", "credit"],
        postgresql_where=sa.text("credit <> 0"),
    )
    for column in ("answers", "scored", "score", "credit"):
        op.alter_column("ledger", column, server_default=None)
    op.alter_column("ledger", "week", nullable=False)


def _fill() -> None:
    for statement in FILL:
        op.execute(statement)


def downgrade() -> None:
    op.execute("delete from deliveries where weekly_board_id is not null")
    op.execute("delete from ledger where answer_id is null")
    op.drop_column("posts", "season_id")
    op.drop_column("memberships", "listed")
    op.drop_column("memberships", "on_board")
    op.drop_index("ix_ledger_credits", table_name="ledger")
    op.alter_column("ledger", "answer_id", existing_type=sa.BIGINT(), nullable=False)
    op.drop_column("ledger", "season_id")
    op.drop_column("ledger", "week")
    op.drop_column("ledger", "credit")
    op.drop_column("ledger", "score")
    op.drop_column("ledger", "scored")
    op.drop_column("ledger", "answers")
    op.drop_column("groups", "staff_on_board")
    op.drop_constraint(op.f("fk_deliveries_weekly_board_id"), "deliveries", type_="foreignkey")
    op.drop_column("deliveries", "weekly_board_id")
    op.drop_column("answers", "credited")
    op.drop_column("answer_messages", "changed")
    op.drop_table("weekly_board_rows")
    op.drop_index(
        "ix_weekly_schedules_due",
        table_name="weekly_schedules",
        postgresql_where=sa.text("next_at is not null"),
    )
    op.drop_table("weekly_schedules")
    op.drop_table("weekly_boards")
    op.drop_index("ix_standings_rank", table_name="standings", postgresql_where=sa.text("shown"))
    op.drop_table("standings")
    op.drop_index("uq_seasons_open", table_name="seasons", postgresql_where=sa.text("closed_at is null"))
    op.drop_table("seasons")
