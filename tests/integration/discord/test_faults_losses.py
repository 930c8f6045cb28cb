"""What somebody has to allow, or has closed: each is told once, by the exact name, and it heals."""

import asyncio

import pytest

from adapters.discord.needs import Take
from bot.domain.cards import Card
from bot.domain.happenings import ButtonPressed, Happening
from bot.practice.core import Core
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.discord_seen import SAID
from tests.fakes.discord.faults import EventFault
from tests.fakes.discord_heard import until
from tests.integration.discord.faults_stage import ADAS, BENS, DUE, Study, a_study

BACK = "I can speak to “Mornings” on Discord again."
HANDS = "create_public_threads"


async def test_no_permission_to_create_threads(database_url: str, clock: FakeClock) -> None:
    """The card stands, organisers are told once, and the thread comes once it is allowed."""
    async with a_study(database_url, clock) as study:
        bot = study.discord.bot_of(study.place.guild)
        study.discord.permits(study.channel, bot, deny=[HANDS])
        clock.at(DUE)
        await study.passes(15, step=5)
        card = next(one for one in study.discord.said(study.channel) if one.kind in SAID)
        assert len(study.cards()) == 1
        assert study.discord.threads(study.channel) == []
        assert len(study.told(study.lou, "“Create Public Threads”")) == 1

        study.discord.permits(study.channel, bot)
        thread = await study.discord.opens_thread(
            study.place.guild.members[study.place.guild.owner_id], study.channel, "Answers", of=card.id
        )
        assert thread is study.thread
        await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await study.ends()
        assert len(study.told(study.lou, "“Create Public Threads”")) == 1


async def test_closed_direct_messages(database_url: str, clock: FakeClock) -> None:
    """The debrief waits behind the card's button, and comes by message once they are open."""
    async with a_study(database_url, clock) as study:
        study.ada.user.takes_messages = False
        await study.posted()
        await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await study.ends()
        assert study.told(study.ada, "") == []

        for _ in range(2):
            shown = await study.discord.presses(study.ada, study.cards()[-1], "My debrief")
            assert "Your debrief" in await study.reads(shown)
            assert all(one.whispered for one in shown.messages)
        study.ada.user.takes_messages = True
        await study.passes(60, step=20)
        assert study.doubled() == {}


async def test_an_interaction_whose_token_ended_is_answered_directly(
    database_url: str, clock: FakeClock
) -> None:
    """It takes a quarter of an hour: whoever asked is answered by message, once."""

    def taking(core: Core) -> Take:
        async def take(happening: Happening) -> Card | None:
            card = await receive(core, happening)
            if isinstance(happening, ButtonPressed):
                await until(lambda: bool(studies[0].discord.state.interactions), "it is under way")
                (asked,) = studies[0].discord.state.interactions.values()
                await asyncio.wait_for(asked.answered.wait(), 30)
                clock.forward(minutes=16)
            return card

        return take

    studies: list[Study] = []
    async with a_study(database_url, clock, taking) as study:
        studies.append(study)
        await study.posted()
        await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await study.wired.finished(study.discord)
        pressed = await study.discord.presses(study.ada, study.cards()[-1], "Hint")
        assert pressed.message.thinking
        await study.ends()
        assert len([one for one in study.told(study.ada, "") if "Your debrief" not in one]) == 1


@pytest.mark.parametrize("told", ["at once", "never"])
async def test_the_app_is_thrown_out_and_comes_back(database_url: str, clock: FakeClock, told: str) -> None:
    async with a_study(database_url, clock) as study:
        await study.posted()
        await study.writes(study.ada, ADAS)
        await study.wired.finished(study.discord)
        if told == "never":
            study.discord.faults.event("GUILD_DELETE", EventFault(lost=True))
        await study.discord.removes_app(study.place.guild)
        await study.passes(60, step=20)
        assert study.told(study.ada, "Your debrief") == []

        study.discord.install(study.place.app, study.place.guild)
        await study.wired.finished(study.discord)
        await study.writes(study.ben, BENS)
        await study.ends()
        assert len(study.told(study.lou, BACK)) == 1
