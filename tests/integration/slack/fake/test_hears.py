"""What the app hears of the members' acts, by request and by socket alike."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from tests.fakes.slack.refusal import NotPossible
from tests.integration.slack.fake_slack_stage import Group, Heard, by_http, by_socket, listening

EVERY_KIND = [
    "message",
    "message",
    "message_changed",
    "message_changed",
    "message_deleted",
    "thread_broadcast",
    "file_share",
    "bot_message",
    "message",
    "channel_join",
    "member_joined_channel",
]
COMING_AND_GOING = [
    "channel_leave",
    "member_left_channel",
    "channel_archive",
    "channel_unarchive",
    "channel_deleted",
    "message",
    "group_left",
    "message",
    "channel_left",
    "member_left_channel",
    "user_change",
    "app_home_opened",
    "tokens_revoked",
    "app_uninstalled",
]


@pytest.fixture(params=["http", "socket"])
async def heard(stage: Group, request: pytest.FixtureRequest) -> AsyncIterator[Heard]:
    kept = Heard()
    app = listening(stage, kept)
    way: AbstractAsyncContextManager[Any] = (by_http if request.param == "http" else by_socket)(stage, app)
    async with way:
        yield kept


async def test_a_reply_comes_escaped_with_mentions_marked(stage: Group, heard: Heard) -> None:
    card = await stage.card()
    ts = await stage.slack.posts(stage.ada, stage.practice, "@Ben: 2 < 3 & #practice", thread=card.ts)

    event = heard.events[-1]
    assert event["text"] == f"<@{stage.ben.id}>: 2 &lt; 3 &amp; <#{stage.practice.id}|practice>"
    assert (event["ts"], event["thread_ts"], event["channel_type"]) == (ts, card.ts, "channel")
    assert "subtype" not in event
    wrapped = heard.bodies[-1]
    assert wrapped["team_id"] == stage.team.id
    assert wrapped["authorizations"][0]["user_id"] == stage.install.bot.id


async def a_message_of_every_kind(stage: Group) -> tuple[str, str, str]:
    """The card, the reply that's changed and deleted, and the other bot."""
    slack, ada, practice = stage.slack, stage.ada, stage.practice
    card = await stage.card()
    await slack.quiet()
    other = slack.other_bot(stage.team, "Standup")
    ts = await slack.posts(ada, practice, "one", thread=card.ts)
    await slack.edits(ada, practice, ts, "two")
    await slack.unfurls(practice, ts)
    await slack.deletes(ada, practice, ts)
    await slack.posts(ada, practice, "shared", thread=card.ts, broadcast=True)
    await slack.posts(ada, practice, "", thread=card.ts, files=("notes.pdf",))
    await slack.other_bot_posts(other, practice, "Standup!", legacy=True)
    await slack.other_bot_posts(other, practice, "Standup!")
    await slack.joins(slack.member(stage.team, "Cleo"), practice)
    return card.ts, ts, other.bot_id


async def test_every_kind_of_message_has_its_own_shape(stage: Group, heard: Heard) -> None:
    card_ts, ts, other = await a_message_of_every_kind(stage)

    assert heard.kinds() == EVERY_KIND
    own, _, edited, unfurled, gone, broadcast, shared, legacy, other_bot = heard.events[:9]
    assert own["bot_id"] == stage.install.bot.bot_id
    assert edited["message"]["text"] == "two"
    assert (edited["previous_message"]["text"], edited["hidden"]) == ("one", True)
    assert edited["ts"] != edited["message"]["ts"] == ts
    assert unfurled["message"]["text"] == unfurled["previous_message"]["text"]
    assert (gone["deleted_ts"], gone["previous_message"]["text"]) == (ts, "two")
    assert broadcast["root"]["ts"] == card_ts
    assert (shared["text"], shared["files"][0]["name"]) == ("", "notes.pdf")
    assert "user" not in legacy
    assert other_bot["bot_id"] == other


async def test_a_root_with_replies_that_is_deleted_leaves_a_tombstone(stage: Group, heard: Heard) -> None:
    root = await stage.slack.posts(stage.ada, stage.practice, "Question")
    await stage.slack.posts(stage.ben, stage.practice, "Answer", thread=root)
    await stage.slack.deletes(stage.ada, stage.practice, root)

    assert heard.events[-1]["message"]["subtype"] == "tombstone"
    assert stage.slack.messages(stage.practice)[0].text == "This message was deleted."


