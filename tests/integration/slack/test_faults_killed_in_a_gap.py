"""Real processes, killed while they are about to write a gap down, or to make up for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import text

from tests.fakes.lock_waits import waits_for_a_lock
from tests.fakes.slack.faults import limited
from tests.fakes.slack.server import Member
from tests.fakes.slack_heard import until
from tests.integration.slack.faults_life import Living, a_life
from tests.integration.slack.faults_stage import ADAS, BENS
from tests.integration.slack.heard_stage import comes_true

CEMS = "I would call the regulator before anybody else hears of it from the press."


async def heard_at(life: Living) -> datetime | None:
    ((found,),) = await life.sql("select max(heard_at) from installations")
    return found if isinstance(found, datetime) else None


async def is_heard(life: Living, since: datetime) -> bool:
    found = await heard_at(life)
    return found is not None and found > since


async def hears(life: Living, since: datetime) -> None:
    await comes_true(lambda: is_heard(life, since), "it is written down that events come in")


async def missed(life: Living) -> list[tuple[datetime, datetime]]:
    return [
        (since, until) for since, until in await life.sql("select since, until from missed_times order by 1")
    ]


def writes_unheard(life: Living, member: Member, words: str) -> None:
    life.answers[member.id] = words
    life.slack.writes(member, life.channel, words, thread=life.cards()[0].ts)


async def as_written(life: Living) -> bool:
    return await life.kept() == life.answers


@asynccontextmanager
async def a_posted_life(url: str) -> AsyncIterator[Living]:
    async with a_life(url, "socket") as life:
        lou = life.place.member("U0LOU", "Lou")
        await life.starts()
        await life.slack.types_command(lou, life.channel, "/debrief-admin", "post-now")
        await until(lambda: bool(life.cards()), "the scenario is posted")
        await hears(life, datetime.min.replace(tzinfo=UTC))
        yield life


@pytest.mark.crash
async def test_killed_while_it_makes_up_for_a_gap_that_grows_no_longer(database_url: str) -> None:
    async with a_posted_life(database_url) as life:
        ada, ben, cem = (life.place.member(f"U0{name.upper()}", name) for name in ("Ada", "Ben", "Cem"))
        life.slack.faults.call("conversations.replies", limited(1), times=10_000)
        await life.kills()
        writes_unheard(life, ada, ADAS)

        began = datetime.now(UTC)
        await life.starts()
        await hears(life, began)
        await until(lambda: life.slack.faults.met("conversations.replies") > 0, "something can't be read")
        ((first, first_ended),) = await missed(life)
        assert first < began < first_ended
        await life.kills()
        writes_unheard(life, ben, BENS)

        await life.starts()

        async def both() -> bool:
            return len(await missed(life)) > 1

        await comes_true(both, "the second gap is written down")
        (_, ended), (second, _) = await missed(life)
        assert ended == first_ended
        assert second > began
        life.slack.faults.clear()
        await life.slack.posts(cem, life.channel, CEMS, thread=life.cards()[0].ts)
        life.answers[cem.id] = CEMS
        await comes_true(lambda: as_written(life), "all that was written is kept")


@pytest.mark.crash
async def test_killed_before_a_gap_is_written_down(database_url: str) -> None:
    """Whoever starts next knows nothing of it but since when nobody was heard."""
    async with a_posted_life(database_url) as life:
        ada = life.place.member("U0ADA", "Ada")
        life.slack.faults.call("conversations.replies", limited(1), times=10_000)
        async with life.house.core.store.engine.connect() as connection, connection.begin():
            await connection.execute(text("lock table missed_times in access exclusive mode"))
            before = life.slack.sockets.opened
            broke = datetime.now(UTC)
            for socket in list(life.slack.sockets.open):
                socket.abort()
            writes_unheard(life, ada, ADAS)
            await until(lambda: life.slack.sockets.opened > before, "it is connected again")
            waits = partial(waits_for_a_lock, life.house.core.store.engine)
            await comes_true(waits, "it waits to write the gap down")
            await life.kills()
        found = await heard_at(life)
        assert found is not None
        assert found < broke

        await life.starts()

        async def noted() -> bool:
            return bool(await missed(life))

        await comes_true(noted, "the gap is written down")
        ((since, ended),) = await missed(life)
        assert since == found
        assert ended > broke
        life.slack.faults.clear()
        await comes_true(lambda: as_written(life), "what was written then is kept")
