"""A week of a group as Discord shows it: from the app's invitation to the board and its picture."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from adapters.main import Parts
from adapters.main import house as wired_house
from adapters.pictures import ChildPainter
from bot.domain.scenario import Scenario
from bot.testing import FakeClock
from tests.contract.discord_seen import earlier
from tests.fakes.discord.server import Channel, Member, Shown, discord_server
from tests.fakes.discord_doing import fills
from tests.fakes.discord_heard import Server, chat_of, connected, hearing, library, no_sleep, use_commands
from tests.integration.discord.faults_stage import Study

DAYS = ("2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06")
FIRST_THOUGHT = "I would sleep on it, and decide tomorrow with whoever is about."
OTHERS = {
    "Dia": "Stop it for the riskiest half tonight, keep the rest, and measure both against last month",
    "Eli": "Ask the people on the desk which replies they would be ashamed of, and start from those",
}
PNG = b"\x89PNG"
FORUM, TEXT = "forum", "text"


@pytest.fixture(params=[TEXT, FORUM])
async def week(request: pytest.FixtureRequest, database_url: str, clock: FakeClock) -> AsyncIterator[Study]:
    """An app that runs and hears, and a server which doesn't have it yet."""
    clock.at("2026-03-01T12:00")
    async with discord_server(clock) as discord:
        with earlier(clock):
            app, guild = discord.application("Debrief"), discord.guild("Heron Study")
            channel = discord.channel(guild, "practice", kind=request.param)
            await use_commands(discord, app)
        wired = connected(Server(clock, discord, app, guild, channel), sleep=no_sleep)
        draws = ChildPainter()
        parts = Parts((chat_of(wired),), clock, library=library(), painter=draws)
        async with wired_house(database_url, parts) as house, hearing(wired, house):
            place = Server(clock, discord, app, guild, channel)
            yield Study(place=place, wired=wired, house=house, clock=clock)
        await draws.rest()


async def test_from_the_invitation_to_the_weekly_board(week: Study, clock: FakeClock) -> None:
    week.discord.install(week.place.app, week.place.guild)
    await week.wired.finished(week.discord)
    await sets_up(week)
    for number, day in enumerate(DAYS, start=1):
        await week.wired.built.tend()
        await a_day(week, day)
        assert len(scenarios(week)) == number
        for member in (week.ada, week.ben):
            assert len(week.told(member, "Your debrief")) == number

    ((due,),) = await week.sql("select next_at from weekly_schedules")
    assert due < datetime.fromisoformat("2026-03-07T00:00+00:00")
    clock.at(due.isoformat())
    await week.passes(2)

    points = await standings(week)
    assert points[week.ben.id] < points[week.ada.id]
    best = max(points, key=points.__getitem__)
    is_shown_with_its_picture(week, week.place.guild.members[best])
    assert week.doubled() == {}
    assert await week.owed() == []
    assert week.discord.complaints == []
    assert [(one.route, one.status, one.answer) for one in week.discord.refused] == []


async def sets_up(week: Study) -> None:
    """By the form alone: only the zone has to be typed. The group's organiser may manage the server."""
    discord, lou = week.discord, week.lou
    discord.gives_role(lou, discord.role(week.place.guild, "organisers", "manage_guild"))
    where = week.channel if week.channel.type == 0 else await a_place_to_type(week)
    opened = await discord.types_command(lou, where, "debrief-admin setup")
    refused = await fills(discord, lou, opened, {"zone": "nowhere at all"})
    assert "Nothing was changed" in await week.reads(refused)
    made = await fills(discord, lou, refused, {"zone": "berlin"})
    assert "The group is made, and you organise it." in await week.reads(made)


async def a_place_to_type(week: Study) -> Channel:
    """In a forum commands are typed in its posts."""
    return await week.discord.posts_in_forum(week.lou, week.channel, "Setting up", "Let us begin.")


async def a_day(week: Study, day: str) -> None:
    """Ada thinks again before she is graded; Ben answers privately and doesn't wait; others just write."""
    week.clock.at(f"{day}T08:00:05")
    await week.house.settle()
    card, thread = scenarios(week)[-1], week.thread
    asked = scenario_of(thread)
    said = await week.discord.posts(week.ada, thread, FIRST_THOUGHT)
    week.clock.forward(minutes=3)
    await week.discord.edits(week.ada, thread, said, asked.answers.strong.text)
    await week.discord.posts(week.place.member("Cem"), thread, asked.answers.senior.text)
    for name, words in OTHERS.items():
        await week.discord.posts(week.place.member(name), thread, f"{words}. That is for “{asked.title}”.")
    await answers_privately(week, week.ben, card, asked.answers.weak.text)
    await week.discord.presses(week.ben, card, "Grade me")
    await week.wired.finished(week.discord)
    await week.passes(12, step=6)


async def answers_privately(week: Study, member: Member, card: Shown, words: str) -> None:
    opened = await week.discord.presses(member, card, "Answer privately")
    sent = await fills(week.discord, member, opened, {"answer": words})
    assert "Kept" in await week.reads(sent)
    rooms = (week.channel, *week.discord.threads(week.channel))
    assert not [one for at in rooms for one in week.discord.messages(at, week.ada) if words in one.words]


def scenarios(week: Study) -> list[Shown]:
    """Cards of the day: in the channel, or each in a forum's post of its own."""
    rooms = (week.channel, *week.discord.threads(week.channel))
    seen = [one for at in rooms for one in week.discord.said(at) if "Answer privately" in one.buttons]
    return sorted(seen, key=lambda one: int(one.id))


def scenario_of(thread: Channel) -> Scenario:
    (found,) = [one for one in library().scenarios.values() if one.title == thread.name]
    return found


async def standings(week: Study) -> dict[str, int]:
    rows = await week.sql(
        "select i.external_ref, sum(points) from ledger join identities i using (person_id) group by 1"
    )
    return {ref: int(points) for ref, points in rows}


def is_shown_with_its_picture(week: Study, best: Member) -> None:
    rooms = (week.channel, *week.discord.threads(week.channel))
    said = [one for at in rooms for one in week.discord.said(at)]
    boards = [one for one in said if "The week’s board" in one.words or "The week's board" in one.words]
    (board,) = boards
    assert best.name in board.words
    (picture,) = [file for one in said for file in one.files]
    assert best.name in picture["description"]
    path = picture["url"].removeprefix(week.discord.state.base)
    assert week.discord.state.files[path][0].startswith(PNG)
