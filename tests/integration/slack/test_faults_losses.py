"""The app is thrown out: of a workspace in the middle of a post, or of a channel. Then it comes back."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.happenings import Account
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.integration.slack.faults_office import Office, an_office
from tests.integration.slack.faults_stage import ADAS, BENS, DUE, EVE, Study, a_study

BACK = "I can speak to “Mornings” on Slack again."


@pytest.fixture
async def office(database_url: str, clock: FakeClock) -> AsyncIterator[Office]:
    clock.at(EVE)
    async with an_office(database_url, clock) as office:
        await office.installs()
        yield office


@pytest.fixture
async def study(office: Office) -> AsyncIterator[Study]:
    async with office.opens() as (place, wired):
        yield await a_group(
            Study(place=place, wired=wired, house=office.house, clock=office.clock, lou_is=office.owner)
        )


async def a_group(study: Study) -> Study:
    place, lou = study.place, study.lou
    account = Account("slack", place.team.id, lou.id, lou.name)
    wish = Wish("Mornings", "slack", place.team.id, place.channel.id, account, "Europe/Berlin")
    study.group = await set_up_group(study.house.core, wish)
    return study


@pytest.mark.parametrize("effect", [False, True])
async def test_a_token_revoked_in_the_middle_of_the_days_post(
    office: Office, study: Study, *, effect: bool
) -> None:
    """The line is cut, before or after the post took effect, and with it goes the token."""
    study.slack.faults.call("chat.postMessage", faults.dropped(effect=effect))
    study.clock.at(DUE)
    await office.built.tend()
    await study.house.settle()
    study.slack.kills_token(study.place.team)
    await study.passes(20, step=5)
    assert len(study.cards()) == effect

    await office.installs()
    await study.passes(10, step=5)
    await study.writes(study.ada, ADAS)
    await study.writes(study.ben, BENS)
    await study.ends()

    assert len(study.told(study.lou, BACK)) == 1


async def test_a_token_revoked_between_an_answer_and_its_debrief(office: Office, study: Study) -> None:
    study.clock.at(DUE)
    await office.built.tend()
    await study.house.settle()
    await study.writes(study.ada, ADAS)
    await study.writes(study.ben, BENS)
    study.slack.faults.call("chat.postMessage", faults.dropped(effect=True))
    await study.passes(10, step=10)
    await study.slack.revokes_tokens(study.place.team)
    await study.passes(60, step=20)

    await office.installs()
    await study.ends()

    assert len(study.told(study.lou, BACK)) == 1


@pytest.mark.parametrize("told", ["by an event", "by two", "by nothing"])
async def test_the_app_is_removed_from_its_channel(database_url: str, clock: FakeClock, told: str) -> None:
    async with a_study(database_url, clock, "http") as study:
        await study.posted()
        await study.writes(study.ada, ADAS)
        await study.slack.removes_bot(
            study.channel, by=study.ben, also_as_member=told == "by two", unsaid=told == "by nothing"
        )
        await study.ends()
        clock.at("2026-03-03T08:00:05")
        await study.passes(15, step=5)
        clock.at("2026-03-04T08:00:05")
        await study.passes(15, step=5)

        await study.counts()
        assert len(study.told(study.lou, "I can't post in")) == 1
        assert len(study.told(study.lou, "")) == 1
