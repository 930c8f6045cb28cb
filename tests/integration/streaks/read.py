"""Answers at a time, and streaks as they are read and told."""

import re
from datetime import date, timedelta

from bot.domain.cards import SheetCard
from bot.domain.ids import PersonId
from bot.practice.streak import current_streak, streak_sheet, streaks_of
from tests.conversation.stage import DAYS, Member, Stage


def words(who: Member, number: int) -> str:
    return " ".join(f"{who.ref}{number}word{n}" for n in range(12))


async def answers(stage: Stage, who: Member, *whens: str) -> None:
    """At each of these times, to the post of that day."""
    for number, when in enumerate(whens):
        await stage.at(when)
        await who.says(words(who, number), on=f"{stage.instant(when):%a}")


async def streak(stage: Stage, who: Member) -> int:
    async with stage.house.core.store.work() as work:
        return await current_streak(work, stage.group, await who.id(), stage.clock.now())


async def sheet(stage: Stage, who: Member) -> SheetCard:
    async with stage.house.core.store.work() as work:
        return await streak_sheet(work, stage.group, await who.id(), stage.clock.now())


async def board(stage: Stage) -> dict[PersonId, int]:
    async with stage.house.core.store.work() as work:
        return dict(await streaks_of(work, stage.group, stage.clock.now()))


def told(card: SheetCard) -> list[str]:
    """What is said of each day, without the scenarios' titles."""
    lines = card.sections[1].lines if len(card.sections) > 1 else ()
    return [re.sub("“.*”: ", "", line) for line in lines]


def day(stage: Stage, name: str, weeks: int = 0) -> date:
    return stage.monday + timedelta(days=DAYS.index(name) + 7 * weeks)
