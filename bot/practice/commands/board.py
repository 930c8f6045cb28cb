"""`board`: one board, in anybody's eyes."""

from bot.domain.cards import Card, Note
from bot.practice.boards.asked import which_board
from bot.practice.boards.card import board_card
from bot.practice.boards.reading import BoardWanted
from bot.practice.commands.asked import Asked

NO_SEASON = Note(
    "This group has had no season yet. Nothing was changed. `/debrief board all` shows all points so far."
)


async def board(it: Asked) -> Card:
    """With the viewer's own row."""
    which = which_board(it.words)
    async with it.core.store.work() as work:
        period = await which.span.find(work, it.group.id, it.today)
        if period is None:
            return NO_SEASON
        viewer = it.here.member.person if it.here.member else None
        return await board_card(
            work, BoardWanted(it.group.id, viewer, period, which.measure, it.now, it.today)
        )
