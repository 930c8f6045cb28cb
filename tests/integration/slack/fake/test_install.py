"""Manifests, OAuth, rotation, organisations."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest

from bot.testing import FakeClock
from tests.fakes.slack.refusal import NotPossible
from tests.fakes.slack.server import FakeSlack, slack_server
from tests.integration.slack.fake_slack_stage import client, refusal

BACK = "https://debrief.test/slack/oauth_redirect"


@pytest.fixture
async def slack(clock: FakeClock) -> AsyncIterator[FakeSlack]:
    async with slack_server(clock) as server:
        yield server


def link(slack: FakeSlack, **changes: str) -> str:
    asked = {"client_id": slack.app.client_id, "scope": "chat:write,commands", "state": "s1"}
    return f"https://slack.com/oauth/v2/authorize?{urlencode(asked | {'redirect_uri': BACK} | changes)}"


def query(address: str) -> dict[str, str]:
    return {name: each[0] for name, each in parse_qs(urlsplit(address).query).items()}


async def exchange(slack: FakeSlack, **changes: Any) -> Any:
    """Not by the client's own method: it warns of the library beneath it."""
    asked = {
        "client_id": slack.app.client_id,
        "client_secret": slack.app.client_secret,
        "redirect_uri": BACK,
        **changes,
    }
    return await client(slack, "").api_call("oauth.v2.access", data=asked)


async def test_a_code_is_good_for_one_install(slack: FakeSlack, clock: FakeClock) -> None:
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    back = query(slack.approves(owner, link(slack)))
    said = await exchange(slack, code=back["code"])

    assert back["state"] == "s1"
    assert (said["scope"], said["team"]["id"]) == ("chat:write,commands", owner.team_id)
    assert said["access_token"].startswith("xoxb-")
    assert "refresh_token" not in said.data
    assert (await client(slack, said["access_token"]).auth_test())["user_id"] == said["bot_user_id"]
    assert (await refusal(exchange(slack, code=back["code"])))["error"] == "code_already_used"
    old = query(slack.approves(owner, link(slack)))["code"]
    clock.forward(minutes=11)
    assert (await refusal(exchange(slack, code=old)))["error"] == "invalid_code"


async def test_who_may_exchange_is_checked(slack: FakeSlack) -> None:
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    code = query(slack.approves(owner, link(slack)))["code"]
    refused = [
        await refusal(exchange(slack, code=code, client_id="9")),
        await refusal(exchange(slack, code=code, client_secret="?")),
        await refusal(exchange(slack, code=code, redirect_uri="https://other.test/")),
        await refusal(exchange(slack, code="unknown")),
        await refusal(exchange(slack, code=code, grant_type="password")),
    ]
    assert [each["error"] for each in refused] == [
        "invalid_client_id",
        "bad_client_secret",
        "bad_redirect_uri",
        "invalid_code",
        "invalid_grant_type",
    ]
    await exchange(slack, code=code)


async def test_an_app_exchanges_so_often_in_a_minute_and_no_more(slack: FakeSlack, clock: FakeClock) -> None:
    for _ in range(20):
        assert (await refusal(exchange(slack, code="unknown")))["error"] == "invalid_code"
    assert (await refusal(exchange(slack, code="unknown")))["error"] == "ratelimited"
    clock.forward(seconds=60)
    assert (await refusal(exchange(slack, code="unknown")))["error"] == "invalid_code"


async def test_an_exchange_leaves_json_unread(slack: FakeSlack) -> None:
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    given = {
        "client_id": slack.app.client_id,
        "client_secret": slack.app.client_secret,
        "redirect_uri": BACK,
        "code": query(slack.approves(owner, link(slack)))["code"],
    }
    said = await refusal(client(slack, "").api_call("oauth.v2.access", json=given))
    assert said["error"] == "invalid_client_id"


async def test_the_clients_id_and_secret_may_come_as_name_and_password(slack: FakeSlack) -> None:
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    code = query(slack.approves(owner, link(slack)))["code"]
    named = {"Authorization": aiohttp.encode_basic_auth(slack.app.client_id, slack.app.client_secret)}
    async with aiohttp.ClientSession(headers=named) as session:
        asked = {"code": code, "redirect_uri": BACK}
        async with session.post(f"{slack.url}oauth.v2.access", data=asked) as answer:
            assert (await answer.json())["ok"]


async def test_who_cancels_comes_back_without_a_code(slack: FakeSlack) -> None:
    assert query(slack.denies(link(slack))) == {"error": "access_denied", "state": "s1"}


