"""What a post costs the database. With a thousand groups at one minute that is what makes them late."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event, select

from bot.domain.happenings import Account
from bot.domain.ids import PostingId
from bot.practice.send_posting import send_posting
from bot.practice.set_up import Wish, set_up_group
from bot.practice.sweep import sweep_posts
from bot.store.tables import postings
from tests.integration.slack.speak_stage import Speaking

MOST_FOR_A_POST = 5
"""Taken up, about to land, its turn, landed, sent."""


@dataclass(slots=True)
class Transactions:
    number: int = 0


@contextmanager
def counted(stage: Speaking) -> Iterator[Transactions]:
    engine, found = stage.house.core.store.engine.sync_engine, Transactions()

    def count(_connection: object) -> None:
        found.number += 1

    event.listen(engine, "commit", count)
    try:
        yield found
    finally:
        event.remove(engine, "commit", count)


async def a_due_post(stage: Speaking) -> PostingId:
    core = stage.house.core
    organiser = Account("slack", stage.team.id, "U0ORG", "Organiser")
    group = await set_up_group(
        core, Wish("Mornings", "slack", stage.team.id, stage.practice.id, organiser, "UTC")
    )
    async with core.store.work() as work:
        await work.schedules.due_now(group, "daily", core.clock.now())
    assert await sweep_posts(core) > 0
    async with core.store.engine.begin() as connection:
        return PostingId((await connection.execute(select(postings.c.id))).scalar_one())


async def test_a_post_takes_few_transactions(stage: Speaking) -> None:
    posting = await a_due_post(stage)
    await stage.slack.tokens.of(stage.team.id)  # asked for once a process
    with counted(stage) as transactions:
        await send_posting(stage.house.core, posting)
    assert len(stage.seen()) == 1
    assert transactions.number <= MOST_FOR_A_POST


async def test_the_sweep_of_posts_alone_has_them_sent(stage: Speaking) -> None:
    await a_due_post(stage)
    await stage.house.work_off()
    assert len(stage.seen()) == 1


async def test_whose_the_token_is_is_asked_once_however_many_ask_at_the_start(stage: Speaking) -> None:
    """Slack brings all at once what nobody took before."""
    found = await asyncio.gather(*(stage.slack.tokens.of(stage.team.id) for _ in range(30)))

    assert {one.bot_user_id for one in found} == {stage.install.bot.id}
    assert stage.calls("auth.test") == 1
