"""What is pressed in direct messages is judged by the group that it's about, whatever server that is in."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.acts.asking import Outcome
from tests.fakes.discord.interaction import COMPONENT
from tests.fakes.discord.server import Member
from tests.fakes.discord_doing import shown_by
from tests.integration.discord.faults_stage import ADAS, BENS
from tests.integration.discord.two_servers import Two, two_servers

FORM = 9
LONG = f"{ADAS} I would tell the regulator on the very same day, and write down who decided what, and when."
NO_LONGER_HERE = "That scenario is no longer here"


@pytest.fixture
async def two(database_url: str, clock: FakeClock) -> AsyncIterator[Two]:
    async with two_servers(database_url, clock) as two:
        yield two


def said(outcome: Outcome) -> str:
    return "\n".join(it.words for it in shown_by(outcome))


async def met_in_the_other_first(two: Two) -> Member:
    ada = two.member("Ada", of=two.near.member("Ada"))
    await two.posted()
    await two.says(two.near.member("Ada"), two.study.discord.threads(two.near.channel)[0], BENS)
    return ada


async def met_by_a_direct_message(two: Two) -> Member:
    """Before they took any part."""
    ada = two.member("Ada")
    await two.asks(ada, two.study.discord.direct(ada), "debrief link")
    await two.posted()
    return ada


@pytest.mark.parametrize("met", [met_in_the_other_first, met_by_a_direct_message])
async def test_what_comes_by_direct_message_can_be_pressed(
    two: Two, met: Callable[[Two], Awaitable[Member]]
) -> None:
    ada = await met(two)
    await two.says(ada, two.channel, LONG)
    assert "Taken as your answer" in said(await two.presses(ada, "Use this as my answer"))
    assert (LONG,) in await two.study.sql("select text from answer_messages where included")

    two.study.clock.forward(minutes=15)
    await two.settled()
    assert "Write the whole answer again" in said(await two.presses(ada, "Try again"))
    appealing = await two.presses(ada, "Appeal")
    assert appealing.answer == FORM


async def test_a_letter_reaches_whom_another_server_lost(two: Two) -> None:
    """They were met there, and it removed the app."""
    ada = await met_in_the_other_first(two)
    await two.study.discord.removes_app(two.near.guild)
    await two.settled()
    await two.says(ada, two.study.discord.threads(two.channel)[0], ADAS)
    two.study.clock.forward(minutes=15)
    await two.settled()
    assert len(two.study.told(ada, "Your debrief ·")) == 2


async def test_a_stranger_is_shown_nothing_of_any_server(two: Two) -> None:
    """By a button's name that they made up: Discord lets any name through."""
    ada, eve = two.near.member("Ada"), two.member("Eve")
    await two.posted()
    await two.says(ada, two.study.discord.threads(two.near.channel)[0], ADAS)
    near = two.study.group
    post = await two.post(near)
    direct = two.study.discord.direct(eve)
    for action in ("hint", "answer", "debrief", "grade", "skip", "again"):
        data = {"custom_id": f"debrief:{action}:0:{post}", "component_type": 2}
        shown = await two.forged(eve, direct, COMPONENT, data)
        assert NO_LONGER_HERE in shown, (action, shown)
    for action in ("standing", "board"):
        data = {"custom_id": f"debrief:{action}:0:{near}/", "component_type": 2}
        assert "Mornings" not in await two.forged(eve, direct, COMPONENT, data)
