"""Message events as happenings. One rule for each kind of message that Slack knows."""

from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.slack.heard.needs import Payload
from adapters.slack.heard.payload import account, at, inside, installation_of, moment, source
from adapters.slack.heard.typed import as_typed, opening, said_to
from bot.domain.happenings import (
    Command,
    CommandGiven,
    MessageDeleted,
    MessagePosted,
    Source,
)

WRITTEN = frozenset({None, "", "thread_broadcast", "file_share", "me_message"})
"""What a member says comes as one of these; all other kinds tell of the channel, or come from machines.

A reply that is shown to the channel too (`thread_broadcast`) is the reply itself, and is told of once.
"""
A_HAIR = timedelta(microseconds=1)
TOMBSTONE = "tombstone"
"""Stands in the place of a deleted root whose thread goes on."""

FromMessage = MessagePosted | MessageDeleted | CommandGiven


@dataclass(frozen=True, slots=True)
class Heard:
    """An event of a message, and who the bot is there."""

    body: Payload
    me: str

    @property
    def event(self) -> Payload:
        return inside(self.body, "event")

    @property
    def source(self) -> Source:
        return source(installation_of(self.body), str(self.body["event_id"]))

    @property
    def channel(self) -> str:
        return str(self.event["channel"])

    @property
    def direct(self) -> bool:
        kind = self.event.get("channel_type")
        return kind == "im" if kind else self.channel.startswith("D")


def from_message(heard: Heard) -> FromMessage | None:
    """None for what is none of ours: machines, joins, unfurled links, the bot itself."""
    match heard.event.get("subtype"):
        case "message_changed":
            return _changed(heard)
        case "message_deleted":
            return _deleted(heard)
        case _ if heard.event.get("hidden"):
            return None
    return _command(heard) or written(heard.source, heard.channel, heard.event, direct=heard.direct)


def written(where: Source, channel: str, message: Payload, *, direct: bool) -> MessagePosted | None:
    """A message as an event or a channel's history holds it; None when no member wrote it."""
    if not by_member(message):
        return None
    posted_at, edited = moment(message["ts"]), inside(message, "edited").get("ts")
    return MessagePosted(
        source=where,
        at=at(channel, message, direct=direct),
        author=account(where.installation_ref, str(message["user"])),
        text=as_typed(str(message.get("text") or "")),
        posted_at=posted_at,
        opening=opening(message),
        attachments=len(message.get("files") or ()),
        # Whole seconds: what was edited in the second of its post is younger all the same.
        edited_at=max(moment(edited), posted_at + A_HAIR) if edited else None,
    )


def by_member(message: Payload) -> bool:
    """Whether a person wrote it: apps and Slack itself speak too."""
    user, kind = message.get("user"), message.get("subtype")
    return bool(user) and user != "USLACKBOT" and not message.get("bot_id") and kind in WRITTEN


def _command(heard: Heard) -> CommandGiven | None:
    """A mention of the bot that opens a message: slash commands don't work in threads."""
    event = heard.event
    said = said_to(heard.me, str(event.get("text") or "")) if by_member(event) else None
    if said is None:
        return None
    return CommandGiven(
        source=heard.source,
        account=account(heard.source.installation_ref, str(event["user"])),
        command=Command.MEMBER,
        text=said,
        given_at=moment(event["ts"]),
        channel_ref=None if heard.direct else heard.channel,
        in_message=True,
    )


def _changed(heard: Heard) -> FromMessage | None:
    """Told of unfurled links and new replies as well: only another text is an edit."""
    now, before = inside(heard.event, "message"), inside(heard.event, "previous_message")
    if now.get("subtype") == TOMBSTONE:
        return _gone(heard, before or now)
    if now.get("text") == before.get("text") and "text" in before:
        return None
    edit = written(heard.source, heard.channel, now, direct=heard.direct)
    # The message's own note of it counts whole seconds, in which several edits may fall.
    return edit and replace(edit, edited_at=moment(heard.event["ts"]))


def _deleted(heard: Heard) -> MessageDeleted | None:
    return _gone(heard, inside(heard.event, "previous_message"))


def _gone(heard: Heard, message: Payload) -> MessageDeleted | None:
    """What a machine wrote may go without notice; a tombstone was a member's message until it became one."""
    if message and not by_member(message) and message.get("subtype") != TOMBSTONE:
        return None
    ts = heard.event.get("deleted_ts") or message.get("ts")
    where = at(heard.channel, {**message, "ts": ts}, direct=heard.direct)
    return MessageDeleted(heard.source, where, moment(heard.event["ts"]))
