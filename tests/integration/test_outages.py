"""Platforms that go away, clocks that are wrong, rows that can't be read: what becomes of the posts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import text

from adapters.main import House, Parts
from adapters.main import house as wired
from bot.domain.cards import Card, ScenarioCard
from bot.domain.post import Posting
from bot.errors import RetryLater, UserMustAct
from bot.ports import InChannel, Place, Published
from bot.practice import note_landed, send_posting
from bot.practice.set_up import Wish, add_channel
from bot.practice.sweep import sweep, tidy
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
NO_LEAVE = "The app may not post here. Allow it, and it is posted."
MANY = 6_100
"""More rows than one statement can carry."""


@dataclass(slots=True)
class Fickle(FakePlatform):
    """Can be away."""

    is_away: bool = False
    is_shut: str = ""
    """What somebody has to allow first."""
    tries: int = 0

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        self.tries += isinstance(place, InChannel)
        if self.is_shut:
            raise UserMustAct(self.is_shut)
        if self.is_away:
            raise RetryLater("The platform is away.")
        return await super(Fickle, self).publish(place, card, key)

    async def find(self, place: Place, key: str) -> Published | None:
        if self.is_away:
            raise RetryLater("The platform is away.")
        return await super(Fickle, self).find(place, key)


@pytest.fixture
def platform(clock: FakeClock) -> Fickle:
    return Fickle(clock)


@pytest.fixture
async def deaf(database_url: str, parts: Parts) -> AsyncIterator[House]:
    """A second process on the same database, which speaks to no platform."""
    async with wired(database_url, replace(parts, chats=())) as built:
        yield built


async def rows(stage: Stage, statement: str, **bound: object) -> list[tuple[object, ...]]:
    async with stage.house.core.store.engine.begin() as connection:
        found = await connection.execute(text(statement), bound)
        return [tuple(row) for row in found] if found.returns_rows else []


def posted(stage: Stage) -> int:
    return len(stage.platform.in_channel(CHANNEL))


async def wishes_to_be_reminded(stage: Stage, name: str, zone: str | None = None) -> None:
    member = stage.member(name)
    await member.says(ANSWER)
    async with stage.house.core.store.work() as work:
        await work.people.set_reminders(stage.group, await member.id(), wanted=True)
        if zone:
            await work.people.set_zone(await member.id(), zone)


async def test_a_member_whose_zone_is_unknown_costs_nobody_anything(stage: Stage) -> None:
    await wishes_to_be_reminded(stage, "Ana", "Mars/Base")
    await wishes_to_be_reminded(stage, "Bo")
    await stage.at("Tue 09:00")
    assert await rows(stage, "select state from postings order by id") == [("sent",), ("sent",)]
    reminders = await rows(stage, "select due_at from deliveries where kind = 'reminder'")
    assert reminders == [(stage.instant("Tue 21:30"),)] * 2
    await stage.member("Cleo").says(ANSWER)
    assert (await stage.points())["Cleo"] >= 10


async def test_a_posting_is_noted_even_when_no_reminder_can_be_owed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object) -> None:
        raise ArithmeticError("a bug")

    monkeypatch.setattr(note_landed, "_owe_reminders", breaks)
    await stage.at("Tue 09:00")
    assert await rows(stage, "select state from postings order by id") == [("sent",), ("sent",)]


async def test_a_large_group_is_reminded_in_many_small_steps(stage: Stage) -> None:
    await rows(
        stage,
        "with p as (insert into persons (name, created_at)"
        " select 'x', cast(:now as timestamptz) from generate_series(1, :many) returning id)"
        " insert into memberships (group_id, person_id, reminders, joined_at)"
        " select :group, id, true, cast(:now as timestamptz) from p",
        now=stage.clock.now(),
        many=MANY,
        group=stage.group,
    )
    await stage.house.settle()
    stage.clock.at(stage.instant("Tue 09:00").isoformat())
    await sweep(stage.house.core)
    await stage.house.work_off()
    assert await rows(stage, "select count(*) from deliveries where kind = 'reminder'") == [(MANY,)]


async def test_a_process_that_dies_before_the_landing_is_noted_owes_each_reminder_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await wishes_to_be_reminded(stage, "Ana")
    stage.clock.at(stage.instant("Tue 09:00").isoformat())
    landed: list[Posting] = []

    async def dies(_core: object, what: Posting, _where: object) -> None:
        landed.append(what)

    with monkeypatch.context() as patch:
        patch.setattr(send_posting, "note_landed", dies)
        await sweep(stage.house.core)
        await stage.house.work_off()
    assert len(landed) == 1
    await stage.at("Tue 10:00")
    assert posted(stage) == 2
    assert await rows(stage, "select count(*) from deliveries where kind = 'reminder'") == [(1,)]


async def test_scenarios_whose_time_is_over_do_not_flood_the_channel(stage: Stage, platform: Fickle) -> None:
    platform.is_away = True
    for when in ("Tue 09:00", "Tue 12:00", "Wed 09:00", "Wed 12:00", "Thu 09:00", "Thu 20:00", "Fri 09:00"):
        await stage.at(when)
    platform.is_away = False
    await stage.at("Fri 10:00")
    assert posted(stage) == 2
    friday = platform.in_channel(CHANNEL)[-1].card
    assert isinstance(friday, ScenarioCard)
    assert friday.deadline == stage.instant("2026-04-04 09:00")
    for missed in ("Tuesday 31 March", "Wednesday 1 April", "Thursday 2 April"):
        assert any(missed in note and "skipped" in note for note in friday.notes), missed
    states = await rows(stage, "select state, count(*) from posts group by state order by state")
    assert states == [("closed", 1), ("open", 1), ("skipped", 3)]
    failures = await rows(stage, "select distinct failure from postings where state = 'failed'")
    assert len(failures) == 1
    assert "too late" in str(failures[0][0])


async def test_a_post_that_is_not_allowed_is_tried_again_each_hour_while_its_time_lasts(
    stage: Stage, platform: Fickle
) -> None:
    platform.is_shut = NO_LEAVE
    await stage.at("Tue 09:00")
    assert await rows(stage, "select state, failure from postings order by id desc limit 1") == [
        ("sending", NO_LEAVE)
    ]
    tries = platform.tries
    await stage.at("Tue 09:59")
    assert platform.tries == tries
    await stage.at("Tue 10:01")
    assert platform.tries == tries + 1

    platform.is_shut = ""
    await stage.at("Tue 11:02")

    assert posted(stage) == 2
    assert await rows(stage, "select state, failure from postings order by id desc limit 1") == [("sent", "")]


async def test_a_day_that_was_not_allowed_is_given_up_in_its_own_words(
    stage: Stage, platform: Fickle
) -> None:
    platform.is_shut = NO_LEAVE
    for hour in range(9, 24):
        await stage.at(f"Tue {hour:02}:00")
    await stage.at("Wed 00:30")
    ((state, failure),) = await rows(stage, "select state, failure from postings order by id desc limit 1")
    assert state == "failed"
    assert str(failure).startswith(f"{NO_LEAVE} Then it was too late")

    platform.is_shut = ""
    await stage.at("Wed 09:00")

    card = platform.in_channel(CHANNEL)[-1].card
    assert isinstance(card, ScenarioCard)
    assert any("Tuesday 31 March" in note and "I wasn't allowed to post" in note for note in card.notes)


async def test_a_scenario_that_was_never_seen_comes_up_again(stage: Stage, platform: Fickle) -> None:
    platform.is_away = True
    await stage.at("Tue 09:00")
    platform.is_away = False
    await stage.at("Tue 23:00")
    assert posted(stage) == 1
    async with stage.house.core.store.work() as work:
        assert len((await work.posts.seen([stage.group]))[stage.group]) == 1


async def test_a_card_that_landed_in_time_is_never_given_up(stage: Stage, platform: Fickle) -> None:
    platform.after_landing.append(RetryLater("The answer got lost."))
    stage.clock.at(stage.instant("Tue 09:00").isoformat())
    await sweep(stage.house.core)
    await stage.house.work_off()
    await stage.at("Tue 22:00")
    assert posted(stage) == 2
    assert await rows(stage, "select state from postings order by id") == [("sent",), ("sent",)]
    assert await rows(stage, "select count(*) from posts where state = 'skipped'") == [(0,)]


@pytest.mark.parametrize(("gone", "state"), [({"second"}, "open"), ({"second", CHANNEL}, "skipped")])
async def test_a_post_counts_while_it_stands_in_one_channel(
    stage: Stage, platform: Fickle, gone: set[str], state: str
) -> None:
    lou = stage.member("Lou").account
    second = Wish("Mornings", platform.name, platform.installation_ref, "second", lou, stage.zone)
    await add_channel(stage.house.core, stage.group, second)
    platform.gone |= gone
    await stage.at("Tue 09:00")
    states = await rows(stage, "select state from posts order by id desc limit 1")
    assert states == [(state,)]


async def test_a_worker_that_does_not_speak_the_platform_leaves_the_posting_alone(
    stage: Stage, deaf: House
) -> None:
    stage.clock.at(stage.instant("Tue 09:00").isoformat())
    for _ in range(4):
        await sweep(deaf.core)
        await deaf.work_off()
        stage.clock.forward(seconds=61)
    assert await rows(stage, "select state, attempt from postings order by id desc limit 1") == [
        ("pending", 0)
    ]
    await stage.settle()
    assert posted(stage) == 2


async def test_a_worker_that_does_not_speak_the_platform_leaves_the_delivery_alone(
    stage: Stage, deaf: House
) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    stage.clock.at(stage.instant("Mon 09:11").isoformat())
    for _ in range(4):
        await sweep(deaf.core)
        await deaf.work_off()
        stage.clock.forward(seconds=61)
    assert await rows(stage, "select state, attempt from deliveries") == [("pending", 0)]
    await stage.settle()
    stage.tells(ana, "Debrief of")


@pytest.mark.parametrize("days", [3, 30])
async def test_a_clock_that_was_ahead_for_one_sweep_costs_no_posts(stage: Stage, days: int) -> None:
    stage.clock.forward(days=days)
    await sweep(stage.house.core)
    stage.clock.forward(days=-days)
    await tidy(stage.house.core)
    await stage.settle()
    before = posted(stage)
    for _ in range(28):
        stage.clock.forward(days=1)
        await stage.settle()
    today = stage.clock.now().date()
    lost = await rows(
        stage, "select count(*) from posts where state = 'skipped' and local_date <= :today", today=today
    )
    assert lost == [(0,)]
    assert posted(stage) - before >= 19


async def test_a_schedule_that_is_right_is_left_alone(stage: Stage) -> None:
    before = await rows(stage, "select next_post_at, version from schedules")
    await sweep(stage.house.core)
    await tidy(stage.house.core)
    assert await rows(stage, "select next_post_at, version from schedules") == before
