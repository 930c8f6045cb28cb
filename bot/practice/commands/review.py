"""`review`: what waits for a person, the next of it whole, and how reviewing goes."""

from bot.domain.card_parts import Section
from bot.domain.cards import Card
from bot.errors import UserMustAct
from bot.ports import Nudge
from bot.practice.commands.asked import Asked
from bot.practice.reviews.figures import in_lines
from bot.practice.reviews.letters import ask_peers
from bot.practice.reviews.outdated import outdated_in
from bot.practice.reviews.queue import queue_for
from bot.practice.reviews.review import review_card

TAKES_NOTHING = (
    "`/debrief-admin review` takes no words, so “{word}” says nothing to it. Nothing was changed. Type it "
    "alone: it shows what waits, and the next case with a button to rule on it."
)


async def review(it: Asked) -> Card:
    """Shown to whoever typed it alone: it holds a member's words and the scenario's rubric."""
    if it.plain:
        raise UserMustAct(TAKES_NOTHING.format(word=it.words[0].plain))
    async with it.core.store.work() as work:
        queue = await queue_for(work, it.group.id, it.member.person, it.now)
        debts = [debt for case in queue.own for debt in await ask_peers(work, case, it.now)]
        owed = await work.deliveries.owe(debts, it.now + it.core.timings.lease)
        await work.nudge(Nudge.SEND_DELIVERY, *owed)
        lines = list(in_lines(await work.review_figures.of(it.group.id), it.now))
        outdated = sum((await outdated_in(work, it.core.library, it.group.id)).values())
        if outdated:
            are = "answer was" if outdated == 1 else "answers were"
            lines.append(f"{outdated} {are} graded by a rubric that has changed since")
        return await review_card(work, queue, it.now, beside=(Section("In this group", tuple(lines)),))
