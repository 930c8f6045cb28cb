"""Channels and guilds."""

from typing import Any

from tests.fakes.discord import shapes
from tests.fakes.discord.call import Call, route
from tests.fakes.discord.permissions import computed, must, sees
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.routes import threads
from tests.fakes.discord.rules.form import Form
from tests.fakes.discord.world import FORUM, TEXT, VOICE, Channel, Overwrite

HERE = "/channels/{channel_id}"
GUILD = "/guilds/{guild_id}"


@route(f"GET {HERE}", 5, 5.0)
def channel(call: Call) -> Any:
    return shapes.thread_for(call.channel(), call.bot)


@route(f"PATCH {HERE}", 5, 15.0)
def change(call: Call) -> Any:
    at = call.channel()
    if at.guild is None:
        raise Refused(50003)
    if at.thread:
        return threads.change(call, at)
    must(at, call.bot, "manage_channels")
    form = Form()
    if "name" in call.body:
        form.text(("name",), call.body["name"], 1, 100, needed=True)
    form.text(("topic",), call.body.get("topic"), 0, 4096 if at.type == FORUM else 1024)
    form.check()
    at.name, at.topic = call.body.get("name", at.name), call.body.get("topic", at.topic)
    call.state.tell("CHANNEL_UPDATE", shapes.channel(at), at=at)
    return shapes.channel(at)


@route(f"DELETE {HERE}")
def close(call: Call) -> Any:
    """A thread or channel is gone for good; a direct one is only closed."""
    at = call.channel()
    if at.guild is None:
        return shapes.channel(at)
    must(at, call.bot, "manage_threads" if at.thread else "manage_channels")
    at.deleted = True
    if at.thread and at.parent:
        data = {"id": at.id, "guild_id": at.guild.id, "parent_id": at.parent.id, "type": at.type}
        call.state.tell("THREAD_DELETE", data, at=at)
    else:
        for each in call.state.world.threads(at.guild):
            each.deleted = each.deleted or each.parent is at
        call.state.tell("CHANNEL_DELETE", shapes.channel(at), at=at)
    return shapes.channel(at)


@route(f"PUT {HERE}/permissions/{{overwrite_id}}")
def permit(call: Call) -> Any:
    at = call.channel()
    if at.guild is None or at.thread:
        raise Refused(50024)
    must(at, call.bot, "manage_roles")
    form = Form()
    kind = form.one_of(("type",), call.body.get("type"), (0, 1))
    form.check()
    allow, deny = int(call.body.get("allow") or 0), int(call.body.get("deny") or 0)
    if (allow | deny) & ~computed(at, call.bot):
        raise Refused(50013)
    at.overwrites[call.params["overwrite_id"]] = Overwrite(call.params["overwrite_id"], kind, allow, deny)
    call.state.tell("CHANNEL_UPDATE", shapes.channel(at), at=at)


@route(f"GET {GUILD}")
def guild(call: Call) -> Any:
    found = call.guild()
    counted = call.query.get("with_counts") in ("1", "true", "True")
    return shapes.guild(found) | ({"approximate_member_count": len(found.members)} if counted else {})


@route(f"GET {GUILD}/channels")
def channels(call: Call) -> Any:
    found = [each for each in call.guild().channels.values() if not each.is_thread and not each.deleted]
    return [shapes.channel(each) for each in found]


@route(f"POST {GUILD}/channels")
def make(call: Call) -> Any:
    here = call.guild()
    probe = Channel("0", TEXT, "", here)
    must(probe, call.bot, "manage_channels")
    form = Form()
    name = form.text(("name",), call.body.get("name"), 1, 100, needed=True)
    kind = form.one_of(("type",), call.body.get("type", TEXT), (TEXT, VOICE, 4, 5, FORUM))
    form.check()
    made = call.state.world.channel(here, kind, name, topic=call.body.get("topic"))
    call.state.tell("CHANNEL_CREATE", shapes.channel(made), at=made)
    call.status = 201
    return shapes.channel(made)


@route(f"GET {GUILD}/roles")
def roles(call: Call) -> Any:
    return [shapes.role(each) for each in call.guild().roles.values()]


@route(f"GET {GUILD}/members")
def members(call: Call) -> Any:
    """For this the intent has to be switched on, though no gateway is asked."""
    here = call.guild()
    if "guild_members" not in call.app.granted:
        raise Refused(50001)
    form = Form()
    limit = form.number(("limit",), int(call.query.get("limit", "1")), 1, 1000)
    form.check()
    after = int(call.query.get("after", "0"))
    found = sorted((each for each in here.members.values() if int(each.id) > after), key=lambda x: int(x.id))
    return [shapes.member(each) for each in found[:limit]]


@route(f"GET {GUILD}/members/{{user_id}}", 5, 1.0)
def member(call: Call) -> Any:
    found = call.guild().members.get(call.params["user_id"])
    if found is None:
        raise Refused(10007 if call.params["user_id"] in call.state.world.users else 10013)
    return shapes.member(found)


@route("DELETE /users/@me/guilds/{guild_id}")
def leave(call: Call) -> Any:
    here = call.guild()
    del here.members[call.bot.id]
    call.state.tell_one(call.app, "GUILD_DELETE", {"id": here.id}, here)


def visible(call: Call, at: Channel) -> bool:
    return sees(at, call.bot)
