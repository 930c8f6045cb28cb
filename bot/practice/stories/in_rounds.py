"""A member's stories in a behavioural round: one is brought up with the question, the one told is noted."""

from datetime import datetime

from bot.domain.grade import Graded
from bot.domain.round import Round
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario
from bot.domain.story_recall import bring_up, told_in
from bot.store.work import Work


async def brought_up(work: Work, it: Round, scenario: Scenario) -> tuple[str, ...]:
    """Beside the first question. It's looked up whenever the card is made: nothing of it is kept."""
    if it.kind is not Kind.BEHAVIOURAL:
        return ()
    says = bring_up(await work.stories.of(it.group, it.person), scenario.criteria[0])
    return (says,) if says else ()


async def note_told(work: Work, it: Round, verdict: Graded | None, now: datetime) -> None:
    """Once a round is over: the story whose words were used, with the verdict if there is one."""
    if it.kind is not Kind.BEHAVIOURAL:
        return
    said = " ".join(one.text for one in await work.round_messages.said(it))
    found = told_in(await work.stories.of(it.group, it.person), said)
    if found is not None:
        await work.stories.note_told(found, now, verdict.band if verdict else None)
