"""Events of the gateway as happenings. One rule for each kind of event that is heard."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.discord.heard.written import account, as_typed, by_member, moment, written
from adapters.discord.needs import NAME, Payload
from adapters.discord.speak.outcomes import REMOVED
from adapters.discord.spelling import unspelt
from bot.domain.happenings import (
    ChannelClosed,
    Command,
    CommandGiven,
    InstallationLost,
    MessageAt,
    MessageDeleted,
    MessagePosted,
    Source,
)

_MENTION = re.compile(r"\s*<@([!&]?)(\d+)>")


@dataclass(frozen=True, slots=True)
class Me:
    """What the bot is mentioned by."""

    account: str
    role: str = ""


def posted(
    installation_ref: str, message: Payload, at: MessageAt, me: Me
) -> MessagePosted | CommandGiven | None:
    """A new message; None when no member wrote it."""
    return _command(installation_ref, message, at, me) or written(installation_ref, message, at)


def edited(installation_ref: str, message: Payload, at: MessageAt) -> MessagePosted | None:
    """None for what changes no word: a link's preview, a pin, a thread that hangs on it now.

    A message that was edited once brings its time along with each of them: that is the same event again.
    """
    if not message.get("edited_timestamp") or "content" not in message or "timestamp" not in message:
        return None
    return written(installation_ref, message, at)


def deleted(installation_ref: str, at: MessageAt, now: datetime) -> MessageDeleted:
    """Discord says neither whose message it was nor when it went."""
    return MessageDeleted(_source(installation_ref, f"deletion:{at.message_ref}"), at, now)


def channel_closed(payload: Payload, now: datetime) -> ChannelClosed:
    """Told of a channel that the bot may see no more as well, which may come back: each time is its own."""
    channel = str(payload["id"])
    source = _source(str(payload["guild_id"]), f"closed:{channel}:{now:%Y%m%d%H%M%S}")
    return ChannelClosed(source, channel, now)


def removed(payload: Payload, now: datetime) -> InstallationLost:
    guild = str(payload["id"])
    return InstallationLost(_source(guild, f"removed:{now:%Y%m%d%H%M%S}"), REMOVED, now)


def is_outage(payload: Payload) -> bool:
    """A server that Discord itself can't reach: the bot is in it all the same."""
    return bool(payload.get("unavailable"))


def whose(payload: Payload) -> str:
    """The account that wrote or pressed, where it's told; nothing here is taken for granted."""
    held = payload.get("member")
    named = (
        payload.get("author")
        or payload.get("user")
        or (held.get("user") if isinstance(held, Mapping) else None)
    )
    return str(named.get("id") or "") if isinstance(named, Mapping) else ""


def _command(installation_ref: str, message: Payload, at: MessageAt, me: Me) -> CommandGiven | None:
    """A mention of the bot that opens a message: what follows is said to the bot."""
    said = _said_to(me, message) if by_member(message) else None
    if said is None:
        return None
    return CommandGiven(
        source=_source(installation_ref, f"message:{message['id']}:"),
        account=account(message),
        command=Command.MEMBER,
        text=unspelt(f"/{Command.MEMBER} {said}").removeprefix(f"/{Command.MEMBER}").strip(),
        given_at=moment(message["timestamp"]),
        channel_ref=None if at.direct else at.channel_ref,
        in_message=True,
    )


def _said_to(me: Me, message: Payload) -> str | None:
    text = str(message.get("content") or "")
    mention = _MENTION.match(text)
    if mention is None or mention[2] != (me.role if mention[1] == "&" else me.account):
        return None
    return as_typed({**message, "content": text[mention.end() :]}).lstrip(" ,:\u00a0").strip()


def _source(installation_ref: str, event_ref: str) -> Source:
    return Source(NAME, installation_ref, event_ref)
