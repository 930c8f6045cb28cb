"""Who leads a round: in a company loop its interviewer, otherwise nobody in particular."""

from bot.domain.interview import INTERVIEWER
from bot.domain.round import Round
from bot.store.rounds import NewRound
from bot.store.work import Work


async def lead_of(work: Work, it: Round | NewRound) -> str:
    loop = await work.loops.get(it.group, it.loop) if it.loop is not None else None
    asked = loop.format.round_at(it.place or 0) if loop else None
    return asked.lead if asked else INTERVIEWER
