"""Rules that several statements share, as SQL."""

from sqlalchemy import TextClause, text


def with_fragments(sql: str, **fragments: str) -> TextClause:
    """A statement with each name in braces filled in."""
    return text(sql.format(**fragments))


def periods_of(ledger: str) -> str:
    """Joins a row of the ledger, by its alias, with the keys of the periods that it counts in.

    The keys are those of `bot.domain.board`; null for the season of a post that belongs to none.
    """
    return (
        f"cross join lateral (values ('week ' || to_char({ledger}.week, 'YYYY-MM-DD')),"
        f" ('season ' || {ledger}.season_id), ('all')) n(period)"
    )


def has_place(
    *,
    left_at: str = "m.left_at",
    on_board: str = "m.on_board",
    role: str = "m.role",
    staff: str = "g.staff_on_board",
) -> str:
    """Who has a place on boards: a membership `m` of a group `g`, or what stands in for their columns.

    `memberships.listed` keeps what this says.
    """
    return f"({left_at} is null and {on_board} and ({role} <> 'organiser' or {staff}))"
