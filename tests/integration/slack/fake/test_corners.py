"""Refusals that are met rarely."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.fakes.slack import faults
from tests.fakes.slack.block_kit import view_problems
from tests.integration.slack.fake_slack_stage import Group, Heard, by_http, client, listening, refusal


async def test_a_direct_conversation_is_of_two(stage: Group) -> None:
    both = stage.client.conversations_open(users=[stage.ada.id, stage.ben.id])
    none = stage.client.conversations_open(users="")
    assert [(await refusal(each))["error"] for each in (both, none)] == ["too_many_users", "not_enough_users"]


async def test_a_page_has_its_bounds_and_a_time_is_a_time(stage: Group) -> None:
    at = stage.practice.id
    calls = [
        stage.client.conversations_history(channel=at, limit=1001),
        stage.client.conversations_history(channel=at, limit=-1),
    ]
    assert [(await refusal(each))["error"] for each in calls] == ["invalid_limit", "invalid_limit"]
    await stage.card()
    badly = stage.client.conversations_history(channel=at, oldest="yesterday")
    assert (await refusal(badly))["error"] == "invalid_ts_oldest"


async def test_a_private_channel_needs_scopes_of_its_own_and_is_not_joined(stage: Group) -> None:
    scopes = ("chat:write", "channels:history", "channels:read", "channels:join")
    poor = stage.slack.install(stage.slack.workspace("Poor"), scopes)
    own = stage.slack.channel(poor.team, "own", poor.bot, private=True)
    slack = client(stage.slack, poor.token.text)

    refused = [
        await refusal(slack.conversations_history(channel=own.id)),
        await refusal(slack.conversations_info(channel=own.id)),
        await refusal(slack.conversations_join(channel=own.id)),
    ]
    assert [each["error"] for each in refused] == [
        "missing_scope",
        "missing_scope",
        "method_not_supported_for_channel_type",
    ]
    assert [each["needed"] for each in refused[:2]] == ["groups:history", "groups:read"]
    assert own.id.startswith("C")


async def test_where_the_app_is_not_it_reads_and_marks_nothing(stage: Group) -> None:
    ts = await stage.slack.posts(stage.ada, stage.practice, "Mine")
    assert await stage.slack.removes_bot(stage.practice, by=stage.ada, unsaid=True) == []
    at = stage.practice.id

    calls = [
        stage.client.conversations_history(channel=at),
        stage.client.conversations_replies(channel=at, ts=ts),
        stage.client.reactions_add(channel=at, timestamp=ts, name="memo"),
        stage.client.chat_postEphemeral(channel=at, user=stage.ada.id, text="You"),
    ]
    assert [(await refusal(each))["error"] for each in calls] == ["not_in_channel"] * 4


async def test_sockets_are_opened_ten_at_most_and_by_a_good_ticket(stage: Group) -> None:
    off = stage.client.apps_connections_open(app_token=stage.slack.state.tokens.app().text)
    assert (await refusal(off))["error"] == "socket_mode_not_enabled"
    token = stage.slack.app_token()
    urls = [(await stage.client.apps_connections_open(app_token=token))["url"] for _ in range(1)]
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(urls[0])]
        hello = await sockets[0].receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(urls[0])
        sockets += [await session.ws_connect(stage.slack.state.socket_url()) for _ in range(10)]
        last = await sockets[-1].receive_json()
        await asyncio.gather(*(each.close() for each in sockets))

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert (last["type"], last["reason"]) == ("disconnect", "too_many_websockets")


async def test_a_trigger_is_of_its_own_workspace_and_a_view_is_not_too_large(stage: Group) -> None:
    heard = Heard()
    async with by_http(stage, listening(stage, heard)):
        await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me")
    trigger = heard.bodies[0]["trigger_id"]
    other = stage.slack.install(stage.slack.workspace("Other"))
    text = {"type": "plain_text", "text": "Words"}
    view: dict[str, Any] = {"type": "modal", "title": text, "blocks": [{"type": "section", "text": text}]}

    theirs = client(stage.slack, other.token.text).views_open(trigger_id=trigger, view=view)
    assert (await refusal(theirs))["error"] == "invalid_trigger_id"
    wide = {"type": "section", "text": {"type": "plain_text", "text": "\u2028" * 3000}}
    large = view | {"blocks": [wide] * 30}
    assert any("view_too_large" in each for each in view_problems(large))
    refused = await refusal(stage.client.views_open(trigger_id=trigger, view=large))
    assert refused["error"] == "view_too_large"


async def test_an_event_that_is_held_back_shows_what_was(stage: Group) -> None:
    heard = Heard()
    stage.slack.faults.event("message", faults.EventFault(held=True))
    async with by_http(stage, listening(stage, heard)):
        ts = await stage.slack.posts(stage.ada, stage.practice, "Root")
        await stage.slack.posts(stage.ben, stage.practice, "Reply", thread=ts)
        await stage.slack.releases()

    assert [each["text"] for each in heard.events] == ["Reply", "Root"]
    assert "reply_count" not in heard.events[1]


TYPED = {
    "see debrief.com/x & me": "see <http://debrief.com/x|debrief.com/x> &amp; me",
    "https://x.test/a?b=1&c": "<https://x.test/a?b=1&amp;c>",
    "ask ada@x.test": "ask <mailto:ada@x.test|ada@x.test>",
    "@here and @channel": "<!here> and <!channel>",
    "<@U1> <!channel>": "&lt;@U1&gt; &lt;!channel&gt;",
    "e.g. 3.5 or a.b": "e.g. 3.5 or a.b",
}


@pytest.mark.parametrize("typed", TYPED)
async def test_what_is_typed_is_kept_in_slacks_own_way(stage: Group, typed: str) -> None:
    await stage.slack.posts(stage.ada, stage.practice, typed)

    assert stage.slack.messages(stage.practice)[0].text == TYPED[typed]


async def test_a_quoted_line_is_a_quote_in_the_blocks(stage: Group) -> None:
    await stage.slack.posts(stage.ada, stage.practice, "> said before\nI agree")

    kinds = [each["type"] for each in stage.slack.messages(stage.practice)[0].blocks[0]["elements"]]
    assert kinds == ["rich_text_quote", "rich_text_section"]
