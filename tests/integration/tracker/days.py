"""Days of a member who answers, and what a command then shows them."""

from bot.domain.cards import Card
from bot.domain.scenario import Scenario
from bot.practice.receive import receive
from tests.conversation.stage import CHANNEL, DAYS, EVERYONE, Member, Stage


def scenario_of(stage: Stage, day: str) -> Scenario:
    title = stage.posts[day].card.title
    return next(s for s in stage.house.core.library.scenarios.values() if s.title == title)


async def answers(stage: Stage, member: Member, which: str, day: str = "Mon") -> None:
    """A reference answer of the day's scenario, graded."""
    if day not in stage.posts:
        await stage.at(f"{day} 09:00")
    await member.says(getattr(scenario_of(stage, day).answers, which).text, on=day)
    await member.presses("Grade me", on=day)
    stage.unread[member.ref].clear()
    stage.unread[EVERYONE].clear()


async def days(stage: Stage, member: Member, *each: str) -> None:
    for day, which in zip(DAYS, each, strict=False):
        await answers(stage, member, which, day)


async def shown(stage: Stage, member: Member, text: str) -> Card:
    stage.clock.forward(seconds=1)
    card = await receive(stage.house.core, stage.platform.commands(member.account, text, CHANNEL))
    assert card is not None
    return card


async def plays_a_round(stage: Stage, member: Member, text: str) -> None:
    """One turn, then Stop: what was said is judged."""
    await member.types("mock")
    await member.says_directly(text)
    stage.clock.forward(minutes=12)
    await member.presses("Stop")
    await stage.settle()
    stage.unread[member.ref].clear()
