"""Each kind of message event, by its rule."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.slack.heard.messages import from_message
from bot.domain.happenings import (
    Account,
    Command,
    CommandGiven,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    Opening,
    Source,
)
from tests.unit.slack.heard.payloads import (
    ADA,
    BOT,
    CHANNEL,
    DIRECT,
    ROOT,
    TEAM,
    TS,
    changed,
    deleted,
    heard,
    message,
    reply,
)

AT = datetime(2016, 12, 28, 21, 22, 20, 200, tzinfo=UTC)
WHERE = Source("slack", TEAM, "Ev0PV52K25")
ANA = Account("slack", TEAM, ADA)


def posted(inner: dict[str, Any]) -> MessagePosted:
    found = from_message(heard(inner))
    assert isinstance(found, MessagePosted)
    return found


def test_a_message_in_a_channel() -> None:
    assert posted(message()) == MessagePosted(WHERE, MessageAt(CHANNEL, TS), ANA, "I would stop it.", AT)


def test_a_reply_names_its_thread() -> None:
    assert posted(reply()).at == MessageAt(CHANNEL, TS, ROOT)


def test_a_root_with_replies_is_in_no_thread() -> None:
    assert posted(message(thread_ts=TS)).at == MessageAt(CHANNEL, TS)


def test_a_direct_message() -> None:
    assert posted(message(channel=DIRECT, channel_type="im")).at == MessageAt(DIRECT, TS, direct=True)


@pytest.mark.parametrize("kind", ["group", "mpim"])
def test_other_conversations_are_not_direct(kind: str) -> None:
    assert not posted(message(channel="G0123", channel_type=kind)).at.direct


def test_a_reply_that_is_shown_in_the_channel_too_is_the_reply() -> None:
    broadcast = reply(subtype="thread_broadcast", root={"ts": ROOT, "text": "The scenario."})

    assert posted(broadcast).at == MessageAt(CHANNEL, TS, ROOT)


def test_files_without_words_are_told_as_such() -> None:
    shared = posted(reply("", subtype="file_share", files=[{"id": "F1"}, {"id": "F2"}], upload=False))

    assert (shared.text, shared.attachments) == ("", 2)


def test_mentions_and_quotes_are_told_by_how_the_message_opens() -> None:
    assert posted(reply("<@U0BEN0001> why?")).opening is Opening.MENTIONS_ANOTHER
    assert posted(reply("&gt; I would stop it\nWhy?")).opening is Opening.QUOTES


def test_a_text_that_is_missing_is_empty() -> None:
    bare = reply()
    del bare["text"]

    assert posted(bare).text == ""


@pytest.mark.parametrize(
    "ignored",
    [
        reply(bot_id="B0OTHER", app_id="A0OTHER"),
        reply(user=BOT, bot_id="B0"),
        {**reply(), "user": None},
        message("<@U1> has joined the channel", subtype="channel_join"),
        message("set the topic", subtype="channel_topic"),
        message("", subtype="bot_message", bot_id="B1"),
        message("", subtype="message_replied", hidden=True),
        message("", subtype="ekm_access_denied"),
        message("", subtype="something_new"),
        message(hidden=True),
        message(user="USLACKBOT"),
    ],
)
def test_what_is_no_members_message_is_ignored(ignored: dict[str, Any]) -> None:
    assert from_message(heard(ignored)) is None


def test_an_edit_is_told_with_its_own_time() -> None:
    edit = posted(changed(reply(), reply("I would stop it now.", edited={"user": ADA, "ts": "1482960150.0"})))

    assert edit.at == MessageAt(CHANNEL, TS, ROOT)
    assert edit.text == "I would stop it now."
    assert edit.posted_at == AT
    assert edit.edited_at == datetime(2016, 12, 28, 21, 22, 30, 300, tzinfo=UTC)


def test_two_edits_within_a_second_are_told_apart() -> None:
    edited = {"user": ADA, "ts": "1482960150.000000"}
    one = posted(changed(reply(), reply("One.", edited=edited), ts="1482960150.000300"))
    two = posted(changed(reply("One."), reply("Two.", edited=edited), ts="1482960150.000400"))

    assert one.version < two.version


def test_a_change_that_leaves_the_text_as_it_was_is_no_edit() -> None:
    before = reply("See <https://example.org>")
    unfurled = {**before, "attachments": [{"title": "Example"}]}

    assert from_message(heard(changed(before, unfurled))) is None


def test_a_change_of_what_a_machine_wrote_is_ignored() -> None:
    before = reply(user=BOT, bot_id="B0")

    assert from_message(heard(changed(before, {**before, "text": "Else"}))) is None


def test_an_edit_that_addresses_the_bot_is_talk() -> None:
    edit = posted(changed(reply(), reply(f"<@{BOT}> board")))

    assert edit.opening is Opening.MENTIONS_ANOTHER


def test_a_deletion() -> None:
    gone = from_message(heard(deleted(reply())))

    when = datetime(2016, 12, 28, 21, 22, 40, 400, tzinfo=UTC)
    assert gone == MessageDeleted(WHERE, MessageAt(CHANNEL, TS, ROOT), when)


def test_a_deletion_of_what_nobody_remembers() -> None:
    bare = deleted(reply())
    del bare["previous_message"]

    gone = from_message(heard(bare))
    assert isinstance(gone, MessageDeleted)
    assert gone.at == MessageAt(CHANNEL, TS)


def test_a_deleted_root_whose_thread_goes_on_is_a_deletion() -> None:
    root = message(thread_ts=TS)
    stone = {
        **root,
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "text": "It was deleted.",
        "hidden": True,
    }

    gone = from_message(heard(changed(root, stone)))
    again = from_message(heard(deleted(stone)))

    assert isinstance(gone, MessageDeleted)
    assert isinstance(again, MessageDeleted)
    assert gone.at == again.at == MessageAt(CHANNEL, TS)


@pytest.mark.parametrize("of", [deleted, lambda it: changed(it, {**it, "subtype": "tombstone"})])
def test_a_card_of_ours_that_somebody_deletes_is_no_members_message(of: Any) -> None:
    assert from_message(heard(of(message(user=BOT, bot_id="B0")))) is None


def test_a_mention_of_the_bot_is_a_command() -> None:
    given = from_message(heard(reply(f"<@{BOT}> board week")))

    assert given == CommandGiven(WHERE, ANA, Command.MEMBER, "board week", AT, CHANNEL, in_message=True)


def test_a_mention_in_a_direct_message_is_a_command_of_no_channel() -> None:
    given = from_message(heard(message(f"<@{BOT}> me", channel=DIRECT, channel_type="im")))

    assert isinstance(given, CommandGiven)
    assert given.channel_ref is None


def test_another_bot_commands_nothing() -> None:
    assert from_message(heard(reply(f"<@{BOT}> board", bot_id="B0OTHER"))) is None


def test_times_are_exact() -> None:
    late = posted(message(ts="1482960140.999999"))

    assert late.posted_at - AT == timedelta(microseconds=999_799)


@pytest.mark.parametrize("ts", ["", "soon", None])
def test_a_time_that_is_none_is_refused(ts: object) -> None:
    with pytest.raises((ValueError, KeyError)):
        from_message(heard(message(ts=ts)))
