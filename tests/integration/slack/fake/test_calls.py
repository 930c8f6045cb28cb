"""Who may call, what for, how often; and how what was said is read back."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.testing import FakeClock
from tests.fakes.slack.server import slack_server
from tests.fakes.slack.tokens import ALL_SCOPES
from tests.integration.slack.fake_slack_stage import Group, client, group, refusal

READS = {
    "chat.getPermalink": {"message_ts": "1.0"},
    "conversations.history": {"limit": "9"},
    "conversations.info": {"include_num_members": "true"},
    "conversations.members": {"limit": "9"},
    "conversations.replies": {"ts": "1.0"},
}


@pytest.fixture
async def stage(clock: FakeClock) -> AsyncIterator[Group]:
    async with slack_server(clock) as slack:
        yield group(slack)


async def test_a_good_token_says_who_it_is_and_what_it_may(stage: Group) -> None:
    said = await stage.client.auth_test()

    assert (said["team_id"], said["user_id"]) == (stage.team.id, stage.install.bot.id)
    assert said.headers["X-OAuth-Scopes"].split(",") == list(ALL_SCOPES)
    assert said.headers["Date"] == "Mon, 02 Mar 2026 08:00:00 GMT"


async def test_tokens_that_are_no_good_are_refused_each_by_its_name(stage: Group, clock: FakeClock) -> None:
    slack = stage.slack
    rotated = slack.install(slack.workspace("Other"), rotated=True).token.text
    app = slack.app_token()
    assert (await client(slack, rotated).auth_test())["ok"]
    clock.forward(hours=12)
    await stage.client.auth_revoke()
    revoked = stage.install.token.text

    tokens = ["", "xoxb-unknown", rotated, app, revoked]
    assert [(await refusal(client(slack, each).auth_test()))["error"] for each in tokens] == [
        "not_authed",
        "invalid_auth",
        "token_expired",
        "not_allowed_token_type",
        "token_revoked",
    ]


async def test_a_socket_opens_with_an_app_token_alone(stage: Group) -> None:
    refused = [
        await refusal(stage.client.apps_connections_open(app_token=stage.install.token.text)),
        await refusal(stage.client.apps_connections_open(app_token=stage.slack.state.tokens.app(()).text)),
    ]
    assert [each["error"] for each in refused] == ["not_allowed_token_type", "missing_scope"]
    opened = await stage.client.apps_connections_open(app_token=stage.slack.app_token())
    assert opened["url"].startswith("ws://127.0.0.1:")


async def test_every_method_needs_its_scope_and_names_it(stage: Group) -> None:
    poor = stage.slack.install(stage.slack.workspace("Poor"), ("commands", "channels:read"))
    slack = client(stage.slack, poor.token.text)
    channel = stage.slack.channel(poor.team, "general", poor.bot)
    calls: dict[str, Any] = {
        "chat:write": slack.chat_postMessage(channel=channel.id, text="Words."),
        "im:write": slack.conversations_open(users="U1"),
        "reactions:write": slack.reactions_add(channel=channel.id, timestamp="1.0", name="memo"),
        "files:write": slack.files_getUploadURLExternal(filename="a", length=1),
        "users:read": slack.users_info(user="U1"),
        "channels:join": slack.conversations_join(channel=channel.id),
        "channels:history": slack.conversations_history(channel=channel.id),
    }
    for scope, call in calls.items():
        said = await refusal(call)
        assert (said["error"], said["provided"]) == ("missing_scope", "commands,channels:read")
        assert scope in said["needed"]
    assert (await slack.conversations_info(channel=channel.id))["channel"]["is_member"]


async def test_a_token_of_one_workspace_knows_nothing_of_another(stage: Group) -> None:
    other = stage.slack.install(stage.slack.workspace("Other"))
    said = await refusal(
        client(stage.slack, other.token.text).chat_postMessage(channel=stage.practice.id, text="Hello")
    )
    assert said["error"] == "channel_not_found"


async def test_one_message_a_second_and_channel_after_a_small_burst(stage: Group, clock: FakeClock) -> None:
    for _ in range(3):
        await stage.card()
    with pytest.raises(SlackApiError) as no:
        await stage.card()

    assert (no.value.response.status_code, no.value.response["error"]) == (429, "ratelimited")
    assert no.value.response.headers["Retry-After"] == "1"
    assert len(stage.slack.pace.refused) == 1
    await stage.client.chat_postMessage(channel=stage.ada.id, text="Elsewhere")
    clock.forward(seconds=1)
    await stage.card()


async def test_a_tier_counts_per_method_and_workspace(stage: Group, clock: FakeClock) -> None:
    ts = await stage.slack.posts(stage.ada, stage.practice, "Mine")
    remove = {"channel": stage.practice.id, "timestamp": ts, "name": "memo"}
    for _ in range(20):
        assert (await refusal(stage.client.reactions_remove(**remove)))["error"] == "no_reaction"
    assert (await refusal(stage.client.reactions_remove(**remove)))["error"] == "ratelimited"
    await stage.client.reactions_add(**remove)
    clock.forward(seconds=60)
    await stage.client.reactions_remove(**remove)


async def test_arguments_of_what_writes_are_taken_from_query_form_and_json_alike(stage: Group) -> None:
    url, token = f"{stage.slack.url}chat.postMessage?channel={stage.practice.id}", stage.install.token.text
    async with aiohttp.ClientSession() as session:
        async with session.post(url, data={"text": "By form", "token": token}) as by_form:
            assert (await by_form.json())["ok"]
        bearer = {"Authorization": f"Bearer {token}"}
        async with session.post(url, json={"text": "By JSON"}, headers=bearer) as by_json:
            assert (await by_json.json())["ok"]
        async with session.post(f"{stage.slack.url}chat.shout", headers=bearer) as unknown:
            assert (await unknown.json())["error"] == "unknown_method"
    assert [each.text for each in stage.slack.messages(stage.practice)] == ["By form", "By JSON"]


@pytest.mark.parametrize("method", READS)
async def test_what_reads_leaves_json_unread(stage: Group, method: str) -> None:
    given, token = {"channel": stage.practice.id, **READS[method]}, stage.install.token.text
    bearer = {"Authorization": f"Bearer {token}"}
    errors = []
    async with aiohttp.ClientSession(headers=bearer) as session:
        for how in ({"json": given}, {"params": given}, {"data": given}):
            async with session.post(f"{stage.slack.url}{method}", **how) as answer:  # type: ignore[arg-type]  # one of three
                errors.append((await answer.json()).get("error", ""))

    assert errors[0] == "invalid_arguments"
    assert "invalid_arguments" not in errors[1:]


async def test_a_token_in_json_is_not_seen(stage: Group) -> None:
    said = {"text": "Here", "channel": stage.practice.id, "token": stage.install.token.text}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{stage.slack.url}chat.postMessage", json=said) as answer,
    ):
        assert (await answer.json())["error"] == "not_authed"
