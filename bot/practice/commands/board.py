"""`board`: who practised most, improved most, or kept going longest."""

from bot.domain.board import AllTime, OneSeason, Period, week_of
from bot.domain.board_words import CHOICES, NoSuchBoard, Span, which_board
from bot.domain.cards import Card, Note
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.board import BoardWanted, board_card
from bot.practice.commands.asked import Asked
from bot.store.work import Work

NO_SEASON = Note(
    "This group has had no season yet. Nothing was changed. `/debrief board all` shows all points so far."
)


async def board(it: Asked) -> Card:
    """One board, in anybody's eyes: with the viewer's own row."""
    try:
        which = which_board(it.words)
    except NoSuchBoard as error:
        close = nearest(error.word.plain, CHOICES)
        meant = f" Did you mean `{close}`?" if close else ""
        raise UserMustAct(
            f"{error.message}{meant} Nothing was changed. "
            "Type `/debrief board`, then week, last week, season or all, and points, improved or streak."
        ) from error
    async with it.core.store.work() as work:
        period = await period_of(work, it, which.span)
        if period is None:
            return NO_SEASON
        viewer = it.here.member.person if it.here.member else None
        return await board_card(work, BoardWanted(it.group.id, viewer, period, which.measure, it.now))


async def period_of(work: Work, it: Asked, span: Span) -> Period | None:
    """The time that is meant; None for a season where there was none."""
    week = week_of(it.today)
    match span:
        case Span.WEEK:
            return week
        case Span.LAST_WEEK:
            return week.before
        case Span.ALL:
            return AllTime()
        case Span.SEASON:
            current = await work.seasons.current(it.group.id)
            latest = [current] if current else await work.seasons.latest(it.group.id, 1)
            return OneSeason(latest[0].id) if latest else None
