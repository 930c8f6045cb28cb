"""Words that a member writes while nothing is heard, and what became of them."""

from datetime import datetime

from bot.domain.answering import answer_text
from bot.domain.happenings import MessagePosted
from bot.practice.catch_up import (
    catch_up,
)
from tests.conversation.stage import CHANNEL, Member, Stage

FIRST = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
SECOND = "Nobody gets another wrong answer while we read: it goes back to the queue that people staff."
LONG = f"{FIRST} {SECOND}"


def unheard(stage: Stage, who: Member, text: str, day: str = "Mon") -> MessagePosted:
    return stage.platform.says(who.account, text, CHANNEL, stage.posts[day].thread_ref)


async def catches_up(stage: Stage, since: datetime | None = None) -> None:
    await catch_up(stage.house.core, stage.platform.name, stage.platform.installation_ref, since)
    await stage.settle()


async def text_of(stage: Stage, who: Member, day: str = "Mon") -> str:
    async with stage.house.core.store.work() as work:
        person = await work.people.known(who.account)
        answer = await work.answers.of(stage.group, stage.posts[day].id, person) if person else None
        return answer_text(await work.messages.parts(stage.group, answer.id)) if answer else ""
