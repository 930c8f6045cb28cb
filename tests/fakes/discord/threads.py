"""Threads come into being, and change."""

from typing import Any

from tests.fakes.discord import messages, shapes
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.state import State
from tests.fakes.discord.world import FORUM, NEWS, PUBLIC, Channel, Message, Thread, User

DURATIONS = (60, 1440, 4320, 10080)
MOST_ACTIVE = 1_000
MOST_TAGS = 5
NAME = 100
HAS_THREAD = 1 << 5


def begin(
    state: State, parent: Channel, owner: User, name: str, *, kind: int = PUBLIC, of: Message | None = None
) -> Channel:
    """A thread; one of a message has the message's id."""
    guild = parent.guild
    assert guild is not None
    if (
        sum(each.thread is not None and not each.thread.archived for each in state.world.threads(guild))
        >= MOST_ACTIVE
    ):
        raise Refused(160006)
    now = state.world.now()
    thread = Thread(owner.id, now, now, now)
    how: dict[str, Any] = {"parent": parent, "thread": thread} | ({"id": of["id"]} if of else {})
    made = state.world.channel(guild, kind, name, **how)
    thread.members[owner.id] = now
    return made


def announce(state: State, made: Channel, owner: User, of: Message | None = None) -> None:
    """Tell of it, and leave a word where it began."""
    parent = made.parent
    assert parent is not None
    for app in state.apps.values():
        if state.hears(app.bot, made):
            data = shapes.thread_for(made, app.bot) | {"newly_created": True}
            state.tell_one(app, "THREAD_CREATE", data, made.guild)
    if of is not None:
        of["flags"] |= HAS_THREAD
        of["thread"] = shapes.channel(made)
        messages.updated(state, of, parent, edited=False)
        _starter(state, made, of)
    elif made.type == PUBLIC and parent.type != FORUM:
        notice = messages.make(state, parent, owner, made.name, kind=messages.THREAD_MADE)
        notice["message_reference"] = {
            "type": 0,
            "channel_id": made.id,
            "guild_id": made.guild.id if made.guild else "",
        }
        messages.post(state, notice, parent)


def _starter(state: State, made: Channel, of: Message) -> None:
    """The first message of a thread of a message stands for that message."""
    assert made.parent is not None
    first = messages.make(state, made, of["_author"], kind=messages.STARTER)
    first["message_reference"] = {"type": 0, "channel_id": made.parent.id, "message_id": of["id"]}
    first["message_reference"] |= {"guild_id": made.guild.id} if made.guild else {}
    first["referenced_message"] = shapes.message(of)
    first["_rule"] = {"parse": []}
    messages.post(state, first, made)


def kind_under(parent: Channel) -> int:
    """Of a thread of a message here."""
    if parent.type not in (0, NEWS):
        raise Refused(50024)
    return 10 if parent.type == NEWS else PUBLIC


def sound(form: Form, body: dict[str, Any], *, named: bool = True) -> None:
    """What can be said of any thread, when it's made or changed."""
    if named or "name" in body:
        name = body.get("name")
        form.text(("name",), name.strip() if isinstance(name, str) else name, 1, NAME, needed=True)
    if body.get("auto_archive_duration") is not None:
        form.one_of(("auto_archive_duration",), body["auto_archive_duration"], DURATIONS)
    if body.get("rate_limit_per_user") is not None:
        form.number(("rate_limit_per_user",), body["rate_limit_per_user"], 0, 21_600)


def tags(parent: Channel, given: Any, *, needed: bool) -> list[str]:
    """Of a post in a forum."""
    form = Form()
    wanted = [str(each) for each in form.many(("applied_tags",), given, 0, MOST_TAGS)]
    form.check()
    if not wanted and needed and parent.tag_required:
        raise Refused(40067)
    if any(each not in [tag["id"] for tag in parent.tags] for each in wanted):
        raise Refused(10087)
    return wanted


def changed(state: State, thread: Channel) -> None:
    state.tell("THREAD_UPDATE", shapes.channel(thread), at=thread)
    if thread.parent and thread.id in thread.parent.messages:
        thread.parent.messages[thread.id]["thread"] = shapes.channel(thread)


def set_archived(state: State, thread: Channel, *, archived: bool) -> None:
    assert thread.thread is not None
    if thread.thread.archived != archived:
        thread.thread.archived, thread.thread.archived_at = archived, state.world.now()
        if not archived:
            thread.thread.active_at = state.world.now()