async def test_a_link_with_anothers_client_or_address_is_refused(slack: FakeSlack) -> None:
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    slack.app.redirect_urls = [BACK]
    with pytest.raises(NotPossible):
        slack.approves(owner, link(slack, client_id="9"))
    with pytest.raises(NotPossible):
        slack.approves(owner, link(slack, redirect_uri="https://other.test/"))


async def test_a_rotated_token_lasts_twelve_hours_and_its_refresh_token_one_use(
    slack: FakeSlack, clock: FakeClock
) -> None:
    slack.app.token_rotation = True
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    first = await exchange(slack, code=query(slack.approves(owner, link(slack)))["code"])
    assert (first["expires_in"], first["access_token"][:9]) == (43_200, "xoxe.xoxb")
    clock.forward(hours=11)
    refresh = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}

    second = await exchange(slack, **refresh)

    assert second["refresh_token"] != first["refresh_token"]
    assert (await refusal(exchange(slack, **refresh)))["error"] == "invalid_refresh_token"
    clock.forward(hours=1)
    assert (await refusal(client(slack, first["access_token"]).auth_test()))["error"] == "token_expired"
    assert (await client(slack, second["access_token"]).auth_test())["ok"]


async def test_a_new_install_makes_the_old_refresh_token_worthless(slack: FakeSlack) -> None:
    slack.app.token_rotation = True
    owner = slack.member(slack.workspace("Heron Study"), "Ada")
    first = await exchange(slack, code=query(slack.approves(owner, link(slack)))["code"])
    second = await exchange(slack, code=query(slack.approves(owner, link(slack)))["code"])
    old = exchange(slack, grant_type="refresh_token", refresh_token=first["refresh_token"])

    assert second["bot_user_id"] == first["bot_user_id"]
    assert (await refusal(old))["error"] == "invalid_refresh_token"


async def test_an_organisations_token_serves_its_workspaces(slack: FakeSlack) -> None:
    one, two = (slack.workspace(name, enterprise_id="E1") for name in ("One", "Two"))
    owner = slack.member(one, "Ada")
    said = await exchange(slack, code=query(slack.approves(owner, link(slack), org=True))["code"])

    assert (said["team"], said["enterprise"]["id"]) == (None, "E1")
    assert said["is_enterprise_install"] is True
    there = client(slack, said["access_token"])
    assert (await there.auth_test())["is_enterprise_install"]
    bot = slack.bot_of(one)
    for team in (one, two):
        channel = slack.channel(team, "practice", bot, owner)
        await there.chat_postMessage(channel=channel.id, text="Hello")
    unserved = slack.channel(slack.workspace("Other"), "practice", bot)
    said = await refusal(there.chat_postMessage(channel=unserved.id, text="Hello"))
    assert said["error"] == "channel_not_found"


def manifest(**settings: Any) -> dict[str, Any]:
    return {
        "features": {
            "bot_user": {"display_name": "Debrief"},
            "slash_commands": [{"command": "/debrief", "url": "https://debrief.test/slack/commands"}],
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True}
            | {"messages_tab_read_only_enabled": False},
        },
        "oauth_config": {"scopes": {"bot": ["commands", "channels:history", "chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.channels"]}, **settings},
    }


async def test_an_app_is_no_more_than_its_manifest_says(slack: FakeSlack) -> None:
    slack.app.use_manifest(manifest())
    team = slack.workspace("Heron Study")
    install, ada = slack.install(team), slack.member(team, "Ada")
    practice = slack.channel(team, "practice", ada, install.bot)
    await slack.posts(ada, practice, "Heard")
    await slack.posts(ada, slack.direct(ada), "Not subscribed")
    await slack.leaves(ada, practice)

    assert install.scopes == ("commands", "channels:history", "chat:write")
    sent = {each.payload["event_id"]: each.payload["event"] for each, _ in slack.outbox.outcomes}
    assert [each.get("subtype", each["type"]) for each in sent.values()] == ["message", "channel_leave"]
    with pytest.raises(NotPossible, match="not a valid command"):
        await slack.types_command(ada, slack.direct(ada), "/other")


@pytest.mark.parametrize("event", ["message.im", "member_left_channel"])
async def test_a_manifest_with_an_event_and_no_scope_for_it_is_refused(slack: FakeSlack, event: str) -> None:
    with pytest.raises(NotPossible, match="without a scope"):
        slack.app.use_manifest(manifest(event_subscriptions={"bot_events": [event]}))
