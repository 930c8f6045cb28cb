"""Who is in a thread, and which threads there are."""

from typing import Any

from tests.fakes.discord import messages, shapes
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.permissions import can, must, sees
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.routes.places import open_thread
from tests.fakes.discord.world import PRIVATE, PUBLIC, Channel

HERE = "/channels/{channel_id}"


@route(f"PUT {HERE}/thread-members/{{user_id}}")
def add(call: Call) -> Any:
    at = _thread(call)
    wanted = call.bot.id if call.params["user_id"] == "@me" else call.params["user_id"]
    open_thread(at)
    if at.guild is None or wanted not in at.guild.members:
        raise Refused(10007)
    if wanted != call.bot.id:
        must(at, call.bot, "send_messages_in_threads")
        _may_invite(call, at)
        if not can(at, at.guild.members[wanted].user, "view_channel"):
            raise Refused(50001)
    messages.add_to_thread(call.state, at, [wanted])


def _may_invite(call: Call, at: Channel) -> None:
    assert at.thread is not None
    free = at.type != PRIVATE or at.thread.invitable or at.thread.owner_id == call.bot.id
    if not free and not can(at, call.bot, "manage_threads"):
        raise Refused(50013)


@route(f"DELETE {HERE}/thread-members/{{user_id}}")
def take_out(call: Call) -> Any:
    at = _thread(call)
    assert at.thread is not None
    wanted = call.bot.id if call.params["user_id"] == "@me" else call.params["user_id"]
    open_thread(at)
    mine = at.type == PRIVATE and at.thread.owner_id == call.bot.id
    if wanted != call.bot.id and not mine:
        must(at, call.bot, "manage_threads")
    if at.thread.members.pop(wanted, None) is not None:
        messages.members_update(call.state, at, removed=[wanted])


@route(f"GET {HERE}/thread-members")
def members(call: Call) -> Any:
    at = _thread(call)
    assert at.thread is not None
    if "guild_members" not in call.app.granted:
        raise Refused(50001)
    return [shapes.thread_member(at, each) for each in at.thread.members]


@route(f"GET {HERE}/thread-members/{{user_id}}")
def member(call: Call) -> Any:
    at = _thread(call)
    assert at.thread is not None
    wanted = call.bot.id if call.params["user_id"] == "@me" else call.params["user_id"]
    if wanted not in at.thread.members:
        raise Refused(10007)
    return shapes.thread_member(at, wanted)


def _thread(call: Call) -> Channel:
    at = call.channel()
    if at.thread is None:
        raise Refused(50024)
    return at


@route("GET /guilds/{guild_id}/threads/active")
def active(call: Call) -> Any:
    found = [
        each
        for each in call.state.world.threads(call.guild())
        if each.thread and not each.thread.archived and sees(each, call.bot)
    ]
    return _listed(call, sorted(found, key=lambda each: -int(each.id)))


@route(f"GET {HERE}/threads/archived/public")
def archived_public(call: Call) -> Any:
    return _archived(call, kinds=(10, PUBLIC))


@route(f"GET {HERE}/threads/archived/private")
def archived_private(call: Call) -> Any:
    must(call.channel(), call.bot, "manage_threads")
    return _archived(call, kinds=(PRIVATE,))


@route(f"GET {HERE}/users/@me/threads/archived/private")
def archived_own(call: Call) -> Any:
    return _archived(call, kinds=(PRIVATE,), own=True)


def _archived(call: Call, *, kinds: tuple[int, ...], own: bool = False) -> Any:
    parent = call.channel()
    must(parent, call.bot, "read_message_history")
    if parent.guild is None:
        raise Refused(50024)
    found = [
        each
        for each in call.state.world.threads(parent.guild)
        if each.parent is parent and each.type in kinds and each.thread and each.thread.archived
    ]
    if own:
        found = [each for each in found if each.thread and call.bot.id in each.thread.members]
    shapes_of = {each.id: shapes.channel(each)["thread_metadata"]["archive_timestamp"] for each in found}
    found.sort(key=lambda each: (int(each.id) if own else 0, shapes_of[each.id]), reverse=True)
    before, limit = call.query.get("before"), int(call.query.get("limit", "50"))
    if before:
        found = [each for each in found if (each.id if own else shapes_of[each.id]) < before]
    return _listed(call, found[:limit]) | {"has_more": len(found) > limit}


def _listed(call: Call, found: list[Channel]) -> dict[str, Any]:
    mine = [each for each in found if each.thread and call.bot.id in each.thread.members]
    return {
        "threads": [shapes.channel(each) for each in found],
        "members": [shapes.thread_member(each, call.bot.id) for each in mine],
        "has_more": False,
    }
