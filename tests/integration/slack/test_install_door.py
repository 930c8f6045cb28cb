"""An address that installs again and again is asked to wait, and takes nothing from anybody else."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.install.routes import EXCHANGES, PAGES
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.slack.install_stage import Many, many_workspaces, rows

MOST = EXCHANGES[0].at_once


@pytest.fixture
async def many(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with many_workspaces(database_url, clock, library) as made:
        yield made


def exchanged(many: Many) -> int:
    return len([call for call in many.server.calls if call.method == "oauth.v2.access"])


async def test_made_up_codes_do_not_use_up_what_renewals_need(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    owner = many.server.member(team, "Owner")
    async with many.browser() as browser:
        states = [await many.begin(browser) for _ in range(MOST + 3)]
        backs = [many.server.approves(owner, state) for state in states]
        answers = [await browser.get(back.replace("code=", "code=made-up-")) for back in backs[:-1]]
        assert [one.status_code for one in answers] == [400] * MOST + [429] * 2
        assert exchanged(many) == MOST
        assert "Reload this page in" in answers[-1].text
        assert answers[-1].headers["Retry-After"] == "12"

        refused = await browser.get(backs[-1])
        assert refused.status_code == 429
        assert await rows(many) == []
        many.clock.forward(seconds=12)
        done = await browser.get(backs[-1])  # what had to wait is good still
        assert done.status_code == 200
        assert len(await rows(many)) == 1

    many.clock.forward(hours=10)
    assert await many.slack.tokens.tend() == 1


async def test_an_install_that_came_back_once_comes_back_no_more(many: Many) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    async with many.browser() as browser:
        back = many.server.approves(owner, await many.begin(browser))
        assert (await browser.get(back)).status_code == 200
        before = exchanged(many)
        again = await browser.get(back)
        assert again.status_code == 200
        assert "<h1>Nothing more to do</h1>" in again.text
        assert "Not installed" not in again.text
        assert exchanged(many) == before
        browser.cookies.clear()
        elsewhere = await browser.get(back)
        assert "didn&#x27;t begin in this browser" in elsewhere.text
        assert exchanged(many) == before


async def test_a_proof_that_is_none_takes_no_room_from_an_install(many: Many) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    async with many.browser() as browser:
        back = many.server.approves(owner, await many.begin(browser))
        for _ in range(MOST + 1):
            assert (await browser.get("/slack/oauth_redirect?code=1&state=none")).status_code == 400
        assert (await browser.get(back)).status_code == 200
    assert exchanged(many) == 1


async def test_looking_at_the_page_over_and_over_is_answered_kindly(many: Many) -> None:
    async with many.browser() as browser:
        seen = [(await browser.get("/slack/install")).status_code for _ in range(PAGES[0].at_once + 1)]
        assert seen == [200] * PAGES[0].at_once + [429]
        many.clock.forward(seconds=PAGES[0].seconds)
        assert (await browser.get("/slack/install")).status_code == 200
