"""Events of the gateway as the core is told of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord.heard.events import Me, channel_closed, deleted, edited, is_outage, posted, removed
from bot.domain.happenings import (
    Account,
    ChannelClosed,
    Command,
    CommandGiven,
    InstallationLost,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    Opening,
    Source,
)

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
IN_THREAD, DIRECT = MessageAt("5", "1", "6"), MessageAt("4", "1", direct=True)
ME = Me("9", "99")


def message(content: str = "I would stop it.", **other: Any) -> dict[str, Any]:
    said = {"id": "1", "type": 0, "author": {"id": "7", "username": "ana"}, "content": content}
    return said | {"timestamp": "2026-03-02T08:00:00+00:00", "edited_timestamp": None} | other


def test_what_a_member_writes_is_posted() -> None:
    told = posted("3", message(), IN_THREAD, ME)
    assert isinstance(told, MessagePosted)
    assert (told.source, told.at) == (Source("discord", "3", "message:1:"), IN_THREAD)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<@9> help", "help"),
        ("<@!9>, board  week", "board  week"),
        (" <@&99>: last", "last"),
        ("<@9>", ""),
        ("<@9> settings zone:Berlin", "settings zone Berlin"),
        ("<@9>\u00a0why <@8> <:owl:5>?", "why @ben :owl:?"),
    ],
)
def test_a_mention_of_the_bot_that_opens_a_message_is_a_command(content: str, said: str) -> None:
    who = [{"id": "8", "username": "ben"}]
    told = posted("3", message(content, mentions=who), IN_THREAD, ME)
    assert told == CommandGiven(
        Source("discord", "3", "message:1:"),
        Account("discord", "", "7", "ana"),
        Command.MEMBER,
        said,
        NOW,
        "5",
        in_message=True,
    )


def test_in_a_direct_conversation_a_command_names_no_channel() -> None:
    told = posted("3", message("<@9> last"), DIRECT, ME)
    assert isinstance(told, CommandGiven)
    assert told.channel_ref is None


@pytest.mark.parametrize(
    "content", ["<@8> help", "<@&98> help", "@everyone help", "<@99> help", "<@&9> help"]
)
def test_a_mention_of_anybody_else_is_talk(content: str) -> None:
    told = posted("3", message(content), IN_THREAD, ME)
    assert isinstance(told, MessagePosted)
    assert told.opening is Opening.MENTIONS_ANOTHER


def test_without_a_role_of_its_own_no_role_is_the_bot() -> None:
    assert isinstance(posted("3", message("<@&> help"), IN_THREAD, Me("9")), MessagePosted)
    assert isinstance(posted("3", message("<@&9> help"), IN_THREAD, Me("9")), MessagePosted)


def test_a_mention_further_on_is_part_of_what_is_said() -> None:
    assert isinstance(posted("3", message("I ask <@9> and stop it."), IN_THREAD, ME), MessagePosted)


@pytest.mark.parametrize("author", [{"id": "9", "bot": True}, {"id": "8", "system": True}])
def test_machines_say_nothing_and_command_nothing(author: dict[str, Any]) -> None:
    assert posted("3", message("<@9> help", author=author), IN_THREAD, ME) is None
    assert posted("3", message("<@9> help", webhook_id="8"), IN_THREAD, ME) is None


def test_an_edit_has_its_own_time_and_mentions_command_nothing_in_it() -> None:
    told = edited("3", message("<@9> help", edited_timestamp="2026-03-02T08:01:00+00:00"), IN_THREAD)
    assert told is not None
    assert (told.edited_at, told.opening) == (
        datetime(2026, 3, 2, 8, 1, tzinfo=UTC),
        Opening.MENTIONS_ANOTHER,
    )


@pytest.mark.parametrize(
    "payload",
    [
        message(),
        {"id": "1", "channel_id": "6", "embeds": [{"type": "link"}]},
        {k: v for k, v in message(edited_timestamp="2026-03-02T08:01:00+00:00").items() if k != "content"},
    ],
)
def test_what_changes_no_word_is_no_edit(payload: dict[str, Any]) -> None:
    assert edited("3", payload, IN_THREAD) is None


@pytest.mark.parametrize(
    ("beside", "count"),
    [
        ({"attachments": [{}, {}]}, 2),
        ({"sticker_items": [{}]}, 1),
        ({"poll": {"question": {"text": "Stop it?"}}}, 1),
        ({"message_snapshots": [{"message": {"content": "Somebody else's words."}}]}, 1),
        ({"poll": None, "attachments": None}, 0),
    ],
)
def test_what_isnt_text_is_counted(beside: dict[str, Any], count: int) -> None:
    told = posted("3", message("", **beside), IN_THREAD, ME)
    assert isinstance(told, MessagePosted)
    assert (told.text, told.attachments) == ("", count)


def test_a_deletion_is_one_event_however_often_it_is_told() -> None:
    assert deleted("3", IN_THREAD, NOW) == MessageDeleted(
        Source("discord", "3", "deletion:1"), IN_THREAD, NOW
    )


def test_each_time_that_a_channel_or_a_server_goes_is_its_own() -> None:
    channel, server = {"id": "5", "guild_id": "3"}, {"id": "3"}
    first, second = channel_closed(channel, NOW), channel_closed(channel, NOW.replace(second=1))
    assert isinstance(first, ChannelClosed)
    assert (first.channel_ref, first.source.installation_ref) == ("5", "3")
    assert first.source != second.source
    lost = removed(server, NOW)
    assert isinstance(lost, InstallationLost)
    assert (lost.source.installation_ref, lost.lost_at) == ("3", NOW)
    assert lost.source != removed(server, NOW.replace(second=1)).source


@pytest.mark.parametrize(("payload", "outage"), [({}, False), ({"unavailable": True}, True)])
def test_an_outage_is_no_removal(payload: dict[str, Any], *, outage: bool) -> None:
    assert is_outage({"id": "3"} | payload) is outage
