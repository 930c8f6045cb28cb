"""A week of a group as Slack shows it: from the button on the install page to the board and its picture."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from adapters.pictures import ChildPainter
from bot.domain.scenario import Scenario
from bot.testing import FakeClock
from tests.fakes.slack.server import Member, Shown
from tests.fakes.slack_heard import library, until
from tests.integration.slack.faults_office import Office, an_office
from tests.integration.slack.faults_stage import Study

DAYS = ("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06")
FIRST_THOUGHT = "I would sleep on it, and decide tomorrow with whoever is about."
OTHERS = {
    "Dia": "Stop it for the riskiest half tonight, keep the rest, and measure both against last month",
    "Eli": "Ask the people on the desk which replies they would be ashamed of, and start from those",
}
PNG = b"\x89PNG"


@pytest.fixture
async def office(database_url: str, clock: FakeClock) -> AsyncIterator[Office]:
    clock.at("2026-03-01T12:00")
    draws = ChildPainter()
    async with an_office(database_url, clock, draws) as office:
        yield office
    await draws.rest()


async def test_from_the_install_to_the_weekly_board(office: Office, clock: FakeClock) -> None:
    assert "/debrief-admin setup" in await office.installs()
    async with office.opens() as (place, wired):
        week = Study(place=place, wired=wired, house=office.house, clock=clock, lou_is=office.owner)
        await sets_up(week)
        for number, day in enumerate(DAYS, start=1):
            await office.built.tend()
            await a_day(week, day)
            assert len(week.cards()) == number
            for member in (week.ada, week.ben):
                assert len(week.told(member, "Your debrief")) == number

        ((due,),) = await week.sql("select next_at from weekly_schedules")
        assert due < datetime.fromisoformat("2026-03-07T00:00+00:00")
        clock.at(due.isoformat())
        await week.passes(2)

        points = await standings(week)
        assert points[week.ben.id] < points[week.ada.id]
        is_shown_with_its_picture(week, week.place.member(max(points, key=points.__getitem__)))
        assert week.doubled() == {}
        assert await week.owed() == []
        assert week.slack.complaints == []


async def sets_up(week: Study) -> None:
    """By the form alone: only the zone has to be typed."""
    slack, lou = week.slack, week.lou
    await slack.types_command(lou, week.channel, "/debrief-admin", "setup")
    await until(lambda: slack.modal(lou) is not None, "the form is open")
    await slack.submits(lou, {"Time zone: a city, or a name such as Europe/Berlin": "nowhere at all"})
    asked_again = slack.modal(lou)
    assert asked_again is not None
    assert "Nothing was changed" in asked_again.words
    await slack.submits(lou, {"Time zone: a city, or a name such as Europe/Berlin": "berlin"})
    made = slack.modal(lou)
    assert made is not None
    assert "The group is made, and you organise it." in made.words
    await slack.closes(lou)


async def a_day(week: Study, day: str) -> None:
    """Ada thinks again before she is graded; Ben answers privately and doesn't wait; others just write."""
    week.clock.at(f"{day}T08:00:05")
    await week.house.settle()
    card, asked = week.cards()[-1], scenario_of(week.cards()[-1])
    said = await week.slack.posts(week.ada, week.channel, FIRST_THOUGHT, thread=card.ts)
    week.clock.forward(minutes=3)
    await week.slack.edits(week.ada, week.channel, said, asked.answers.strong.text)
    cem = week.place.member("Cem", "Cem")
    await week.slack.posts(cem, week.channel, asked.answers.senior.text, thread=card.ts)
    for name, words in OTHERS.items():
        words_today = f"{words}. That is for “{asked.title}”."
        await week.slack.posts(week.place.member(name, name), week.channel, words_today, thread=card.ts)
    await answers_privately(week, week.ben, card, asked.answers.weak.text)
    await week.slack.clicks(week.ben, card, "Grade me")
    await week.passes(12, step=6)


async def answers_privately(week: Study, member: Member, card: Shown, words: str) -> None:
    slack = week.slack
    await slack.clicks(member, card, "Answer privately")
    await until(lambda: slack.modal(member) is not None, "the form is open")
    await slack.submits(member, {"Your answer": words})
    while slack.modal(member) is not None:
        await slack.closes(member)
    assert not [one for one in slack.messages(week.channel, week.ada) if words in one.words]


def scenario_of(card: Shown) -> Scenario:
    return next(one for one in library().scenarios.values() if one.title in card.words)


async def standings(week: Study) -> dict[str, int]:
    rows = await week.sql(
        "select i.external_ref, sum(points) from ledger join identities i using (person_id) group by 1"
    )
    return {ref: int(points) for ref, points in rows}


def is_shown_with_its_picture(week: Study, best: Member) -> None:
    said = week.slack.said(week.channel)
    (board,) = [one for one in said if "The week’s board" in one.words or "The week's board" in one.words]
    assert best.name in board.words
    assert "1 Ben" not in board.words
    (picture,) = [file for one in said for file in one.files]
    assert best.name in picture["alt_txt"]
    assert week.slack.state.files.arrived[picture["id"]].startswith(PNG)
