"""Installing in many workspaces: from the button to the sealed token, and back after a loss."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from bot.domain.happenings import Account
from bot.domain.speaking import Site
from bot.errors import InstallationGone, UserMustAct
from bot.library.library import Library
from bot.practice.installing.keep import key_of, reseal
from bot.practice.lost_installation import note_installation_lost
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack import faults
from tests.integration.slack.install_stage import Many, many_workspaces, rows
from tests.integration.slack.speak_stage import KEYS, account, seal

NEW = "another-key-of-more-than-thirty-two-letters"


@pytest.fixture
async def many(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with many_workspaces(database_url, clock, library) as made:
        yield made


async def test_two_workspaces_install_and_are_spoken_to(many: Many) -> None:
    teams = [many.server.workspace(name) for name in ("Heron Study", "Ibis Study")]
    for team in teams:
        done = await many.installs(many.server.member(team, "Owner"))
        assert done.status_code == 200
        assert team.name in done.text
        assert "/debrief-admin setup" in done.text
        await many.says(team, team.name)
    for team in teams:
        (channel,) = [c for c in team.channels.values() if c.name == "practice"]
        assert [m.words for m in many.server.messages(channel)] == [team.name]


async def test_the_tokens_cannot_be_read_in_the_database(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    install = many.server.state.install_of(team)
    assert install is not None
    (sealed,) = await rows(many)
    assert install.token.text.encode() not in sealed
    assert install.refresh_token.encode() not in sealed
    key = await key_of(many.house.core, seal(), Site("slack", team.id))
    assert key is not None
    assert key.secrets["token"] == install.token.text
    assert install.token.text not in repr(key)


async def test_a_whole_organisation_installs_once(many: Many) -> None:
    one = many.server.workspace("Heron", enterprise_id="E0AAAA")
    await many.installs(many.server.member(one, "Owner"), org=True)
    await many.says(one, "hello")
    assert await key_of(many.house.core, seal(), Site("slack", "E0AAAA")) is not None


async def test_a_proof_is_good_once_and_in_its_own_browser(many: Many) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    async with many.browser() as mine, many.browser() as anothers:
        address = await many.begin(mine)
        await many.begin(anothers)
        for browser, status in ((anothers, 400), (mine, 200), (mine, 200)):
            # A new code each time: it is the proof that is spent, and the last page says that all is done.
            assert (await browser.get(many.server.approves(owner, address))).status_code == status
    exchanged = [call for call in many.server.calls if call.method == "oauth.v2.access"]
    assert len(exchanged) == len(await rows(many)) == 1


@pytest.mark.parametrize("spoilt", ["", "nonsense", "a.b.c"])
async def test_a_forged_proof_stores_nothing(many: Many, spoilt: str) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    async with many.browser() as browser:
        back = urlsplit(many.server.approves(owner, await many.begin(browser)))
        code = back.query.partition("&")[0]
        answer = await browser.get(f"{back.path}?{code}&state={spoilt}")
    assert answer.status_code == 400
    assert "Nothing was stored" in answer.text
    assert await rows(many) == []


async def test_a_proof_grows_old(many: Many) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    async with many.browser() as browser:
        back = many.server.approves(owner, await many.begin(browser))
        many.clock.forward(minutes=10, seconds=1)
        assert (await browser.get(back)).status_code == 400
    assert await rows(many) == []


async def test_who_turns_it_down_is_told_so(many: Many) -> None:
    async with many.browser() as browser:
        answer = await browser.get(many.server.denies(await many.begin(browser)))
    assert answer.status_code == 400
    assert "turned it down" in answer.text
    assert await rows(many) == []


async def test_installs_are_told_of_in_the_log(many: Many, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    team = many.server.workspace("Heron Study")
    owner = many.server.member(team, "Owner")
    await many.installs(owner)
    assert f"Heron Study ({team.id}) installed the app." in caplog.messages
    await many.installs(owner)
    assert f"Heron Study ({team.id}) installed the app anew." in caplog.messages
    seen_at = many.clock.now()
    await note_installation_lost(many.house.core, "slack", team.id, "It was removed.", seen_at)
    assert f"Heron Study ({team.id}) has the app no more: It was removed." in caplog.messages
    many.clock.forward(days=3)
    await many.installs(owner)
    assert f"Heron Study ({team.id}) has the app again, after 3 days, 0:00:00." in caplog.messages
    async with many.browser() as browser:
        await browser.get(many.server.denies(await many.begin(browser)))
    assert "An install was turned down." in caplog.messages


async def test_a_wrong_client_secret_is_told_to_whoever_runs_it(
    many: Many, caplog: pytest.LogCaptureFixture
) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    many.server.app.client_secret = "another"
    answer = await many.installs(owner)
    assert answer.status_code == 500
    assert "Whoever runs it finds the reason in its log" in answer.text
    assert "SLACK_CLIENT_SECRET" not in answer.text
    assert "anew" not in answer.text
    (said,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert "SLACK_CLIENT_SECRET isn't this app's" in said.getMessage()
    assert said.exc_info is None


async def test_the_cookie_and_the_page_give_nothing_away(many: Many) -> None:
    async with many.browser() as browser:
        page = await browser.get("/slack/install")
    cookie = page.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "secure", "samesite=lax", "max-age=600"))
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert many.server.app.client_secret not in page.text


async def test_slack_away_during_the_exchange_is_told_and_can_be_begun_anew(many: Many) -> None:
    owner = many.server.member(many.server.workspace("Heron Study"), "Owner")
    many.server.faults.call("oauth.v2.access", faults.status(503))
    assert (await many.installs(owner)).status_code == 503
    assert await rows(many) == []
    assert (await many.installs(owner)).status_code == 200


async def test_who_installs_again_is_where_they_were(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    owner = many.server.member(team, "Owner")
    await many.installs(owner)
    await many.says(team, "before")
    install = many.server.state.install_of(team)
    assert install is not None
    install.token.dead = "account_inactive"
    with pytest.raises(InstallationGone):
        await many.says(team, "between")
    posted = len([c for c in many.server.calls if c.method == "chat.postMessage"])
    with pytest.raises(InstallationGone):
        await many.says(team, "between")
    assert len([c for c in many.server.calls if c.method == "chat.postMessage"]) == posted
    done = await many.installs(owner)
    assert "Everything is where it was" in done.text
    await many.says(team, "after")


async def test_keys_are_changed_without_a_new_install(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    await many.installs(many.server.member(team, "Owner"))
    core, at = many.house.core, Site("slack", team.id)
    assert await reseal(core, seal(f"{NEW},{KEYS}")) == 1
    assert await key_of(core, seal(NEW), at) is not None
    with pytest.raises(UserMustAct):
        await key_of(core, seal(KEYS), at)


async def test_a_row_moved_to_another_workspace_opens_nothing(many: Many) -> None:
    teams = [many.server.workspace(name) for name in ("Heron Study", "Ibis Study")]
    for team in teams:
        await many.installs(many.server.member(team, "Owner"))
    async with many.house.core.store.engine.begin() as connection:
        await connection.exec_driver_sql(
            "update credentials set sealed ="
            " (select sealed from credentials order by installation_id limit 1)"
        )
    assert await key_of(many.house.core, seal(), Site("slack", teams[0].id)) is not None
    with pytest.raises(UserMustAct, match="another workspace"):
        await key_of(many.house.core, seal(), Site("slack", teams[1].id))


async def test_a_workspace_that_stays_away_is_forgotten_in_the_end(many: Many) -> None:
    team = many.server.workspace("Heron Study")
    owner = many.server.member(team, "Owner")
    await many.installs(owner)
    await many.says(team, "k")
    core, organiser = many.house.core, account(owner)
    channel = next(iter(team.channels))
    await set_up_group(core, Wish("Herons", "slack", team.id, channel, organiser, "UTC"))
    install = many.server.state.install_of(team)
    assert install is not None
    install.token.dead = "account_inactive"
    with pytest.raises(InstallationGone):
        await many.says(team, "k2")

    many.clock.instant += timedelta(days=89)
    await many.slack.tend()
    assert await known(many, organiser)
    assert len(await rows(many)) == 1

    many.clock.instant += timedelta(days=2)
    assert await many.slack.tend() > 0
    assert not await known(many, organiser)
    assert await rows(many) == []
    assert await many.slack.tend() == 0
    await many.house.settle()


async def known(many: Many, whom: Account) -> bool:
    async with many.house.core.store.work() as work:
        return await work.people.known(whom) is not None
