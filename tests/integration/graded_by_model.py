"""One group whose bands come from a model, and what its rows say of gradings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.cards import DebriefCard
from bot.domain.grade import GraderKind
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.ports import Grader
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage, first_day
from tests.fakes.fickle_grader import FickleGrader

ON_TIME = 10
YES = 8
"""Points by that band."""


def words_of(name: str) -> str:
    """English, and nobody else's."""
    return " ".join(f"I would {name.lower()}do{n} with the {name.lower()}part{n}." for n in range(12))


def told(stage: Stage, name: str) -> list[DebriefCard]:
    """The debriefs that a member was sent."""
    cards = stage.platform.told(stage.member(name).account)
    return [card for card in cards if isinstance(card, DebriefCard)]


@asynccontextmanager
async def graded_by_model(
    url: str, clock: FakeClock, platform: FakePlatform, library: Library, grader: Grader, **parts: Any
) -> AsyncIterator[Stage]:
    chosen = Parts(
        (Chat(platform),),
        clock,
        grader=grader,
        grade_keys=grader if isinstance(grader, FickleGrader) else None,
        fallback=AutomaticGrader(),
        library=library,
        **parts,
    )
    async with wired(url, chosen) as house:
        stage = await first_day(house, clock, platform)
        async with house.core.store.work() as work:
            await work.groups.change(stage.group, band_source=GraderKind.MODEL)
        yield stage


async def rows(stage: Stage, statement: str, **bound: object) -> list[tuple[Any, ...]]:
    async with stage.house.core.store.engine.connect() as connection:
        found = await connection.execute(text(statement), bound)
        return [tuple(row) for row in found]


async def grades(stage: Stage) -> list[tuple[Any, ...]]:
    return await rows(stage, "select status, kind, band from grades order by id")


async def kinds(stage: Stage) -> list[str]:
    """What was delivered, in order."""
    return [
        kind for (kind,) in await rows(stage, "select kind from deliveries where state = 'sent' order by id")
    ]
