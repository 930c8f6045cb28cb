"""What a senior answer said, for whoever has no debrief of their own that would show it."""

from bot.domain.card_parts import Section
from bot.domain.cards import SheetCard
from bot.domain.post import Post, PostState
from bot.library.layout import flowing
from bot.store.work import Work

TITLE = "What a senior answer said"
NO_ANSWER = "There is no answer of yours to this scenario. The next one is a fresh start."


async def senior_notes(work: Work, post: Post) -> SheetCard | None:
    """None before the deadline."""
    if post.state is not PostState.CLOSED:
        return None
    scenario = await work.posts.scenario(post.scenario_hash)
    said = tuple(flowing(scenario.answers.senior.text).split("\n\n"))
    return SheetCard(TITLE, (Section(scenario.title, said),), NO_ANSWER)
