"""Points, credits and places on boards: numbers that a group's sums rest on."""

from sqlalchemy import case, func

from bot.store.held import GROUP, NUMBER, POST, Fate, Held, in_group, of_person, to_post, untold
from bot.store.tables import groups, ledger, seasons, standings, weekly_board_rows, weekly_boards

_named = case(
    (seasons.c.id.is_not(None), func.concat("season “", seasons.c.name, "”")), else_=standings.c.period
)
_of_season = (seasons.c.group_id == standings.c.group_id) & (
    standings.c.period == func.concat("season ", seasons.c.id)
)

COUNTED = (
    Held(
        ledger,
        "Your points and credits",
        of_person(ledger),
        (
            *POST,
            ledger.c.kind.label("for"),
            ledger.c.points.label("points"),
            ledger.c.answers.label("answers"),
            ledger.c.scored.label("scored answers"),
            ledger.c.score.label("score"),
            ledger.c.credit.label("streak credit"),
            ledger.c.week.label("week of"),
            ledger.c.occurred_at.label("counted at"),
        ),
        Fate.STAYS,
        source=to_post(ledger),
        untold=untold(ledger, key=NUMBER, grade_id=NUMBER, season_id=NUMBER),
        kept={"kind": "a word of ours", "key": "internal numbers; the sums of the group rest on the row"},
    ),
    Held(
        standings,
        "Your standings",
        of_person(standings),
        (
            GROUP,
            _named.label("period"),
            standings.c.points.label("points"),
            standings.c.answers.label("answers"),
            standings.c.scored.label("scored answers"),
            standings.c.score.label("score"),
            standings.c.shown.label("shown on boards"),
        ),
        Fate.BLANKED,
        source=in_group(standings).outerjoin(seasons, _of_season),
        untold=untold(standings),
        blank={"shown": False},
        kept={"period": "a word of ours"},
    ),
    Held(
        weekly_board_rows,
        "Weekly boards that named you",
        of_person(weekly_board_rows),
        (
            GROUP,
            weekly_boards.c.week.label("week of"),
            weekly_board_rows.c.rank.label("rank"),
            weekly_board_rows.c.points.label("points"),
        ),
        Fate.DELETED,
        source=weekly_board_rows.join(
            weekly_boards, weekly_boards.c.id == weekly_board_rows.c.weekly_board_id
        ).join(groups, groups.c.id == weekly_boards.c.group_id),
        untold=untold(weekly_board_rows, weekly_board_id=NUMBER),
    ),
)
"""Standings stay beside the ledger, so that what is summed up from it still agrees; nobody is shown them."""
