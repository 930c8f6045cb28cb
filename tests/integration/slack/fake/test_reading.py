"""How what was said and who is there is read back."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.slack.server import slack_server
from tests.integration.slack.fake_slack_stage import Group, group, refusal


@pytest.fixture
async def stage(clock: FakeClock) -> AsyncIterator[Group]:
    async with slack_server(clock) as slack:
        yield group(slack)


async def test_history_is_read_page_by_page_newest_first_without_replies(stage: Group) -> None:
    slack, ada, at = stage.slack, stage.ada, stage.practice
    roots = [await slack.posts(ada, at, f"root {n}") for n in range(5)]
    await slack.posts(ada, at, "reply", thread=roots[0])
    shared = await slack.posts(ada, at, "shared", thread=roots[0], broadcast=True)

    found = await stage.client.conversations_history(channel=at.id, limit=4)
    pages = [([each["ts"] for each in page["messages"]], page["has_more"]) async for page in found]

    assert pages == [([shared, *roots[:1:-1]], True), (roots[1::-1], False)]
    some = await stage.client.conversations_history(channel=at.id, oldest=roots[3], latest=shared)
    assert [each["ts"] for each in some["messages"]] == [roots[4]]
    both = await stage.client.conversations_history(channel=at.id, oldest=roots[3], inclusive=True)
    assert [each["ts"] for each in both["messages"]] == [shared, roots[4], roots[3]]
    bad = stage.client.conversations_history(channel=at.id, cursor="?")
    assert (await refusal(bad))["error"] == "invalid_cursor"


async def test_replies_come_oldest_first_with_their_root_on_every_page(stage: Group) -> None:
    slack, ada, at = stage.slack, stage.ada, stage.practice
    root = await slack.posts(ada, at, "root")
    replies = [await slack.posts(ada, at, f"{n}", thread=root) for n in range(3)]

    found = await stage.client.conversations_replies(channel=at.id, ts=root, limit=3)
    pages = [[each["text"] for each in page["messages"]] async for page in found]

    assert pages == [["root", "0", "1"], ["root", "2"]]
    assert found["messages"][0]["reply_count"] == 3
    alone = await stage.client.conversations_replies(channel=at.id, ts=replies[1])
    assert [each["text"] for each in alone["messages"]] == ["1"]
    gone = stage.client.conversations_replies(channel=at.id, ts="1.000001")
    assert (await refusal(gone))["error"] == "thread_not_found"


async def test_a_distributed_app_gets_fifteen_a_minute(stage: Group, clock: FakeClock) -> None:
    stage.slack.app.distributed = True
    root = await stage.slack.posts(stage.ada, stage.practice, "root")
    for n in range(20):
        await stage.slack.posts(stage.ada, stage.practice, f"{n}", thread=root)
    ask: dict[str, Any] = {"channel": stage.practice.id, "ts": root, "limit": 200}

    first = await stage.client.conversations_replies(**ask)

    assert (len(first["messages"]), first["has_more"]) == (15, True)
    following = ask | {"cursor": first["response_metadata"]["next_cursor"]}
    assert (await refusal(stage.client.conversations_replies(**following)))["error"] == "ratelimited"
    clock.forward(seconds=60)
    rest = await stage.client.conversations_replies(**following)
    assert [each["text"] for each in rest["messages"]][1:] == [f"{n}" for n in range(14, 20)]


async def test_metadata_is_kept_and_shown_to_who_asks(stage: Group) -> None:
    ours = {"event_type": "debrief_card", "event_payload": {"key": "k1", "part": 0}}
    card = await stage.card(metadata=ours)
    at = stage.practice.id

    plain = await stage.client.conversations_history(channel=at)
    asked = await stage.client.conversations_history(channel=at, include_all_metadata=True)
    thread = await stage.client.conversations_replies(channel=at, ts=card.ts, include_all_metadata=True)

    assert "metadata" not in plain["messages"][0]
    assert [each["messages"][0]["metadata"] for each in (asked, thread)] == [ours, ours]


async def test_channels_are_described_joined_and_counted(stage: Group) -> None:
    public = stage.slack.channel(stage.team, "public", stage.ada)
    private = stage.slack.channel(stage.team, "private", stage.ada, private=True)
    slack = stage.client
    assert not (await slack.conversations_info(channel=public.id))["channel"]["is_member"]
    await slack.conversations_join(channel=public.id)
    assert (await slack.conversations_info(channel=public.id))["channel"]["is_member"]
    found = await slack.conversations_members(channel=public.id, limit=1)
    everyone = [page["members"] async for page in found]
    assert sorted(everyone) == sorted([[stage.ada.id], [stage.install.bot.id]])
    assert (await refusal(slack.conversations_join(channel=private.id)))["error"] == "channel_not_found"
    assert (await refusal(slack.conversations_history(channel="C404")))["error"] == "channel_not_found"
    archived = stage.slack.channel(stage.team, "old", stage.ada)
    await stage.slack.archives(stage.ada, archived)
    assert (await refusal(slack.conversations_join(channel=archived.id)))["error"] == "is_archived"


async def test_members_are_described(stage: Group) -> None:
    said = await stage.client.users_info(user=stage.ada.id)

    assert said["user"]["profile"]["real_name"] == "Ada"
    assert said["user"]["tz"] == "Europe/London"
    assert (await refusal(stage.client.users_info(user="U404")))["error"] == "user_not_found"
