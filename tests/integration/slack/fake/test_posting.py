"""What the unmodified client may post, and what the fake refuses as Slack does."""

from typing import Any

import pytest

from tests.integration.slack.fake_slack_stage import Group, refusal


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


async def post(stage: Group, **what: Any) -> Any:
    asked = {"channel": stage.practice.id, "text": "Words."} | what
    return await stage.client.api_call("chat.postMessage", json=asked)  # the named call warns of no text


async def test_a_post_is_seen_by_all_and_its_ts_is_unique_in_the_channel(stage: Group) -> None:
    one, two = await post(stage), await post(stage, text="Again.")

    assert [each.text for each in stage.slack.messages(stage.practice, stage.ada)] == ["Words.", "Again."]
    assert one["ts"] < two["ts"]
    assert [len(each["ts"].partition(".")[2]) for each in (one, two)] == [6, 6]
    assert one["message"]["bot_id"] == stage.install.bot.bot_id


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no such channel": ({"channel": "C404"}, "channel_not_found"),
    "nothing to say": ({"text": " "}, "no_text"),
    "40,001 characters": ({"text": "w" * 40_001}, "msg_too_long"),
    "unsound blocks": ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
    "blocks that aren't JSON": ({"blocks": "[{"}, "invalid_blocks_format"),
    "blocks too long together": ({"blocks": [section("w" * 2500)] * 5}, "msg_blocks_too_long"),
    "a picture that was never uploaded": (
        {"blocks": [{"type": "image", "alt_text": "A board", "slack_file": {"id": "F404"}}]},
        "invalid_blocks",
    ),
    "attachments of old": ({"attachments": [{"text": "Words."}]}, "invalid_attachments"),
    "a thread that isn't there": ({"thread_ts": "1700000000.000100"}, "thread_not_found"),
    "metadata that is none": ({"metadata": {"event_type": "card"}}, "invalid_metadata_format"),
    "metadata of another kind": (
        {"metadata": {"event_type": "card", "event_payload": "key"}},
        "invalid_metadata_format",
    ),
    "metadata without end": (
        {"metadata": {"event_type": "card", "event_payload": {"key": "k" * 8_000}}},
        "metadata_too_large",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_a_post_that_slack_would_refuse_is_refused(stage: Group, case: str) -> None:
    what, error = REFUSED[case]

    assert (await refusal(post(stage, **what)))["error"] == error
    assert stage.slack.messages(stage.practice) == []


async def test_what_is_wrong_with_blocks_is_said(stage: Group) -> None:
    said = await refusal(post(stage, blocks=[section("w" * 3001)]))

    assert "less than 3001" in said["response_metadata"]["messages"][0]


async def test_where_the_app_is_not_it_cannot_write(stage: Group) -> None:
    public = stage.slack.channel(stage.team, "public", stage.ada)
    private = stage.slack.channel(stage.team, "private", stage.ada, private=True)
    gone = stage.slack.channel(stage.team, "gone", stage.ada, stage.install.bot)
    gone.deleted, stage.practice.archived = True, True

    refused = [
        await refusal(post(stage, channel=each.id)) for each in (public, private, gone, stage.practice)
    ]
    assert [each["error"] for each in refused] == [
        "not_in_channel",
        "channel_not_found",
        "channel_not_found",
        "is_archived",
    ]


async def test_a_thread_has_a_root_and_a_reply_is_none(stage: Group) -> None:
    root = await post(stage)
    reply = await post(stage, thread_ts=root["ts"])

    assert (await refusal(post(stage, thread_ts=reply["ts"])))["error"] == "cannot_reply_to_message"
    assert [each.thread_ts for each in stage.slack.messages(stage.practice)] == [None, root["ts"]]


async def test_only_its_own_message_can_be_changed_or_taken_away(stage: Group) -> None:
    own = await post(stage, blocks=[section("Words.")])
    theirs = await stage.slack.posts(stage.ada, stage.practice, "Mine")
    at = stage.practice.id
    await stage.client.chat_update(channel=at, ts=own["ts"], text="Changed.")

    (shown, _) = stage.slack.messages(stage.practice)
    assert (shown.text, shown.words) == ("Changed.", "Words.")
    changes = [
        await refusal(stage.client.chat_update(channel=at, ts=theirs, text="Not mine")),
        await refusal(stage.client.chat_update(channel=at, ts="1.000001", text="Nobody's")),
        await refusal(stage.client.chat_update(channel=at, ts=own["ts"], text="w" * 4_001)),
        await refusal(stage.client.chat_delete(channel=at, ts=theirs)),
    ]
    assert [each["error"] for each in changes] == [
        "cant_update_message",
        "message_not_found",
        "msg_too_long",
        "cant_delete_message",
    ]
    await stage.client.chat_delete(channel=at, ts=own["ts"])
    assert [each.text for each in stage.slack.messages(stage.practice)] == ["Mine"]


async def test_a_whisper_is_seen_by_its_addressee_alone_and_is_in_no_history(stage: Group) -> None:
    ada, at = stage.ada, stage.practice.id
    await stage.client.chat_postEphemeral(channel=at, user=ada.id, text="Only you.")
    outsider = stage.slack.member(stage.team, "Cleo")

    assert [each.text for each in stage.slack.messages(stage.practice, ada)] == ["Only you."]
    assert stage.slack.messages(stage.practice, stage.ben) == stage.slack.messages(stage.practice) == []
    assert (await stage.client.conversations_history(channel=at))["messages"] == []
    refused = await refusal(stage.client.chat_postEphemeral(channel=at, user=outsider.id, text="You."))
    assert refused["error"] == "user_not_in_channel"


async def test_direct_messages_reach_who_takes_them(stage: Group) -> None:
    opened = await stage.client.conversations_open(users=stage.ada.id)
    again = await stage.client.conversations_open(users=stage.ada.id)
    await post(stage, channel=opened["channel"]["id"], text="For you.")

    assert again["channel"]["id"] == opened["channel"]["id"]
    assert [each.text for each in stage.slack.messages(stage.slack.direct(stage.ada), stage.ada)] == [
        "For you."
    ]
    closed = stage.slack.member(stage.team, "Cleo", takes_messages=False)
    gone = stage.slack.member(stage.team, "Dan")
    await stage.slack.deactivates(gone)
    refused = [
        (await refusal(stage.client.conversations_open(users=each)))["error"]
        for each in (closed.id, gone.id, "U404", stage.install.bot.id)
    ]
    assert refused == ["cannot_dm_bot", "user_disabled", "user_not_found", "cannot_dm_bot"]
    direct = [stage.slack.direct(each) for each in (closed, gone)]
    refused = [(await refusal(post(stage, channel=each.id)))["error"] for each in direct]
    assert refused == ["cannot_dm_bot", "user_disabled"]
    stage.slack.app.messages_tab = False
    said = await refusal(post(stage, channel=opened["channel"]["id"]))
    assert said["error"] == "messages_tab_disabled"


async def test_marks_are_set_once_and_taken_away_once(stage: Group) -> None:
    ts = await stage.slack.posts(stage.ada, stage.practice, "Mine")
    at = {"channel": stage.practice.id, "timestamp": ts}
    await stage.client.reactions_add(name="memo", **at)

    assert stage.slack.messages(stage.practice)[0].marks == ["memo"]
    assert (await refusal(stage.client.reactions_add(name="memo", **at)))["error"] == "already_reacted"
    assert (await refusal(stage.client.reactions_add(name="memmo", **at)))["error"] == "invalid_name"
    await stage.client.reactions_remove(name="memo", **at)
    assert stage.slack.messages(stage.practice)[0].marks == []
    assert (await refusal(stage.client.reactions_remove(name="memo", **at)))["error"] == "no_reaction"
    nowhere = at | {"timestamp": "1.000001"}
    assert (await refusal(stage.client.reactions_add(name="memo", **nowhere)))["error"] == "message_not_found"


async def test_a_link_leads_to_a_message_and_its_thread(stage: Group) -> None:
    root = await post(stage)
    reply = await post(stage, thread_ts=root["ts"])
    found = await stage.client.chat_getPermalink(channel=stage.practice.id, message_ts=reply["ts"])

    assert found["permalink"].endswith(f"?thread_ts={root['ts']}&cid={stage.practice.id}")
    nowhere = stage.client.chat_getPermalink(channel=stage.practice.id, message_ts="1.000001")
    assert (await refusal(nowhere))["error"] == "message_not_found"


async def test_what_slack_would_make_a_mention_is_counted(stage: Group) -> None:
    await post(stage, text="<!channel> look", blocks=[section("&lt;!here&gt; <@U1> <https://x.test|x>")])

    assert stage.slack.messages(stage.practice)[0].mentions == ["@U1", "https://x.test|x", "!channel"]
