"""The sealed answers of a post, shown together once nobody can be swayed by them."""

from bot.domain.card_parts import SealedAnswer
from bot.domain.cards import RevealCard
from bot.domain.post import Post
from bot.store.work import Work


async def reveal_card(work: Work, post: Post) -> RevealCard | None:
    """One card for all answers of those who are still here; None when there are none."""
    scenario = await work.posts.scenario(post.scenario_hash)
    # What came in later was promised to be seen by nobody.
    texts = await work.texts.sealed_texts(post.group, post.id, written_before=post.deadline_at)
    names = {member.person: member.name for member in await work.people.members(post.group)}
    there = [text for text in texts if text.person in names]
    shown = [text for text in there if not text.hidden and not text.held]
    if not there:
        return None
    return RevealCard(
        scenario=scenario.title,
        answers=tuple(SealedAnswer(names[t.person], t.text) for t in shown),
        held=sum(text.held for text in there),
        hidden=sum(text.hidden for text in there),
    )
