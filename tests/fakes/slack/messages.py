"""Keeping messages: written, changed and taken away, each with its event."""

from typing import Any

from tests.fakes.slack.state import State
from tests.fakes.slack.world import SLACKBOT, Channel, Member, Message, shown

Event = dict[str, Any]


def with_ids(state: State, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Slack names every block that has no name."""
    return [{**each, "block_id": each.get("block_id") or state.world.new_id("b")} for each in blocks]


def by_bot(state: State, bot: Member) -> Message:
    """Who a bot's message says it is from."""
    profile = {"id": bot.bot_id, "app_id": bot.app_id, "name": bot.name, "team_id": bot.team_id}
    return {
        "user": bot.id,
        "bot_id": bot.bot_id,
        "app_id": bot.app_id,
        "bot_profile": profile | {"deleted": False},
    }


def write(state: State, channel: Channel, said: Message, thread_ts: str = "") -> Message:
    """A new message in this channel, under a root or as one."""
    message: Message = {"type": "message", "ts": channel.stamp(state.world.clock)} | said
    message |= {"team": channel.team_id}
    root = channel.messages.get(thread_ts)
    if thread_ts:
        message["thread_ts"] = thread_ts
        if root is not None:
            message["parent_user_id"] = root.get("user", "")
            _counted(root, message)
    if message.get("subtype") == "thread_broadcast" and root is not None:
        message["root"] = shown(root)
    channel.messages[message["ts"]] = message
    return message


def _counted(root: Message, reply: Message) -> None:
    users = list(dict.fromkeys([*root.get("reply_users", []), reply.get("user", "")]))
    root |= {
        "thread_ts": root["ts"],
        "reply_count": root.get("reply_count", 0) + 1,
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": reply["ts"],
    }


def event_of(channel: Channel, message: Message) -> Event:
    return shown(message, metadata=False) | _where(channel, message["ts"])


def changed(state: State, channel: Channel, before: Message, after: Message) -> Event:
    """What message_changed says; the change has a ts of its own."""
    stamp = channel.stamp(state.world.clock)
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": shown(after, metadata=False) | {"source_team": channel.team_id},
        "previous_message": shown(before, metadata=False),
        "ts": stamp,
        **_where(channel, stamp),
    }


def edited(state: State, member: Member) -> dict[str, str]:
    """A message's own note of its last edit, which counts whole seconds."""
    return {"user": member.id, "ts": f"{int(state.world.now())}.000000"}


def edit(state: State, channel: Channel, message: Message, changes: Message) -> Event:
    before = dict(message)
    message |= changes
    return changed(state, channel, before, message)


def take_away(state: State, channel: Channel, message: Message) -> Event:
    """Delete one. A root that has replies stays as a tombstone."""
    before = dict(message)
    if channel.thread(message["ts"]):
        for name in ("blocks", "files", "reactions", "metadata", "client_msg_id"):
            message.pop(name, None)
        message |= {
            "subtype": "tombstone",
            "text": "This message was deleted.",
            "user": SLACKBOT,
            "hidden": True,
        }
        return changed(state, channel, before, message)
    del channel.messages[message["ts"]]
    _uncounted(channel, message)
    stamp = channel.stamp(state.world.clock)
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": message["ts"],
        "previous_message": shown(before, metadata=False),
        "ts": stamp,
        **_where(channel, stamp),
    }


def _uncounted(channel: Channel, reply: Message) -> None:
    root = channel.messages.get(reply.get("thread_ts", ""))
    if root is not None:
        root["reply_count"] = len(channel.thread(root["ts"]))


def _where(channel: Channel, event_ts: str) -> Event:
    return {"channel": channel.id, "event_ts": event_ts, "channel_type": channel.kind}