async def test_coming_and_going_is_heard(stage: Group, heard: Heard) -> None:
    slack = stage.slack
    other = slack.channel(stage.team, "other", stage.ada, stage.install.bot)
    private = slack.channel(stage.team, "own", stage.ada, stage.install.bot, private=True)
    await slack.leaves(stage.ada, other)
    await slack.archives(stage.ben, stage.practice)
    await slack.unarchives(stage.ben, stage.practice)
    await slack.deletes_channel(other)
    await slack.removes_bot(private, by=stage.ada)
    await slack.removes_bot(stage.practice, by=stage.ada, also_as_member=True)
    await slack.deactivates(stage.ben)
    await slack.opens_home(stage.ada)
    await slack.uninstalls(stage.team)

    assert heard.kinds() == COMING_AND_GOING
    assert heard.events[1]["user"] == stage.ada.id
    by_slackbot = heard.events[5]
    assert (by_slackbot["user"], by_slackbot["channel_type"]) == ("USLACKBOT", "im")
    assert heard.events[10]["user"]["deleted"] is True


async def test_messages_of_a_channel_without_the_app_are_not_heard(stage: Group, heard: Heard) -> None:
    elsewhere = stage.slack.channel(stage.team, "elsewhere", stage.ada)
    await stage.slack.posts(stage.ada, elsewhere, "Among ourselves")
    await stage.slack.posts(stage.ada, stage.slack.direct(stage.ada), "To you")

    assert [each["channel_type"] for each in heard.events] == ["im"]


async def test_a_command_comes_as_a_form_and_its_answer_is_seen_by_one(stage: Group, heard: Heard) -> None:
    heard.answers = {"text": "Only for you."}
    await stage.slack.types_command(stage.ada, stage.practice, "/debrief", " board week & <more>")

    body = heard.bodies[0]
    assert (body["command"], body["text"]) == ("/debrief", "board week &amp; &lt;more&gt;")
    assert body["is_enterprise_install"] == "false"
    assert [each.text for each in stage.slack.messages(stage.practice, stage.ada)] == ["Only for you."]
    assert stage.slack.messages(stage.practice, stage.ben) == []


async def test_a_command_inside_of_a_thread_is_refused_by_slack_itself(stage: Group, heard: Heard) -> None:
    card = await stage.card()
    with pytest.raises(NotPossible, match="not supported in threads"):
        await stage.slack.types_command(stage.ada, stage.practice, "/debrief", "me", thread=card.ts)
    with pytest.raises(NotPossible, match="isn't in"):
        await stage.slack.posts(stage.slack.member(stage.team, "Cleo"), stage.practice, "Hello")


async def test_a_pressed_button_brings_its_message_value_and_trigger(stage: Group, heard: Heard) -> None:
    button = {
        "type": "button",
        "action_id": "hint",
        "text": {"type": "plain_text", "text": "Hint"},
        "value": "7",
    }
    card = await stage.card(blocks=[{"type": "actions", "elements": [button]}])
    await stage.slack.quiet()
    heard.bodies.clear()

    await stage.slack.clicks(stage.ada, card, "Hint")

    (body,) = heard.bodies
    assert body["type"] == "block_actions"
    assert (body["actions"][0]["action_id"], body["actions"][0]["value"]) == ("hint", "7")
    assert body["container"]["message_ts"] == body["message"]["ts"] == card.ts
    with pytest.raises(NotPossible, match="no button"):
        await stage.slack.clicks(stage.ada, card, "Help")


async def test_a_shortcut_brings_the_message(stage: Group, heard: Heard) -> None:
    ts = await stage.slack.posts(stage.ada, stage.practice, "My answer")
    (message,) = stage.slack.messages(stage.practice, stage.ada)
    await stage.slack.uses_shortcut(stage.ada, message, "debrief_take_out")

    body = heard.bodies[-1]
    assert (body["type"], body["callback_id"], body["message_ts"]) == (
        "message_action",
        "debrief_take_out",
        ts,
    )
