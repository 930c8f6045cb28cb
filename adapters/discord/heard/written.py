"""A message's JSON, of the gateway or of a channel's history, as the core is told of it."""

import re
from datetime import UTC, datetime

from adapters.discord.needs import NAME, Payload
from bot.domain.happenings import Account, MessageAt, MessagePosted, Opening, Source

WRITTEN = (0, 19)
"""Messages and replies. All other types tell of the channel, or come from machines."""
REPLY = 19
_NAMED = re.compile(r"<@!?(\d+)>|<a?:(\w+):\d+>")
_MENTION = re.compile(r"\s*(?:<@[!&]?\d+>|@everyone|@here)")
_QUOTE = re.compile(r"\s*>(?:>>)? ")


def written(installation_ref: str, message: Payload, at: MessageAt) -> MessagePosted | None:
    """None when no member wrote it."""
    if not by_member(message):
        return None
    posted_at, edited = moment(message["timestamp"]), message.get("edited_timestamp")
    return MessagePosted(
        source=Source(NAME, installation_ref, f"message:{message['id']}:{edited or ''}"),
        at=at,
        author=account(message),
        text=as_typed(message),
        posted_at=posted_at,
        opening=opening(message),
        attachments=_beside_text(message),
        edited_at=max(moment(edited), posted_at) if edited else None,
    )


def by_member(message: Payload) -> bool:
    """Whether a person wrote it: apps, webhooks and Discord itself speak too."""
    author = message.get("author") or {}
    machine = author.get("bot") or author.get("system") or message.get("webhook_id")
    return bool(author.get("id")) and not machine and message.get("type", 0) in WRITTEN


def _beside_text(message: Payload) -> int:
    """What was sent besides words: files, stickers, a poll, somebody's message that was forwarded."""
    lists = ("attachments", "sticker_items", "message_snapshots")
    return sum(len(message.get(name) or ()) for name in lists) + bool(message.get("poll"))


def account(message: Payload) -> Account:
    """Accounts are the same everywhere on Discord. By their name in the server, if it's told."""
    author, member = message["author"], message.get("member") or {}
    name = member.get("nick") or author.get("global_name") or author.get("username") or ""
    return Account(NAME, "", str(author["id"]), str(name))


def as_typed(message: Payload) -> str:
    """Mentions and emoji in words."""
    names = {
        str(one["id"]): str(one.get("global_name") or one.get("username"))
        for one in message.get("mentions") or ()
    }

    def spelt(found: re.Match[str]) -> str:
        person, emoji = found.groups()
        return f":{emoji}:" if emoji else f"@{names.get(person, 'somebody')}"

    return _NAMED.sub(spelt, str(message.get("content") or ""))


def opening(message: Payload) -> Opening:
    """A reply to somebody else's message speaks to them. A reply to the bot's own card doesn't."""
    text, to = str(message.get("content") or ""), message.get("referenced_message") or {}
    other = to.get("author") or {}
    answers = message.get("type") == REPLY and other and not other.get("bot")
    if _MENTION.match(text) or (answers and other.get("id") != message["author"]["id"]):
        return Opening.MENTIONS_ANOTHER
    return Opening.QUOTES if _QUOTE.match(text) else Opening.PLAIN


def moment(iso: object) -> datetime:
    return datetime.fromisoformat(str(iso)).astimezone(UTC)
