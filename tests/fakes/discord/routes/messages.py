"""Messages: send, read, edit, delete."""

from datetime import timedelta
from typing import Any

from tests.fakes.discord import messages
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.permissions import can, must
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.routes.places import may_hold, may_write, message_of, not_empty, open_thread
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.rules.message import EPHEMERAL, LAYOUT, SUPPRESS, draft, nonce
from tests.fakes.discord.world import Channel, Message, iso

HERE = "/channels/{channel_id}/messages"
ONE = f"{HERE}/{{message_id}}"
TWO_WEEKS = timedelta(days=14)


@route(f"POST {HERE}", 5, 5.0)
def send(call: Call) -> Any:
    at, body = call.channel(), call.body
    may_write(call.state, at, call.bot)
    known = _repeated(call, at, nonce(body))
    if known:
        return messages.read(call.state, known, at, call.app)
    made = draft(body, call.sent)
    not_empty(made.content or "", made.embeds, made.files, made.components)
    may_hold(at, call.bot, made)
    message = messages.make(call.state, at, call.bot)
    if body.get("nonce") is not None:
        message["nonce"] = body["nonce"]
    if body.get("message_reference"):
        _refer(call, at, message, body["message_reference"])
    messages.fill(call.state, message, at, made)
    messages.post(call.state, message, at)
    if body.get("enforce_nonce") and body.get("nonce"):
        key = (call.bot.id, at.id, str(body["nonce"]))
        call.state.nonces[key] = (call.state.world.now(), message["id"])
    return messages.read(call.state, message, at, call.app)


def _repeated(call: Call, at: Channel, key: str) -> Message | None:
    """What was sent with this nonce a short while ago, where it still stands."""
    when, made = call.state.nonces.get((call.bot.id, at.id, key), (None, ""))
    window = timedelta(seconds=call.state.nonce_window)
    if not key or when is None or call.state.world.now() - when > window:
        return None
    return at.messages.get(made)


def _refer(call: Call, at: Channel, message: Message, reference: dict[str, Any]) -> None:
    if not can(at, call.bot, "read_message_history"):
        raise Refused(160002)
    found = at.messages.get(str(reference.get("message_id")))
    if found is None and reference.get("fail_if_not_exists", True):
        form = Form()
        form.wrong(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        form.check()
    if found is None:
        return
    message["type"] = messages.REPLY
    message["message_reference"] = {"type": 0, "channel_id": at.id, "message_id": found["id"]}
    message["message_reference"] |= {"guild_id": at.guild.id} if at.guild else {}
    message["referenced_message"] = messages.read(call.state, found, at, call.app)
    message["_replied"] = found["author"]["id"]


@route(f"GET {HERE}", 5, 5.0)
def history(call: Call) -> Any:
    """Newest first, whatever was asked for."""
    at = call.channel()
    form = Form()
    asked = call.query.get("limit", "50")
    limit = form.number(("limit",), int(asked) if asked.isdigit() else asked, 1, 100)
    marks = {name: call.query[name] for name in ("before", "after", "around") if name in call.query}
    for name, value in marks.items():
        form.snowflake((name,), value)
    if len(marks) > 1:
        form.wrong((), "MUTUALLY_EXCLUSIVE", "before, after and around are mutually exclusive")
    form.check()
    if not can(at, call.bot, "read_message_history"):
        return []
    found = _page(at.newest_first(), marks, limit)
    return [messages.read(call.state, each, at, call.app) for each in found]


def _page(newest: list[Message], marks: dict[str, str], limit: int) -> list[Message]:
    if "before" in marks:
        return [each for each in newest if int(each["id"]) < int(marks["before"])][:limit]
    if "after" in marks:
        return [each for each in newest if int(each["id"]) > int(marks["after"])][-limit:]
    if "around" in marks:
        middle, half = int(marks["around"]), limit // 2
        newer = [each for each in newest if int(each["id"]) > middle][-half:] if half else []
        return newer + [each for each in newest if int(each["id"]) <= middle][: limit - len(newer)]
    return newest[:limit]


@route(f"GET {ONE}", 5, 5.0)
def one(call: Call) -> Any:
    at = call.channel()
    must(at, call.bot, "read_message_history")
    return messages.read(call.state, message_of(call, at), at, call.app)


@route(f"PATCH {ONE}", 5, 5.0)
def edit(call: Call) -> Any:
    at = call.channel()
    message = message_of(call, at)
    if message["author"]["id"] != call.bot.id:
        raise Refused(50005)
    open_thread(at)
    change(call, message, at)
    messages.updated(call.state, message, at)
    return messages.read(call.state, message, at, call.app)


def change(call: Call, message: Message, at: Channel, *, as_answer: bool = False) -> None:
    """Put an edit into a message, and refuse to leave it empty. An answer needs no permissions."""
    body = dict(call.body)
    whispered = message["flags"] & EPHEMERAL
    if body.get("flags") is None:
        body["flags"] = message["flags"] & SUPPRESS
    body["flags"] |= message["flags"] & LAYOUT | whispered
    files = [each["filename"] for each in message["attachments"]]
    made = draft(body, call.sent, takes=SUPPRESS | LAYOUT | whispered, earlier=files)
    if not as_answer:
        may_hold(at, call.bot, made)
    after = [getattr(made, name) for name in ("content", "embeds", "components")]
    before = [message[name] for name in ("content", "embeds", "components")]
    said, shown, pressed = (new if new is not None else old for new, old in zip(after, before, strict=True))
    kept = message["attachments"] if made.keeps is None else made.keeps
    not_empty(said, shown, made.files or kept, pressed)
    messages.fill(call.state, message, at, made)


@route(f"DELETE {ONE}", 5, 1.0)
def delete(call: Call) -> Any:
    at = call.channel()
    message = message_of(call, at)
    if message["author"]["id"] != call.bot.id:
        if at.guild is None:
            raise Refused(50003)
        must(at, call.bot, "manage_messages")
    if message["type"] == messages.STARTER:
        raise Refused(50021)
    open_thread(at)
    messages.remove(call.state, message["id"], at)


@route(f"POST {HERE}/bulk-delete", 1, 1.0)
def bulk(call: Call) -> Any:
    at = call.channel()
    must(at, call.bot, "manage_messages")
    ids = [str(each) for each in call.body.get("messages") or []]
    if not 2 <= len(ids) <= 100:
        raise Refused(50016)
    edge = iso(call.state.world.now() - TWO_WEEKS)
    there = [each for each in ids if each in at.messages]
    if any(at.messages[each]["timestamp"] < edge for each in there):
        raise Refused(50034)
    for each in there:
        del at.messages[each]
    data = {"ids": there, "channel_id": at.id} | ({"guild_id": at.guild.id} if at.guild else {})
    call.state.tell("MESSAGE_DELETE_BULK", data, at=at)


@route("POST /channels/{channel_id}/typing", 5, 5.0)
def typing(call: Call) -> Any:
    may_write(call.state, call.channel(), call.bot)
