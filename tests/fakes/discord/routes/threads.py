"""Threads and posts in forums."""

from typing import Any

from tests.fakes.discord import messages, shapes, threads
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.permissions import can, must
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.routes.places import may_hold, message_of, not_empty
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.rules.message import draft
from tests.fakes.discord.world import FORUM, PRIVATE, PUBLIC, TEXT, Channel

HERE = "/channels/{channel_id}"


def _sound(call: Call) -> None:
    form = Form()
    threads.sound(form, call.body)
    form.check()


def _dress(call: Call, made: Channel) -> Channel:
    assert made.thread is not None
    made.thread.auto_archive = call.body.get("auto_archive_duration") or 1440
    made.thread.invitable = bool(call.body.get("invitable", True))
    return made


@route(f"POST {HERE}/messages/{{message_id}}/threads", 50, 300.0, bucket="threads")
def of_message(call: Call) -> Any:
    parent = call.channel()
    kind = threads.kind_under(parent)
    must(parent, call.bot, "create_public_threads")
    message = message_of(call, parent)
    _sound(call)
    if message["id"] in call.state.world.channels:
        raise Refused(160004)
    made = threads.begin(call.state, parent, call.bot, call.body["name"].strip(), kind=kind, of=message)
    _dress(call, made)
    threads.announce(call.state, made, call.bot, message)
    call.status = 201
    return shapes.thread_for(made, call.bot)


@route(f"POST {HERE}/threads", 50, 300.0, bucket="threads")
def begin(call: Call) -> Any:
    parent = call.channel()
    if parent.type == FORUM:
        return _forum_post(call, parent)
    if parent.type != TEXT:
        raise Refused(50024)
    form = Form()
    threads.sound(form, call.body)
    kind = form.one_of(("type",), call.body.get("type", PRIVATE), (PUBLIC, PRIVATE))
    form.check()
    must(parent, call.bot, "create_private_threads" if kind == PRIVATE else "create_public_threads")
    made = threads.begin(call.state, parent, call.bot, call.body["name"].strip(), kind=kind)
    _dress(call, made)
    threads.announce(call.state, made, call.bot)
    call.status = 201
    return shapes.thread_for(made, call.bot)


def _forum_post(call: Call, parent: Channel) -> Any:
    """A thread with its first message, which has the thread's id."""
    must(parent, call.bot, "send_messages")
    _sound(call)
    form = Form()
    said = call.body.get("message")
    if not isinstance(said, dict):
        form.wrong(("message",), "BASE_TYPE_REQUIRED", "This field is required")
        form.check()
        return None
    wanted = threads.tags(parent, call.body.get("applied_tags"), needed=True)
    made = draft(said, call.sent)
    not_empty(made.content or "", made.embeds, made.files, made.components)
    may_hold(parent, call.bot, made)
    thread = threads.begin(call.state, parent, call.bot, call.body["name"].strip())
    assert thread.thread is not None
    thread.thread.tags = wanted
    threads.announce(call.state, _dress(call, thread), call.bot)
    first = messages.make(call.state, thread, call.bot) | {"id": thread.id}
    messages.fill(call.state, first, thread, made)
    messages.post(call.state, first, thread)
    thread.thread.sent = 0
    call.status = 201
    shape = shapes.thread_for(thread, call.bot)
    return shape | {"message": messages.read(call.state, first, thread, call.app)}


def change(call: Call, at: Channel) -> Any:
    """An archived thread takes nothing but to be opened again."""
    assert at.thread is not None
    body, form = call.body, Form()
    threads.sound(form, body, named=False)
    form.check()
    only_opens = body.get("archived") is False
    if at.thread.archived and not only_opens:
        raise Refused(50083)
    if at.thread.archived and at.thread.locked and not can(at, call.bot, "manage_threads"):
        raise Refused(50013)
    _may_change(call, at)
    at.name = body.get("name", at.name)
    at.thread.auto_archive = body.get("auto_archive_duration") or at.thread.auto_archive
    at.thread.locked = bool(body.get("locked", at.thread.locked))
    at.thread.invitable = bool(body.get("invitable", at.thread.invitable))
    if "applied_tags" in body and at.parent:
        at.thread.tags = threads.tags(at.parent, body["applied_tags"], needed=True)
    if "archived" in body:
        threads.set_archived(call.state, at, archived=bool(body["archived"]))
    threads.changed(call.state, at)
    return shapes.thread_for(at, call.bot)


def _may_change(call: Call, at: Channel) -> None:
    """Its maker may do most; whoever may write may open it again; all else is for who manages threads."""
    assert at.thread is not None
    asked = set(call.body)
    if can(at, call.bot, "manage_threads"):
        return
    if asked <= {"archived"} and call.body.get("archived") is False:
        must(at, call.bot, "send_messages_in_threads")
        return
    mine = at.thread.owner_id == call.bot.id
    if not mine or asked & {"locked", "rate_limit_per_user"}:
        raise Refused(50013)
