"""Messages that answer an interaction: seen by all, or by who asked alone."""

from typing import Any

from tests.fakes.discord import messages, shapes
from tests.fakes.discord.interaction import COMMAND, COMPONENT, Interaction
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.rules.message import EPHEMERAL, LAYOUT, SILENT, SUPPRESS, Draft, draft
from tests.fakes.discord.state import State
from tests.fakes.discord.wire import Sent
from tests.fakes.discord.world import Message

LOADING = 1 << 7
TAKES = SUPPRESS | EPHEMERAL | SILENT | LAYOUT


def composed(body: dict[str, Any], sent: Sent) -> Draft:
    made = draft(body, sent, takes=TAKES)
    if not (made.content or made.embeds or made.files or made.components):
        raise Refused(50006)
    return made


def place(state: State, asked: Interaction, made: Draft, *, ephemeral: bool) -> Message:
    """A new message, as an answer."""
    message = _begun(state, asked)
    made.flags = (made.flags & ~EPHEMERAL) | (EPHEMERAL if ephemeral else 0)
    messages.fill(state, message, asked.channel, made)
    _put(state, asked, message, ephemeral=ephemeral)
    return message


def loading(state: State, asked: Interaction, *, ephemeral: bool) -> Message:
    """`Debrief is thinking…`"""
    message = _begun(state, asked)
    message["flags"] = LOADING | (EPHEMERAL if ephemeral else 0)
    _put(state, asked, message, ephemeral=ephemeral)
    asked.thinking, asked.ephemeral = True, ephemeral
    return message


def fill_loading(state: State, asked: Interaction, made: Draft) -> Message:
    """What was deferred comes, as it was deferred: whispered or not."""
    message = found(asked, asked.original_id)
    message["flags"] = EPHEMERAL if asked.ephemeral else 0
    made.flags = (made.flags & ~EPHEMERAL) | message["flags"]
    messages.fill(state, message, asked.channel, made)
    asked.thinking = False
    told(state, asked, message)
    return message


def told(state: State, asked: Interaction, message: Message) -> None:
    """Of a change; nobody is told of a whisper's."""
    if "_to" not in message:
        messages.updated(state, message, asked.channel)


def found(asked: Interaction, message_id: str) -> Message:
    at = asked.channel
    message = at.messages.get(message_id) or at.whispers.get(message_id)
    if message is None or message_id not in (*asked.made, asked.original_id):
        raise Refused(10008)
    return message


def remove(state: State, asked: Interaction, message_id: str) -> None:
    message = found(asked, message_id)
    if "_to" in message:
        del asked.channel.whispers[message_id]
    else:
        messages.remove(state, message_id, asked.channel)


def _begun(state: State, asked: Interaction) -> Message:
    replied = asked.message if asked.kind == COMPONENT else None
    kind = messages.COMMAND if asked.kind == COMMAND else messages.REPLY if replied else messages.DEFAULT
    message = messages.make(state, asked.channel, asked.app.bot, kind=kind)
    message |= {"application_id": asked.app.id, "webhook_id": asked.app.id, "_interaction": asked.id}
    message["interaction_metadata"] = {
        "id": asked.id,
        "type": asked.kind,
        "user": shapes.user(asked.user),
        "authorizing_integration_owners": {"0": asked.channel.guild.id if asked.channel.guild else "0"},
    }
    if replied:
        reference = {"type": 0, "channel_id": asked.channel.id, "message_id": replied["id"]}
        message["message_reference"] = reference
        message["referenced_message"] = shapes.message(replied)
    return message


def _put(state: State, asked: Interaction, message: Message, *, ephemeral: bool) -> None:
    asked.made.append(message["id"])
    if ephemeral:
        message["_to"] = asked.user.id
        asked.channel.whispers[message["id"]] = message
    else:
        messages.post(state, message, asked.channel)
