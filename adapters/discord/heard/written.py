"""A message's JSON, of the gateway or of a channel's history, as the core is told of it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from adapters.discord.needs import NAME, Payload
from adapters.discord.spelling import unspelt
from adapters.discord.wording import custom_ids, reads
from bot.domain.happenings import Account, Action, MessageAt, MessagePosted, Opening, Source

WRITTEN = (0, 19)
"""Messages and replies. All other types tell of the channel, or come from machines."""
REPLY = 19
_NAMED = re.compile(r"<@!?(\d+)>|<a?:(\w+):\d+>")
_MENTION = re.compile(r"\s*(?:<@[!&]?\d+>|@everyone|@here)")
_BETWEEN = re.compile(r"[^\w.-]+")
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
        text=unspelt(as_typed(message)),
        posted_at=posted_at,
        opening=opening(message),
        attachments=_beside_text(message),
        edited_at=max(moment(edited), posted_at) if edited else None,
        to_card=_answers_a_card(message),
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
    """Accounts and their names are the same everywhere on Discord; `nick` is one server's business."""
    author = message["author"]
    return Account(
        NAME, "", str(author["id"]), str(author.get("global_name") or author.get("username") or "")
    )


def nick(payload: Payload) -> str:
    """What whoever wrote or pressed is called in that server; empty where they have no such name."""
    member = payload.get("member")
    return str(member.get("nick") or "") if isinstance(member, Mapping) else ""


def as_typed(message: Payload) -> str:
    """Mentions and emoji in words."""
    names = {
        str(one["id"]): _in_one_word(str(one.get("global_name") or one.get("username")))
        for one in message.get("mentions") or ()
    }

    def spelt(found: re.Match[str]) -> str:
        person, emoji = found.groups()
        return f":{emoji}:" if emoji else f"@{names.get(person) or 'somebody'}"

    return _NAMED.sub(spelt, str(message.get("content") or ""))


def _in_one_word(name: str) -> str:
    """Where a name ends shows nowhere else; whoever takes names out of a text has to see it."""
    return _BETWEEN.sub("_", name).strip("_.-")


def opening(message: Payload) -> Opening:
    """A reply to somebody else's message speaks to them. A reply to the bot's own card doesn't."""
    text, to = str(message.get("content") or ""), message.get("referenced_message") or {}
    other = to.get("author") or {}
    answers = message.get("type") == REPLY and other and not other.get("bot")
    if _MENTION.match(text) or (answers and other.get("id") != message["author"]["id"]):
        return Opening.MENTIONS_ANOTHER
    return Opening.QUOTES if _QUOTE.match(text) else Opening.PLAIN


def _answers_a_card(message: Payload) -> bool:
    """A reply to the card of a scenario, known by its button."""
    to = message.get("referenced_message") or {}
    if message.get("type") != REPLY or not (to.get("author") or {}).get("bot"):
        return False
    pressed = map(reads, custom_ids(to))
    return any(one is not None and one.action is Action.ANSWER_PRIVATELY for one in pressed)


def moment(iso: object) -> datetime:
    return datetime.fromisoformat(str(iso)).astimezone(UTC)
