"""A channel's id may come from a member, and by its id alone Discord shows one of any server with the app."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.domain.cards import Note
from bot.domain.happenings import Account
from bot.errors import ChannelGone, UserMustAct
from bot.ports import InChannel
from bot.testing import FakeClock
from tests.fakes.discord.interaction import MODAL
from tests.fakes.discord.server import Channel, Member
from tests.fakes.discord_doing import may_organise
from tests.integration.discord.two_servers import Two, two_servers

SETTINGS = {
    "name": "Mine",
    "at": "10:00",
    "zone": "Europe/Berlin",
    "weekdays": "mon-fri",
    "mode": "open",
    "quiet": "10",
    "holidays": "none",
}
INPUT, LABEL = 4, 18
OTHER_CHANNEL = "This form is for another channel"
BEGUN = "select external_ref from channels order by id"


@pytest.fixture
async def two(database_url: str, clock: FakeClock) -> AsyncIterator[Two]:
    async with two_servers(database_url, clock) as two:
        yield two


def a_form_for(channel: Channel) -> dict[str, Any]:
    fields = [
        {"type": LABEL, "component": {"type": INPUT, "custom_id": f"fill:{n}:0::{name}", "value": value}}
        for n, (name, value) in enumerate(SETTINGS.items())
    ]
    return {"custom_id": f"debrief-form:setup:0.1:new/{channel.id}", "components": fields}


def organiser(two: Two) -> Member:
    eve = two.member("Eve")
    may_organise(two.study.discord, eve)
    return eve


def another_channel(two: Two, *, of: str) -> Channel:
    guild = two.guild if of == "the same server" else two.near.guild
    return two.study.discord.channel(guild, "general")


@pytest.mark.parametrize("of", ["the same server", "another server"])
async def test_a_form_founds_no_group_but_where_it_was_opened(two: Two, of: str) -> None:
    eve, general = organiser(two), another_channel(two, of=of)
    begun = await two.study.sql(BEGUN)
    assert OTHER_CHANNEL in await two.forged(eve, two.channel, MODAL, a_form_for(general))
    assert await two.study.sql(BEGUN) == begun


async def test_a_form_founds_no_group_from_direct_messages(two: Two) -> None:
    eve, general = organiser(two), another_channel(two, of="another server")
    begun = await two.study.sql(BEGUN)
    direct = two.study.discord.direct(eve)
    assert OTHER_CHANNEL in await two.forged(eve, direct, MODAL, a_form_for(general))
    assert await two.study.sql(BEGUN) == begun


async def test_the_form_founds_a_group_where_it_was_opened(two: Two) -> None:
    eve, general = organiser(two), another_channel(two, of="the same server")
    await two.forged(eve, general, MODAL, a_form_for(general))
    assert (await two.study.sql(BEGUN))[-1] == (general.id,)


async def test_a_channel_of_another_server_is_no_home_and_no_place_to_post(two: Two) -> None:
    eve, near, there = organiser(two), two.near.channel.id, two.guild.id
    platform, account = two.study.wired.platform, Account("discord", "", eve.id, eve.name)
    with pytest.raises(UserMustAct, match="I can't see this channel"):
        await platform.check_home(there, near, account)
    with pytest.raises(ChannelGone):
        await platform.is_in(there, near, account)
    with pytest.raises(ChannelGone):
        await platform.publish(InChannel(there, near), Note("Here I am."), "k")
    assert two.study.discord.said(two.near.channel) == []
