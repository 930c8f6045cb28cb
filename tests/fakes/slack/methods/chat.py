"""chat.*: posting, changing and taking away messages."""

import json
from typing import Any

from tests.fakes.slack.block_kit import problems
from tests.fakes.slack.calls import Call, method
from tests.fakes.slack.messages import by_bot, edit, edited, event_of, take_away, with_ids, write
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.world import Channel, Message, shown

MOST_POSTED, MOST_UPDATED = 40_000, 4_000
MOST_METADATA = 8_000


@method("chat.postMessage", "chat:write", tier=0)
def post_message(call: Call) -> dict[str, Any]:
    channel = writable(call)
    content = content_of(call, MOST_POSTED)
    thread_ts = root_in(call, channel)
    call.state.pace.post(call.method, call.team.id, channel.id)
    said = by_bot(call.state, call.bot) | content
    if thread_ts and call.truth("reply_broadcast"):
        said["subtype"] = "thread_broadcast"
    message = write(call.state, channel, said, thread_ts)
    call.state.tell(call.team, event_of(channel, message), channel)
    return {"channel": channel.id, "ts": message["ts"], "message": shown(message)}


@method("chat.update", "chat:write", tier=3)
def update(call: Call) -> dict[str, Any]:
    channel = writable(call, is_update=True)
    message = own(call, channel, "cant_update_message")
    content = content_of(call, MOST_UPDATED, may_keep=True)
    changes = content | {"edited": edited(call.state, call.bot)}
    call.state.tell(call.team, edit(call.state, channel, message, changes), channel)
    text = message.get("text", "")
    return {"channel": channel.id, "ts": message["ts"], "text": text, "message": shown(message)}


@method("chat.delete", "chat:write", tier=3)
def delete(call: Call) -> dict[str, Any]:
    channel = call.channel()
    message = own(call, channel, "cant_delete_message")
    call.state.tell(call.team, take_away(call.state, channel, message), channel)
    return {"channel": channel.id, "ts": message["ts"]}


@method("chat.postEphemeral", "chat:write", tier=4)
def post_ephemeral(call: Call) -> dict[str, Any]:
    channel = writable(call)
    content = content_of(call, MOST_POSTED)
    user = call.text("user", needed=True)
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    thread_ts = root_in(call, channel)
    whisper = by_bot(call.state, call.bot) | content | {"_to": user}
    whisper |= {"ts": channel.stamp(call.state.world.clock), "channel": channel.id}
    channel.whispers.append(whisper | ({"thread_ts": thread_ts} if thread_ts else {}))
    return {"message_ts": whisper["ts"]}


@method("chat.getPermalink", tier=0)
def permalink(call: Call) -> dict[str, Any]:
    channel, ts = call.channel(), call.text("message_ts", needed=True)
    message = channel.messages.get(ts)
    if message is None:
        raise Refused("message_not_found")
    link = f"https://{call.team.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    root = message.get("thread_ts", ts)
    link += f"?thread_ts={root}&cid={channel.id}" if root != ts else ""
    return {"channel": channel.id, "permalink": link}


def writable(call: Call, *, is_update: bool = False) -> Channel:
    """The channel into which this bot may write. A member's id stands for their direct conversation."""
    named = call.text("channel", needed=True)
    person = call.team.members.get(named)
    if person is not None and not is_update:
        channel = call.state.world.direct(call.team, call.bot.id, person.id)
    else:
        channel = call.channel()
    if call.bot.id not in channel.members:
        raise Refused("not_in_channel")
    if channel.archived:
        raise Refused("is_archived")
    if channel.kind == "im":
        _open_to(call, channel)
    return channel


def _open_to(call: Call, channel: Channel) -> None:
    if not call.state.app.messages_tab:
        raise Refused("messages_tab_disabled")
    others = [call.team.members[each] for each in channel.members if each != call.bot.id]
    if any(each.deleted for each in others):
        raise Refused("user_disabled")
    if any(each.is_bot or not each.takes_messages for each in others):
        raise Refused("cannot_dm_bot")


def content_of(call: Call, most: int, *, may_keep: bool = False) -> Message:
    """Text, blocks and metadata, checked. `may_keep`: what isn't given stays as it is."""
    text, blocks = call.text("text"), call.structure("blocks", "invalid_blocks_format")
    if call.structure("attachments", "invalid_attachments"):
        raise Refused("invalid_attachments", messages=["this fake takes blocks alone"])
    if not text.strip() and not blocks:
        raise Refused("no_text")
    if len(text) > most:
        raise Refused("msg_too_long")
    content: Message = {"text": text} if text or not may_keep else {}
    if blocks or blocks == []:
        content["blocks"] = with_ids(call.state, sound_blocks(call, blocks))
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata:
        content["metadata"] = sound_metadata(metadata)
    return content


def sound_blocks(call: Call, blocks: Any) -> list[dict[str, Any]]:
    found = problems(blocks, "message")
    if any("too_long" in each for each in found):
        raise Refused("msg_blocks_too_long")
    files = [
        each["slack_file"]["id"]
        for each in (blocks if isinstance(blocks, list) else [])
        if isinstance(each, dict)
        and isinstance(each.get("slack_file"), dict)
        and each["slack_file"].get("id")
    ]
    unknown = [each for each in files if each not in call.state.files.shared]
    if found or unknown:
        raise Refused("invalid_blocks", messages=found + [f"invalid slack file {each}" for each in unknown])
    return list(blocks)


def sound_metadata(metadata: Any) -> dict[str, Any]:
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata)) > MOST_METADATA:
        raise Refused("metadata_too_large")
    return metadata


def root_in(call: Call, channel: Channel) -> str:
    """The root under which this is to stand; empty when it stands alone."""
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return ""
    root = channel.messages.get(thread_ts)
    if root is None:
        raise Refused("thread_not_found")
    if root.get("thread_ts", thread_ts) != thread_ts:
        raise Refused("cannot_reply_to_message")
    return thread_ts


def own(call: Call, channel: Channel, otherwise: str) -> Message:
    message = channel.messages.get(call.text("ts", needed=True))
    if message is None or message.get("subtype") == "tombstone":
        raise Refused("message_not_found")
    if message.get("user") != call.bot.id:
        raise Refused(otherwise)
    return message
