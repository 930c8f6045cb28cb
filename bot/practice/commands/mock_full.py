"""`mock full`: a company's whole loop, and where it stands."""

from bot.domain.cards import Card
from bot.domain.loop_states import Pace
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked
from bot.practice.loops import words
from bot.practice.loops.begin import Wanted, start_loop
from bot.practice.loops.go_on import end, go_on
from bot.practice.loops.packet import newest_packet

FORMS = ("full [LOOP] [today|days]", "full stop", "full packet|page")
EXAMPLES = ("mock full", "mock full classic today", "mock full research-lab days", "mock full packet")
USUAL = "classic"


async def mock_full(it: Asked) -> Card:
    """What stands behind `mock full`; alone it lists the loops, or says where the member's own stands."""
    match it.plain[1:]:
        case ():
            return await _where(it)
        case ("stop",):
            return await end(it.core, it.member.person) or words.NO_LOOP
        case ("packet" | "page" as which,):
            return await newest_packet(it.core, it.member.person, page=which == "page")
    return await start_loop(it.core, it.group.id, it.member.person, it.given, _wanted(it))


async def goes_on(it: Asked) -> Card | None:
    """The next round of the loop that the member is in; None when they are in none."""
    return await go_on(it.core, it.member.person)


async def _where(it: Asked) -> Card:
    async with it.core.store.work() as work:
        loop = await work.loops.open(it.member.person)
    if loop is not None:
        return words.stands(loop)
    return words.listing(tuple(it.core.loops.values())) if it.core.loops else words.NO_LOOPS


def _wanted(it: Asked) -> Wanted:
    name, pace = USUAL, Pace.TODAY
    for word in it.words[1:3]:
        if word.plain in set(Pace):
            pace = Pace(word.plain)
        else:
            name = word.plain
    if name not in it.core.loops or len(it.words) > 3:  # noqa: PLR2004  `full`, a loop and a pace
        known = tuple(it.core.loops)
        close = nearest(name, known)
        meant = f"Did you mean `{close}`? " if close and close != name else ""
        shown = " ".join(word.shown for word in it.words[1:4])
        raise UserMustAct(
            f"I can't read `{shown}` here. Nothing was begun. {meant}The loops are "
            f"{', '.join(f'`{one}`' for one in known)}; `/debrief mock full` tells what each is."
        )
    return Wanted(it.core.loops[name], pace)
